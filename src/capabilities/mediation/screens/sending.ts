import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { z } from 'zod';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useMove } from '../../../platform/web/asking.ts';
import type { CallProblem } from '../../../platform/web/call.ts';
import { newId } from '../../../platform/web/ids.ts';
import { move } from '../mediation.contract.ts';
import type { moveIn } from '../move.contract.ts';

/** A move as it is sent: what has a default may be left out. */
export type Act = z.input<typeof moveIn>;
type Revealed = AnswerOf<typeof move>;

/** What may be sent about a case: one move at a time, its refusal, whether it is on its way. */
export type Sending = {
  /** `at`: the version that was looked at, where it is a newer one than the screen's. */
  readonly send: (act: Act, onDone?: (answer: Revealed) => void, at?: number) => void;
  readonly problem: CallProblem | null;
  readonly busy: boolean;
};

/**
 * Sends moves of one case. The same move pressed again after a lost answer is the same line; where somebody else was faster the case
 * is read anew and what was typed stays.
 */
export function useSending(it: { readonly id: string; readonly n: number }): Sending {
  const answers = useQueryClient();
  const made = useRef({ content: '', id: '' });
  // The matter that it was hears of some moves.
  const asked = useMove(move, { stales: ['matters'] });
  return {
    problem: asked.error,
    busy: asked.isPending,
    send: (act, onDone, at) => {
      if (asked.isPending) return;
      const content = JSON.stringify([it.id, act]);
      if (made.current.content !== content) made.current = { content, id: newId() };
      asked.mutate(
        { params: { id: it.id }, body: { id: made.current.id, n: at ?? it.n, act } },
        {
          onSuccess: (answer) => {
            made.current = { content: '', id: '' };
            onDone?.(answer);
          },
          onError: (problem) => {
            if (problem.status === 409 || problem.status === 403 || problem.status === 404)
              void answers.invalidateQueries({ queryKey: ['mediation'] });
          },
        },
      );
    },
  };
}

import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useRef } from 'react';
import type { z } from 'zod';
import { type CallProblem, call } from '../../../../platform/web/call.ts';
import { newId } from '../../../../platform/web/ids.ts';
import type { moveIn } from '../../move.contract.ts';
import { mineMove, type PartyView } from '../../party.contract.ts';

export type Act = z.input<typeof moveIn>;

/** The case that a party has before it, and the code that opens it. */
export const OwnCaseOf = createContext<{ readonly code: string; readonly view: PartyView } | null>(null);

export function useOwnCase(): { readonly code: string; readonly view: PartyView } {
  const own = useContext(OwnCaseOf);
  if (own === null) throw new Error('no case of one’s own here');
  return own;
}

/**
 * Makes moves of this party, one after the other; afterwards everything of the case is asked for anew. A move that is tried again
 * after a broken line keeps its id, so that it is made once.
 */
export function useActing(onDone?: () => void): UseMutationResult<void, CallProblem, readonly Act[]> {
  const { code, view } = useOwnCase();
  const answers = useQueryClient();
  const ids = useRef(new Map<string, string>());
  return useMutation<void, CallProblem, readonly Act[]>({
    mutationFn: async (acts) => {
      let { n } = view;
      for (const act of acts) {
        const asked = JSON.stringify(act);
        const id = ids.current.get(asked) ?? newId();
        ids.current.set(asked, id);
        n = (await call(mineMove, { body: { code, party: view.me, id, n, act } })).n;
        ids.current.delete(asked);
      }
    },
    onSuccess: () => onDone?.(),
    onSettled: () => answers.invalidateQueries({ queryKey: ['mediation'] }),
  });
}

import { useCallback } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { problemFrom } from '../../../platform/web/call.ts';
import { newId } from '../../../platform/web/ids.ts';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import { MOST_AT_ONCE, undo } from '../many.contract.ts';
import { UNDOABLE, type Undoable } from '../moves.rules.ts';
import { moveWords } from './moves.words.ts';

/** A matter after a step, as far as taking the step back needs it. */
export type Done = { readonly id: string; readonly n: number };

/** What was done last on this page, for the key. */
let last: readonly Done[] = [];

export const isUndoable = (move: string): move is Undoable => (UNDOABLE as readonly string[]).includes(move);

/** Says what was done and offers, for a while and by the key `u`, to take it back. */
export function useTakeBack(): {
  readonly offer: (text: string, done: readonly Done[]) => void;
  readonly takeBack: (done: readonly Done[]) => void;
  readonly takeLast: () => void;
} {
  const w = useWords(moveWords);
  const tell = useToast();
  const t = useText();
  const language = useLanguage();
  const { mutateAsync } = useMove(undo, { stales: ['figures'] });

  const takeBack = useCallback(
    (done: readonly Done[]): void => {
      last = [];
      const run = async (): Promise<void> => {
        let back = 0;
        let why: string | undefined;
        for (let at = 0; at < done.length; at += MOST_AT_ONCE) {
          const items = done.slice(at, at + MOST_AT_ONCE).map((one) => ({ matter: one.id, id: newId(), n: one.n }));
          const { outcomes } = await mutateAsync({ body: { items } });
          back += outcomes.filter((one) => one.done !== null).length;
          why ??= outcomes.find((one) => one.refused !== null)?.refused?.[language];
        }
        const refused = done.length - back;
        tell([back > 0 ? w('tookBack', { n: back }) : '', refused > 0 ? (why ?? '') : ''].filter(Boolean).join(' · '));
      };
      run().catch((thrown: unknown) => tell(t(problemFrom(thrown).title)));
    },
    [mutateAsync, language, tell, t, w],
  );
  const offer = useCallback(
    (text: string, done: readonly Done[]): void => {
      last = done;
      tell(text, { label: w('takeBack'), onPress: () => takeBack(done) });
    },
    [tell, takeBack, w],
  );
  const takeLast = useCallback((): void => {
    if (last.length > 0) takeBack(last);
    else tell(w('nothingToTakeBack'));
  }, [takeBack, tell, w]);
  return { offer, takeBack, takeLast };
}

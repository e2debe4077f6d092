import { type ReactNode, useEffect, useRef, useState } from 'react';
import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { punctuationWords } from '../../../platform/language/punctuation.words.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { call } from '../../../platform/web/call.ts';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useLanguage, useWords } from '../../../platform/web/words.ts';
import { beHere, type Here, whoIsWhere } from '../presence.contract.ts';
import { presenceWords } from './presence.words.ts';

const BEAT_MS = 8_000;

/** Says that this matter is open here, and learns who else has it open. Nothing of it is kept. */
export function usePresence(id: string, doing: 'open' | 'assign', enabled: boolean): readonly Here[] {
  const [others, setOthers] = useState<readonly Here[]>([]);
  useEffect(() => {
    if (!enabled) return;
    let ended = false;
    const beat = (): void => {
      if (document.hidden) return;
      void call(beHere, { params: { id }, body: { doing } }).then(
        (answer) => !ended && setOthers(answer.others),
        // Out of sight or offline: nobody is shown rather than somebody who may be gone.
        () => !ended && setOthers([]),
      );
    };
    beat();
    const timer = setInterval(beat, BEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      ended = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [id, doing, enabled]);
  const leaving = useRef(id);
  leaving.current = id;
  useEffect(() => {
    if (!enabled) return;
    return () => {
      void call(beHere, { params: { id: leaving.current }, body: { doing: 'gone' } }).catch(() => undefined);
    };
  }, [enabled]);
  return others;
}

/** Who else has the matter open: a line, and a warning where somebody is about to assign it. */
export function OthersHere({ others }: { readonly others: readonly Here[] }): ReactNode {
  const w = useWords(presenceWords);
  const p = useWords(punctuationWords);
  const language = useLanguage();
  const names = (some: readonly Here[]): string =>
    some
      .map((one) => p('inBrackets', { what: one.name ?? w('colleague'), more: postName(one.post, language) }))
      .join(p('between'));
  const assigning = others.filter((one) => one.doing === 'assign');
  const looking = others.filter((one) => one.doing === 'open');
  return (
    // There before anybody comes: readers tell of what changes in a place that they know.
    <div className={others.length === 0 ? 'only-heard' : 'stack small-gap'} aria-live="polite">
      {assigning.length > 0 && <Notice tone="warn">{w('assigning', { who: names(assigning) })}</Notice>}
      {looking.length > 0 && (
        <p className="others-here soft small">
          <span className="others-dot" aria-hidden="true" /> {w('looking', { who: names(looking) })}
        </p>
      )}
    </div>
  );
}

/** Names of those who have a matter of the queue open, by its id. */
export function useWhoIsWhere(): ReadonlyMap<string, string> {
  const w = useWords(presenceWords);
  const p = useWords(punctuationWords);
  const { data } = useCall(whoIsWhere, {}, { every: BEAT_MS, keep: true });
  return new Map(
    data?.matters.map((one) => [one.id, one.who.map((who) => who.name ?? w('colleague')).join(p('between'))]) ?? [],
  );
}

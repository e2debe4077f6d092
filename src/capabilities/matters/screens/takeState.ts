import { useEffect, useRef, useState } from 'react';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useMove } from '../../../platform/web/asking.ts';
import { type CallProblem, problemFrom } from '../../../platform/web/call.ts';
import { newId } from '../../../platform/web/ids.ts';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { Uploads } from '../../../platform/web/upload.ts';
import type { KindSeed } from '../../kinds/kinds.contract.ts';
import type { Urgency } from '../matters.rules.ts';
import { reportFor } from '../report.contract.ts';
import { type Answers, type DraftPlace, hasPlace, isPhone, placeOf, type Receipt } from './draft.ts';
import { missingAnswers } from './questions.tsx';

/** A report that staff take down for somebody, or make themselves. */
export type Taken = {
  readonly id: string;
  readonly place: DraftPlace | null;
  readonly kind: string | null;
  readonly answers: Answers;
  readonly words: string;
  readonly phone: string;
  readonly name: string;
  readonly urgency: Urgency;
  /** Local time as a date-time field gives it, or ''. */
  readonly happened: string;
  readonly fixed: boolean;
  readonly fixedWords: string;
};

export type Lack = 'needPlace' | 'needKind' | 'needFixed' | 'needEvidence' | 'needAnswers' | 'phone';

export const nothing = (): Taken => ({
  id: newId(),
  place: null,
  kind: null,
  answers: {},
  words: '',
  phone: '',
  name: '',
  urgency: 'normal',
  happened: '',
  fixed: false,
  fixedWords: '',
});

/** Kept for a reload, in this tab and for this clerk alone: it holds what a caller said, and goes with the tab, when it is entered and at signing out. */
const kept = {
  read(name: string): Taken | null {
    try {
      const text = sessionStorage.getItem(`lianan.taking.${name}`);
      return text === null ? null : { ...nothing(), ...(JSON.parse(text) as Taken) };
    } catch {
      return null;
    }
  },
  write(name: string, taken: Taken | null): void {
    try {
      const key = `lianan.taking.${name}`;
      if (taken === null || isBlank(taken)) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(taken));
    } catch {
      // a browser that keeps nothing: the report lives as long as the page
    }
  },
};

/** Whether nothing was written or chosen yet. */
const isBlank = ({ id: _id, ...rest }: Taken): boolean => {
  const { id: _none, ...blank } = nothing();
  return JSON.stringify(rest) === JSON.stringify(blank);
};

/** What is still missing before it can be entered. */
export function lacksOf(it: Taken, kind: KindSeed | undefined, photos: number): Lack[] {
  return [
    ...(hasPlace(it.place) ? [] : (['needPlace'] as const)),
    ...(kind ? [] : (['needKind'] as const)),
    ...(kind && missingAnswers(kind.questions, it.answers).length > 0 ? (['needAnswers'] as const) : []),
    ...(it.fixed && it.fixedWords.trim() === '' ? (['needFixed'] as const) : []),
    ...(it.fixed && kind?.evidence && photos === 0 ? (['needEvidence'] as const) : []),
    ...(it.phone.trim() === '' || isPhone(it.phone) ? [] : (['phone'] as const)),
  ];
}

/**
 * Gathers a call and enters it; pressing twice enters it once, since its id is made with the form.
 * @param id of the report where it has one already, as a sheet of paper does.
 */
export function useTaking(kinds: readonly KindSeed[], id?: string) {
  const place = `${useMe().person ?? ''}.${id === undefined ? 'hotline' : `paper.${id}`}`;
  const [taken, setTaken] = useState<Taken>(
    () => kept.read(place) ?? { ...nothing(), ...(id === undefined ? {} : { id }) },
  );
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [lacks, setLacks] = useState<readonly Lack[]>([]);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const uploads = useRef(new Uploads());
  const entering = useMove(reportFor, { stales: ['figures'] });
  const kind = kinds.find((one) => one.code === taken.kind);

  useEffect(() => kept.write(place, receipt === null ? taken : null), [place, taken, receipt]);

  const send = async (): Promise<void> => {
    if (receipt !== null) return;
    const lacking = lacksOf(taken, kind, photos.length);
    setLacks(lacking);
    if (lacking.length > 0 || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const tokens = await uploads.current.send(photos);
      const phone = taken.phone.replaceAll(' ', '');
      setReceipt(
        await entering.mutateAsync({
          body: {
            id: taken.id,
            kind: taken.kind ?? '',
            place: placeOf(taken.place ?? {}),
            words: taken.words,
            answers: { ...taken.answers },
            photos: tokens,
            channel: 'hotline',
            urgency: taken.urgency,
            ...(phone ? { phone } : {}),
            ...(phone && taken.name.trim() ? { name: taken.name.trim() } : {}),
            ...(taken.happened ? { happened: `${taken.happened}:00+08:00` } : {}),
            ...(taken.fixed ? { fixed: taken.fixedWords.trim() } : {}),
          },
        }),
      );
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    }
    setBusy(false);
  };
  const again = (): void => {
    setTaken(nothing());
    setPhotos([]);
    setLacks([]);
    setReceipt(null);
    setProblem(null);
  };
  return {
    taken,
    change: (some: Partial<Taken>) => setTaken((now) => ({ ...now, ...some })),
    photos,
    setPhotos,
    kind,
    // What was given since is lacking no more.
    lacks: lacks.filter((one) => lacksOf(taken, kind, photos.length).includes(one)),
    receipt,
    problem,
    busy,
    send: () => void send(),
    again,
    isBlank: isBlank(taken),
    /** Empties the form; the number of a sheet stays. */
    clear: () => setTaken({ ...nothing(), ...(id === undefined ? {} : { id }) }),
    /** Puts back what was taken down before it was cleared. */
    restore: (before: Taken) => setTaken(before),
  };
}
export type Taking = ReturnType<typeof useTaking>;
/** What the parts of the form need of it, whoever holds it. */
export type TakingOf = Pick<Taking, 'taken' | 'change' | 'kind' | 'lacks'>;

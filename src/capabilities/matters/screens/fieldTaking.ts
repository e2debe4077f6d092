import { useEffect, useState } from 'react';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { draftsUnder, keepDraft, keptDraft, useDraft } from '../../../platform/web/outbox/drafts.ts';
import { keep } from '../../../platform/web/outbox/outbox.ts';
import { GROUPS, type KindSeed } from '../../kinds/kinds.contract.ts';
import { reportFor } from '../report.contract.ts';
import { type DraftPlace, placeOf } from './draft.ts';
import { type Lack, lacksOf, nothing, type Taken } from './takeState.ts';
import { useTyping } from './typing.ts';

const DRAFT = 'report';
/** What was told within so long of the last report is told on the same visit. */
const VISIT_MS = 2 * 3_600_000;
const USED = 'kinds-used';
type Visit = { readonly place: DraftPlace; readonly at: number };

/** Where a report's place comes from when nobody chose it yet. */
type Filled = Taken & { readonly prefilled: 'visit' | 'own' | 'chosen' | null };
const empty = (): Filled => ({ ...nothing(), prefilled: null });

/** A report on the phone: kept at every change, its place already known where it can be, and saved there before it is sent. */
export function useFieldTaking(kinds: readonly KindSeed[]) {
  const me = useMe();
  const person = me.person ?? '';
  const draft = useDraft<Filled>(person, `${DRAFT}/${person}`, empty);
  const { data: taken, ready } = draft;
  const { prefilled } = taken;
  const [lacks, setLacks] = useState<readonly Lack[]>([]);
  const [saved, setSaved] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const [used, setUsed] = useState<readonly string[]>([]);
  const typing = useTyping(person, 'report');
  const kind = kinds.find((one) => one.code === taken.kind);

  // Enter once: the place of the same visit, else the own village.
  const needsPlace = ready && prefilled === null && taken.place === null && saved === null;
  const change = (some: Partial<Taken>): void =>
    draft.change('place' in some ? { ...some, prefilled: 'chosen' } : some);
  const home = me.appointments.find((one) => one.post === 'liaison' && (one.territory?.length ?? 0) >= 12);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each empty form
  useEffect(() => {
    if (!needsPlace) return;
    void keptDraft<Visit>(person, `visit/${person}`).then((visit) => {
      const recent = visit !== undefined && Math.abs(Date.now() - visit.at) < VISIT_MS;
      if (recent) {
        draft.change({ place: visit.place, prefilled: 'visit' });
      } else if (home?.territory) {
        draft.change({
          place: { territory: home.territory, ...(home.territoryName ? { label: home.territoryName } : {}) },
          prefilled: 'own',
        });
      }
    });
  }, [needsPlace]);
  useEffect(() => {
    void draftsUnder<readonly string[]>(person, `${USED}/${person}`).then(([one]) => setUsed(one?.data ?? []));
  }, [person]);

  const save = async (): Promise<void> => {
    const lacking = lacksOf(taken, kind, draft.photos.length);
    setLacks(lacking);
    if (lacking.length > 0 || busy || kind === undefined) return;
    setBusy(true);
    setFailed(false);
    const phone = taken.phone.replaceAll(' ', '');
    try {
      await draft.settled();
      await keep(
        {
          id: taken.id,
          person,
          subject: taken.id,
          form: 'report',
          title: kind.name,
          address: reportFor.path,
          body: {
            id: taken.id,
            kind: kind.code,
            place: placeOf(taken.place ?? {}),
            words: taken.words,
            answers: { ...taken.answers },
            channel: 'field',
            urgency: taken.urgency,
            ...(phone ? { phone } : {}),
            ...(taken.fixed ? { fixed: taken.fixedWords.trim() } : {}),
          },
          photosAt: draft.photos.length > 0 ? 'photos' : null,
          n: null,
          lines: taken.fixed ? 2 : 1,
        },
        draft.photos,
        `${DRAFT}/${person}`,
      );
      setSaved(taken.id);
      // It is saved; what only helps with the next one may find no room.
      await Promise.allSettled([
        keepDraft(person, `visit/${person}`, { place: taken.place, at: Date.now() }),
        keepDraft(person, `${USED}/${person}`, [kind.code, ...used.filter((one) => one !== kind.code)].slice(0, 6)),
        typing.done(),
      ]);
    } catch {
      // The disk is full or the browser keeps nothing: what was written is still in the form.
      setFailed(true);
    }
    setBusy(false);
  };
  const again = (): void => {
    draft.clear(empty());
    setLacks([]);
    setSaved(null);
  };
  return {
    taken,
    change,
    photos: draft.photos,
    setPhotos: draft.setPhotos,
    photosUnkept: draft.unkept,
    kind,
    // What was given since is lacking no more.
    lacks: lacks.filter((one) => lacksOf(taken, kind, draft.photos.length).includes(one)),
    saved,
    busy,
    failed,
    prefilled,
    quick: quickOf(kinds, used),
    spread: typing.spread,
    save: () => void save(),
    again,
  };
}
export type FieldTaking = ReturnType<typeof useFieldTaking>;

/** Kinds for one tap: those last reported from this phone, else some that ask nothing more. */
function quickOf(kinds: readonly KindSeed[], used: readonly string[]): readonly KindSeed[] {
  const own = used.flatMap((code) => kinds.filter((one) => one.code === code));
  const plain = kinds
    .filter((one) => one.questions.every((question) => !question.required) && !own.includes(one))
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  return [...own, ...plain].slice(0, 6);
}

import { useEffect, useRef, useState } from 'react';
import { type CallProblem, problemFrom } from '../../../platform/web/call.ts';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { type Draft, keepDraft, keptDraft, newDraft } from './draft.ts';
import type { Left } from './outbox.ts';

/** How a report went: it arrived, or it waits on this phone for a line. */
export type Outcome =
  | { readonly is: 'sent'; readonly receipt: Left; readonly anonymous: boolean }
  | { readonly is: 'waits'; readonly id: string };

export type ReportState = {
  readonly draft: Draft;
  readonly photos: readonly Photo[];
  /** True where it goes on from what an earlier opening left. */
  readonly resumed: boolean;
  readonly busy: boolean;
  /** Which photo is on its way. */
  readonly photo: number | null;
  readonly problem: CallProblem | null;
  readonly outcome: Outcome | null;
  readonly change: (some: Partial<Draft>) => void;
  readonly setPhotos: (photos: readonly Photo[]) => void;
  readonly send: () => void;
  readonly startOver: () => void;
  /** Takes up a report that waited, with its photos. */
  readonly takeUp: (draft: Draft, photos: readonly Photo[]) => Promise<unknown>;
  /** The phone has no room for the photos: they are lost with the page. */
  readonly photosUnkept: boolean;
};

// Fetched when there is a photo to keep or a report to send: the first page is lighter without it.
const photosKept = () => import('./keptPhotos.ts');
const outbox = () => import('./outbox.ts');

/** A report while it is being made: kept on this phone with its photos until it is sent or waits in the outbox. */
export function useReport(): ReportState {
  const [draft, setDraft] = useState<Draft>(() => keptDraft() ?? newDraft());
  const [resumed, setResumed] = useState(() => keptDraft() !== null);
  const [photos, showPhotos] = useState<readonly Photo[]>([]);
  const [sending, setSending] = useState<Pick<ReportState, 'busy' | 'photo' | 'problem'>>(STILL);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [photosUnkept, setUnkept] = useState(false);
  // While it is sent, it lies in the outbox and in no form.
  const inOutbox = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was left is read once, when the page opens
  useEffect(() => {
    if (resumed) void photosKept().then(async (it) => showPhotos(await it.keptPhotos(draft.id)));
  }, []);

  // What comes late (the names of a place) joins what is written by then, and no other report than the one that asked for it.
  const change = (some: Partial<Draft>): void =>
    setDraft((now) => {
      if (now.id !== draft.id) return now;
      const next = { ...now, ...some };
      if (!inOutbox.current) keepDraft(next);
      return next;
    });
  const layBy = (id: string, its: readonly Photo[]): Promise<void> =>
    photosKept()
      .then((it) => it.keepPhotos(id, its))
      .then((kept) => setUnkept(!kept));
  const setPhotos = (now: readonly Photo[]): void => {
    showPhotos(now);
    void layBy(draft.id, now);
  };
  const letGo = (): void => {
    keepDraft(null);
    void layBy(draft.id, []);
  };
  const send = (): void => {
    setSending({ busy: true, photo: null, problem: null });
    inOutbox.current = true;
    const onPhoto = (n: number): void => setSending({ busy: true, photo: n, problem: null });
    outbox()
      .then((it) => it.sendOrKeep(draft, photos, onPhoto))
      .then((done) => {
        setSending({ ...STILL, problem: done.is === 'refused' ? done.problem : null });
        inOutbox.current = false;
        if (done.is === 'refused') {
          change({});
          return;
        }
        letGo();
        setOutcome(
          done.is === 'sent'
            ? { is: 'sent', receipt: done.receipt, anonymous: draft.contact === 'anonymous' }
            : { is: 'waits', id: draft.id },
        );
      })
      .catch((thrown: unknown) => {
        inOutbox.current = false;
        change({});
        setSending({ ...STILL, problem: problemFrom(thrown) });
      });
  };
  const takeUp = (taken: Draft, its: readonly Photo[]): Promise<void> => {
    setDraft(taken);
    keepDraft(taken);
    showPhotos(its);
    setOutcome(null);
    setSending(STILL);
    return layBy(taken.id, its);
  };
  const startOver = (): void => {
    letGo();
    // A page that was closed while it was sending left it in the outbox too.
    if (outcome === null) void outbox().then((it) => it.throwAway(draft.id));
    setDraft(newDraft());
    showPhotos([]);
    setResumed(false);
    setOutcome(null);
    setSending(STILL);
  };
  return {
    draft,
    photos,
    resumed,
    ...sending,
    outcome,
    change,
    setPhotos,
    photosUnkept,
    send,
    startOver,
    takeUp,
  };
}

const STILL = { busy: false, photo: null, problem: null } as const;

import { useEffect, useState } from 'react';
import { type CallProblem, problemFrom } from '../../../platform/web/call.ts';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { type Draft, keepDraft, keptDraft, newDraft, type Receipt } from './draft.ts';

/** How a report went: it arrived, or it waits on this phone for a line. */
export type Outcome =
  | { readonly is: 'sent'; readonly receipt: Receipt; readonly anonymous: boolean }
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
  readonly takeUp: (draft: Draft, photos: readonly Photo[]) => void;
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was left is read once, when the page opens
  useEffect(() => {
    if (resumed) void photosKept().then(async (it) => showPhotos(await it.keptPhotos(draft.id)));
  }, []);

  const keep = (now: Draft): void => {
    setDraft(now);
    keepDraft(now);
  };
  const setPhotos = (now: readonly Photo[]): void => {
    showPhotos(now);
    void photosKept().then((it) => it.keepPhotos(draft.id, now));
  };
  const letGo = (): void => {
    keepDraft(null);
    void photosKept().then((it) => it.keepPhotos(draft.id, []));
  };
  const send = (): void => {
    setSending({ busy: true, photo: null, problem: null });
    const onPhoto = (n: number): void => setSending({ busy: true, photo: n, problem: null });
    outbox()
      .then((it) => it.sendOrKeep(draft, photos, onPhoto))
      .then((done) => {
        setSending({ ...STILL, problem: done.is === 'refused' ? done.problem : null });
        if (done.is === 'refused') return;
        letGo();
        setOutcome(
          done.is === 'sent'
            ? { is: 'sent', receipt: done.receipt, anonymous: draft.contact === 'anonymous' }
            : { is: 'waits', id: draft.id },
        );
      })
      .catch((thrown: unknown) => setSending({ ...STILL, problem: problemFrom(thrown) }));
  };
  const takeUp = (taken: Draft, its: readonly Photo[]): void => {
    keep(taken);
    showPhotos(its);
    void photosKept().then((it) => it.keepPhotos(taken.id, its));
    setOutcome(null);
    setSending(STILL);
  };
  const startOver = (): void => {
    letGo();
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
    change: (some) => keep({ ...draft, ...some }),
    setPhotos,
    send,
    startOver,
    takeUp,
  };
}

const STILL = { busy: false, photo: null, problem: null } as const;

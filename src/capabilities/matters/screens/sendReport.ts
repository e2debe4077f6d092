import { useCallback, useRef, useState } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { type CallProblem, call, problemFrom } from '../../../platform/web/call.ts';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { Uploads } from '../../../platform/web/upload.ts';
import { report, reportAnonymously } from '../report.contract.ts';
import { type Draft, placeOf } from './draft.ts';

export type Receipt = AnswerOf<typeof report>;

type Sending = {
  readonly busy: boolean;
  /** Which photo is on its way. */
  readonly photo: { readonly n: number; readonly of: number } | null;
  readonly problem: CallProblem | null;
  readonly send: (draft: Draft, photos: readonly Photo[]) => void;
};

/** Sends a report: its photos, then itself. Pressing again after a broken line sends only what is missing. */
export function useSendReport(onDone: (receipt: Receipt) => void): Sending {
  const uploads = useRef(new Uploads());
  const [state, setState] = useState<Omit<Sending, 'send'>>({ busy: false, photo: null, problem: null });
  const send = useCallback(
    (draft: Draft, photos: readonly Photo[]) => {
      setState({ busy: true, photo: null, problem: null });
      const run = async (): Promise<Receipt> => {
        const tokens = await uploads.current.send(photos, (n) =>
          setState({ busy: true, photo: { n, of: photos.length }, problem: null }),
        );
        setState({ busy: true, photo: null, problem: null });
        const body = {
          id: draft.id,
          kind: draft.kind ?? '',
          place: placeOf(draft.place ?? {}),
          words: draft.words,
          answers: { ...draft.answers },
          photos: tokens,
        };
        if (draft.contact === 'anonymous') return call(reportAnonymously, { body });
        const phone = draft.contact === 'phone' ? draft.phone.replaceAll(' ', '') : '';
        const name = draft.name.trim();
        return call(report, { body: { ...body, ...(phone ? { phone } : {}), ...(phone && name ? { name } : {}) } });
      };
      run().then(
        (receipt) => {
          setState({ busy: false, photo: null, problem: null });
          onDone(receipt);
        },
        (thrown: unknown) => setState({ busy: false, photo: null, problem: problemFrom(thrown) }),
      );
    },
    [onDone],
  );
  return { ...state, send };
}

import { type ReactNode, useRef, useState } from 'react';
import { Field, TextArea } from '../../../platform/web/kit/controls.tsx';
import { type Photo, PhotoPicker } from '../../../platform/web/kit/photos.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Uploads } from '../../../platform/web/upload.ts';
import { useWords } from '../../../platform/web/words.ts';
import { agreementWordsOfScreen } from './agreement.screen.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { todayHere } from './parts.tsx';

export type PromiseFormProps = FormProps & { readonly promise: string };

/** Files that a move takes along: sent as they are chosen, so that the move itself has their tokens. */
export function useFiles() {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [files, setFiles] = useState<readonly string[]>([]);
  const [pending, setPending] = useState(0);
  const [problem, setProblem] = useState<unknown>(null);
  const uploads = useRef(new Uploads());
  const latest = useRef<readonly Photo[]>([]);
  const choose = (next: readonly Photo[]): void => {
    setPhotos(next);
    latest.current = next;
    setProblem(null);
    setPending((n) => n + 1);
    uploads.current
      .send(next)
      .then(
        (tokens) => {
          if (latest.current === next) setFiles(tokens);
        },
        (thrown: unknown) => setProblem(thrown),
      )
      .finally(() => setPending((n) => n - 1));
  };
  return {
    files,
    isReady: pending === 0 && files.length === photos.length,
    picker: (
      <>
        <PhotoPicker photos={photos} onChange={choose} documents most={9} />
        <ProblemNotice problem={problem} onAgain={() => choose(photos)} />
      </>
    ),
  };
}

export function Perform({ it, promise, onDone }: PromiseFormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [day, setDay] = useState(todayHere());
  const [proof, setProof] = useState('');
  const { files, isReady, picker } = useFiles();
  return (
    <MoveFrame
      it={it}
      label={m('perform')}
      shown={['day']}
      onDone={onDone}
      act={
        day === '' || !isReady
          ? null
          : { move: 'perform', promise, day, proof: proof.trim() || undefined, files: [...files] }
      }
    >
      {(wrong) => (
        <>
          <Said it={it} promise={promise} />
          <Field type="date" label={w('performedOn')} value={day} onChange={setDay} problem={wrong('day')} />
          <TextArea label={w('proof')} optional maxLength={1000} rows={2} value={proof} onChange={setProof} />
          {picker}
        </>
      )}
    </MoveFrame>
  );
}

export function Breach({ it, promise, onDone }: PromiseFormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [words, setWords] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('breach')}
      danger
      onDone={onDone}
      act={words.trim() === '' ? null : { move: 'breach', promise, words: words.trim() }}
    >
      {() => (
        <>
          <Said it={it} promise={promise} />
          <p className="soft">{w('breachLead')}</p>
          <TextArea label={w('breachWords')} maxLength={1000} rows={3} value={words} onChange={setWords} />
        </>
      )}
    </MoveFrame>
  );
}

function Said({ it, promise }: Pick<PromiseFormProps, 'it' | 'promise'>): ReactNode {
  const one = it.promises.find(({ id }) => id === promise);
  return one?.what ? <p className="mediation-said">{`${one.what} · ${one.how ?? ''}`}</p> : null;
}

import { type ReactNode, useRef, useState } from 'react';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { Button, Field, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { type Photo, PhotoPicker } from '../../../../platform/web/kit/photos.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { Uploads } from '../../../../platform/web/upload.ts';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import type { PartyView } from '../../party.contract.ts';
import { useActing, useOwnCase } from './acting.ts';
import { useCalled } from './called.ts';
import { ownWords } from './own.words.ts';

type Promised = PartyView['promises'][number];
type Asked = { readonly what: 'perform' | 'breach'; readonly promise: string };

/** My duties and theirs with their days; each can be reported as done with a proof, and theirs as not kept. */
export function PromisesPart(): ReactNode {
  const w = useWords(ownWords);
  const tell = useToast();
  const { view } = useOwnCase();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (view.promises.length === 0) return null;
  const mine = view.promises.filter(({ by }) => by === view.me);
  const theirs = view.promises.filter(({ by }) => by !== view.me);
  const done = (): void => {
    tell(w('thanks'));
    setAsked(null);
  };
  return (
    <Card label={w('promisesTitle')}>
      <h2>{w('promisesTitle')}</h2>
      {mine.length > 0 && <Duties title={w('mineOwed')} all={mine} own onAsk={setAsked} />}
      {theirs.length > 0 && <Duties title={w('theirsOwed')} all={theirs} own={false} onAsk={setAsked} />}
      <Sheet
        open={asked !== null}
        title={w(asked?.what === 'breach' ? 'breachTitle' : 'performTitle')}
        onClose={() => setAsked(null)}
      >
        {asked?.what === 'perform' && <Perform promise={asked.promise} onDone={done} />}
        {asked?.what === 'breach' && <Breach promise={asked.promise} onDone={done} />}
      </Sheet>
    </Card>
  );
}

function Duties(props: {
  readonly title: string;
  readonly all: readonly Promised[];
  readonly own: boolean;
  readonly onAsk: (asked: Asked) => void;
}): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  const called = useCalled();
  const { view } = useOwnCase();
  return (
    <section>
      <h3>{props.title}</h3>
      <ul className="told">
        {props.all.map((one) => (
          <li key={one.id} className="stack">
            <div className="row apart">
              <strong>{one.what}</strong>
              <Badge tone={one.state === 'performed' ? 'good' : one.state === 'breached' || one.late ? 'bad' : 'info'}>
                {w(one.late ? 'lateMark' : one.state)}
              </Badge>
            </div>
            <p className="soft small">
              {[
                `${called(one.by)} → ${called(one.to)}`,
                ...(one.how ? [w('promiseHow', { how: one.how })] : []),
                w('due', { day: when.day(one.due) }),
              ].join(' · ')}
            </p>
            <div className="row">
              {one.claimed && (
                <Badge tone={one.to === view.me ? 'warn' : 'info'}>
                  {w(one.to === view.me ? 'claimedTheirs' : 'claimed')}
                </Badge>
              )}
              {one.state !== 'performed' &&
                (props.own || one.to === view.me) &&
                !(props.own && one.claimed) &&
                view.abilities.includes('perform') && (
                  <Button
                    look={props.own ? 'primary' : 'quiet'}
                    onPress={() => props.onAsk({ what: 'perform', promise: one.id })}
                  >
                    {w(props.own ? 'perform' : 'performTheirs')}
                  </Button>
                )}
              {one.to === view.me && one.state === 'owed' && view.abilities.includes('breach') && (
                <Button look="danger" onPress={() => props.onAsk({ what: 'breach', promise: one.id })}>
                  {w('breach')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Perform({ promise, onDone }: { promise: string; onDone: () => void }): ReactNode {
  const w = useWords(ownWords);
  const [day, setDay] = useState(() => dayOf(new Date()));
  const [proof, setProof] = useState('');
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const uploads = useRef(new Uploads());
  const acting = useActing(onDone);
  const send = async (): Promise<void> => {
    setSending(true);
    setFailed(null);
    try {
      const files = await uploads.current.send(photos);
      await acting.mutateAsync([{ move: 'perform', promise, day, proof: proof.trim(), files }]);
    } catch (thrown) {
      setFailed(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={w('performDay')} type="date" value={day} onChange={setDay} required />
      <TextArea label={w('performProof')} optional rows={3} maxLength={1000} value={proof} onChange={setProof} />
      <fieldset className="field">
        <legend className="legend">{w('performPhoto')}</legend>
        <PhotoPicker photos={photos} onChange={setPhotos} />
      </fieldset>
      <ProblemNotice problem={failed} />
      <Button look="primary" large wide type="submit" busy={sending}>
        {w('send')}
      </Button>
    </form>
  );
}

function Breach({ promise, onDone }: { promise: string; onDone: () => void }): ReactNode {
  const w = useWords(ownWords);
  const [words, setWords] = useState('');
  const acting = useActing(onDone);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        acting.mutate([{ move: 'breach', promise, words: words.trim() }]);
      }}
    >
      <TextArea label={w('breachText')} rows={4} maxLength={1000} value={words} onChange={setWords} />
      <ProblemNotice problem={acting.error} />
      <Button look="danger" large wide type="submit" busy={acting.isPending} disabled={words.trim() === ''}>
        {w('send')}
      </Button>
    </form>
  );
}

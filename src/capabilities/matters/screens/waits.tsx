import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { Draft } from './draft.ts';
import { sendWaiting, showElsewhere, takeBack, useOutbox } from './outbox.ts';
import Received from './received.tsx';
import { waitsWords } from './waits.words.ts';

/** What follows a report that found no line: that it waits here, and its code as soon as it has gone. */
export default function Waits(props: {
  readonly id: string;
  readonly onAnother: () => void;
  readonly onTakeBack: (draft: Draft, photos: readonly Photo[]) => Promise<unknown>;
}): ReactNode {
  const w = useWords(waitsWords);
  const { waiting, arrived, busy } = useOutbox();
  const here = waiting.find((one) => one.draft.id === props.id);
  // An anonymous report is given another id by the server, so that the phone's own leads nowhere.
  const done = arrived.find((one) => one.sent === props.id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    showElsewhere(props.id);
    return () => showElsewhere(null);
  }, [props.id]);
  if (done) return <Received receipt={done.receipt} anonymous={done.anonymous} onAnother={props.onAnother} />;
  return (
    <div className="stack">
      <div className="received-head waits">
        <Sign name="follow" />
        <h1 ref={heading} tabIndex={-1}>
          {w(here?.refused ? 'refusedTitle' : 'title')}
        </h1>
      </div>
      {here?.refused ? (
        <ProblemNotice problem={here.refused} />
      ) : (
        <Notice tone="warn" urgent>
          {w(here?.kept === false ? 'stayOpen' : 'text')}
        </Notice>
      )}
      <p className="soft">{w(here?.draft.contact === 'anonymous' ? 'codeOnce' : 'codeLater')}</p>
      {!here?.refused && (
        <Button look="primary" large wide busy={busy} onPress={() => void sendWaiting()}>
          {w('now')}
        </Button>
      )}
      {here && (
        <Button wide disabled={busy} onPress={() => void takeBack(here.draft.id, props.onTakeBack)}>
          {w('takeBack')}
        </Button>
      )}
      <Button wide onPress={props.onAnother}>
        {w('another')}
      </Button>
    </div>
  );
}

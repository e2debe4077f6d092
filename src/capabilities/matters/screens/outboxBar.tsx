import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { handOver } from './codeInHand.ts';
import { keepDraft, keptDraft } from './draft.ts';
import { keepPhotos } from './keptPhotos.ts';
import {
  type Arrived,
  noted,
  openOutbox,
  sendWaiting,
  takeBack,
  throwAway,
  useOutbox,
  type Waiting,
} from './outbox.ts';
import { waitsWords } from './waits.words.ts';
import './matters.css';

/** Above every page while something waits on this phone, or has gone and its code has not been noted yet. */
export default function OutboxBar(): ReactNode {
  const w = useWords(waitsWords);
  const { waiting, arrived, busy, shownElsewhere } = useOutbox();
  useEffect(() => {
    void openOutbox();
  }, []);
  const seen = waiting.filter((one) => one.draft.id !== shownElsewhere);
  const passing = seen.filter((one) => one.refused === null);
  const told = arrived.filter((one) => one.sent !== shownElsewhere);
  if (seen.length + told.length === 0) return null;
  return (
    <section className="outbox-bar stack no-print" aria-label={w('bar')}>
      {passing.length > 0 && (
        <Notice tone="warn" urgent>
          <p>{w('waitingOne', { n: passing.length })}</p>
          <div className="row">
            <Button busy={busy} onPress={() => void sendWaiting()}>
              {w('now')}
            </Button>
            <TakeUp waiting={passing[0]} />
          </div>
        </Notice>
      )}
      {seen.map((one) => one.refused !== null && <RefusedOne key={one.draft.id} waiting={one} />)}
      {told.map((one) => (
        <ArrivedOne key={one.receipt.id} arrived={one} />
      ))}
    </section>
  );
}

function ArrivedOne({ arrived: { receipt } }: { arrived: Arrived }): ReactNode {
  const w = useWords(waitsWords);
  const [, go] = useLocation();
  return (
    <Notice tone="good" urgent>
      <strong>{w('arrived', { number: receipt.number })}</strong>
      <p className="receipt-code">{w('code', { code: receipt.code })}</p>
      <p className="small">{w('codeKeep')}</p>
      <div className="row">
        <Button
          onPress={() => {
            handOver(receipt.code);
            go('/follow');
          }}
        >
          {w('see')}
        </Button>
        <Button onPress={() => void noted(receipt.id)}>{w('noted')}</Button>
      </div>
    </Notice>
  );
}

/** What the server will not have as it is: back into the form, or thrown away; never lost without a word. */
function RefusedOne({ waiting }: { waiting: Waiting }): ReactNode {
  const w = useWords(waitsWords);
  const [sure, setSure] = useState(false);
  return (
    <Notice tone="bad" urgent>
      <p>{w('refusedOne')}</p>
      <ProblemNotice problem={waiting.refused} />
      <div className="row">
        <TakeUp waiting={waiting} />
        <Button look="danger" onPress={() => setSure(true)}>
          {w('throwAway')}
        </Button>
      </div>
      <Sheet open={sure} title={w('throwAway')} onClose={() => setSure(false)}>
        <p>{w('throwSure')}</p>
        <Button look="danger" large wide onPress={() => void throwAway(waiting.draft.id)}>
          {w('throwYes')}
        </Button>
      </Sheet>
    </Notice>
  );
}

/** Back into the form; not while another draft is in it. */
function TakeUp({ waiting }: { waiting: Waiting | undefined }): ReactNode {
  const w = useWords(waitsWords);
  const { busy } = useOutbox();
  if (waiting === undefined || keptDraft() !== null) return null;
  const takeUp = async (): Promise<void> => {
    const back = await takeBack(waiting.draft.id, async (draft, photos) => {
      await keepPhotos(draft.id, photos);
      keepDraft(draft);
    });
    // Loaded anew, so that the form begins with it.
    if (back) window.location.assign('/');
    else await openOutbox();
  };
  return (
    <Button disabled={busy} onPress={() => void takeUp()}>
      {w('takeBack')}
    </Button>
  );
}

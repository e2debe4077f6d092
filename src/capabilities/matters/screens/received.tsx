import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { CopyButton } from '../../../platform/web/page.tsx';
import { Qr } from '../../../platform/web/qr.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { handOver } from './codeInHand.ts';
import type { Left } from './outbox.ts';
import { receivedWords } from './received.words.ts';
import { reportWords } from './report.words.ts';
import './matters.css';

/** The code stands behind the #, which browsers never send to any server. */
const followLink = (code: string): string => `${window.location.origin}/follow#${code}`;

/** What a reporter is left with: the number, the code to follow it, by whom and until when. */
export default function Received(props: {
  readonly receipt: Left;
  /** Nothing of it may stay on this phone, not even in the browser's list of pages. */
  readonly anonymous: boolean;
  readonly onAnother: () => void;
}): ReactNode {
  const { receipt } = props;
  const [, go] = useLocation();
  const w = useWords(receivedWords);
  const r = useWords(reportWords);
  const t = useText();
  const when = useWhen();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="stack">
      <div className="received-head">
        <Sign name="check" />
        <h1 ref={heading} tabIndex={-1}>
          {w('doneTitle')}
        </h1>
        <p className="soft">{w('doneNumber', { number: receipt.number })}</p>
      </div>
      {receipt.repeated && <Notice>{w('sentBefore')}</Notice>}
      {receipt.newer !== undefined && (
        <Notice tone="warn">
          <p>{w('newer')}</p>
          <p className="said">{receipt.newer}</p>
        </Notice>
      )}
      <Card>
        <p className="soft">{w('doneCode')}</p>
        <p className="receipt-code">{receipt.code}</p>
        <Qr text={followLink(receipt.code)} label={w('qr')} />
        <Notice tone="warn">{w('doneKeep')}</Notice>
        <div className="row">
          <CopyButton text={receipt.code}>{w('copyCode')}</CopyButton>
          <CopyButton text={followLink(receipt.code)}>{w('copyLink')}</CopyButton>
        </div>
      </Card>
      <p>
        {receipt.body ? w('doneBody', { body: t(receipt.body) }) : w('doneNoBody')}
        {w('comma')}
        {w('doneDue', { day: when.lastDay(receipt.due) })}
      </p>
      {receipt.outside && <Notice tone="warn">{r('outside')}</Notice>}
      {props.anonymous && <Notice sign="lock">{w('doneNothingKept')}</Notice>}
      {props.anonymous ? (
        <Button
          look="primary"
          large
          wide
          onPress={() => {
            handOver(receipt.code);
            go('/follow');
          }}
        >
          {w('doneFollow')}
        </Button>
      ) : (
        <Button look="primary" large wide to={`/follow#${receipt.code}`}>
          {w('doneFollow')}
        </Button>
      )}
      <Button wide onPress={props.onAnother}>
        {w('doneAnother')}
      </Button>
    </div>
  );
}

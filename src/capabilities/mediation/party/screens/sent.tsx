import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../../platform/web/kit/icons.tsx';
import { Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { CopyButton } from '../../../../platform/web/page.tsx';
import { Qr } from '../../../../platform/web/qr.tsx';
import { slipPicture } from '../../../../platform/web/slipPicture.ts';
import { useWords } from '../../../../platform/web/words.ts';
import type { apply } from '../../party.contract.ts';
import { caseLink, handOver } from './codeInHand.ts';
import { sentWords } from './sent.words.ts';

/** What an applicant is left with: the number, and the code that opens the case. */
export function Sent({ left, onAnother }: { left: AnswerOf<typeof apply>; onAnother: () => void }): ReactNode {
  const w = useWords(sentWords);
  const [, go] = useLocation();
  const [picture, setPicture] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const where = `${window.location.host}/mediation/case`;
  const draw = (): void =>
    setPicture(
      slipPicture(
        [
          { text: w('pictureTitle'), size: 44, bold: true },
          { text: left.caseCode, size: 64, bold: true },
          { text: w('number', { number: left.number }), size: 32 },
          { text: w('pictureWhere', { where }), size: 28 },
          { text: w('pictureFree'), size: 28 },
        ],
        getComputedStyle(document.body).fontFamily,
      ),
    );
  return (
    <div className="stack mediation-done">
      <div className="mediation-head">
        <Sign name="check" />
        <h1 ref={heading} tabIndex={-1}>
          {w('title')}
        </h1>
        <p className="soft">{w('number', { number: left.number })}</p>
      </div>
      <Card label={w('code')}>
        <p className="soft">{w('code')}</p>
        <p className="passport-code">{left.caseCode}</p>
        <Qr text={caseLink(left.caseCode)} label={w('qr')} />
        <Notice tone="warn">{w('keep')}</Notice>
        <div className="row">
          <CopyButton text={left.caseCode}>{w('copyCode')}</CopyButton>
          <CopyButton text={caseLink(left.caseCode)}>{w('copyLink')}</CopyButton>
          <Button onPress={draw}>{w('savePicture')}</Button>
        </div>
        {picture !== null && (
          <>
            <Notice>{w('longPress')}</Notice>
            <img className="kept-picture" src={picture} alt={`${w('pictureTitle')} ${left.caseCode}`} />
          </>
        )}
      </Card>
      <p>{w('next')}</p>
      <Button
        look="primary"
        large
        wide
        onPress={() => {
          handOver(left.caseCode);
          go('/mediation/case');
        }}
      >
        {w('open')}
      </Button>
      <Button wide onPress={onAnother}>
        {w('another')}
      </Button>
    </div>
  );
}

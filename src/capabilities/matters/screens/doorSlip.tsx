import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { slipPicture } from '../../../platform/web/slipPicture.ts';
import { isInWeChat } from '../../../platform/web/webView.ts';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { DOORS, type Door } from '../matters.rules.ts';
import { NUMBERS, useOffices } from './doorOffice.ts';
import Doors, { DoorFacts } from './doors.tsx';
import { doorWords } from './doors.words.ts';
import './matters.css';

const isDoor = (text: string): text is Door => (DOORS as readonly string[]).includes(text);

/** A slip to take along: which door was shown, when, where it is. It is made on the phone; the server learns nothing of it. */
export default function DoorSlip(): ReactNode {
  const { door = '' } = useParams<{ door: string }>();
  return isDoor(door) ? <Slip door={door} /> : <Doors />;
}

function Slip({ door }: { door: Door }): ReactNode {
  const w = useWords(doorWords);
  usePageTitle(w('slipTitle'));
  const when = useWhen();
  const t = useText();
  const office = useOffices()(door);
  const [shown] = useState(() => new Date().toISOString());
  const [picture, setPicture] = useState<string | null>(null);
  const shownAt = w('shownAt', { moment: when.moment(shown) });
  const named = (name: 'office' | 'address' | 'phone', value: string): string =>
    w('slipLine', { name: w(name), value });
  const lines = [
    w(door),
    w(`${door}Text`),
    office ? named('office', t(office.name)) : '',
    named('address', office?.address ?? w('addressAsk', { number: NUMBERS[door] })),
    named('phone', w(`${door}Phone`)),
    w(`${door}How`),
    shownAt,
    w('slipNothing'),
  ].filter((line) => line !== '');
  const draw = (): void =>
    setPicture(
      slipPicture(
        [
          { text: w('slipTitle'), size: 44, bold: true },
          ...lines.map((text, at) => ({ text, size: 30, bold: at === 0 })),
        ],
        getComputedStyle(document.body).fontFamily,
      ),
    );
  return (
    <div className="stack">
      <h1>{w('slipTitle')}</h1>
      <Card label={w(door)}>
        <h2>{w(door)}</h2>
        <p>{w(`${door}Text`)}</p>
        <DoorFacts door={door} />
        <p>
          <strong>{shownAt}</strong>
        </p>
        <p className="soft small">{w('slipNothing')}</p>
      </Card>
      {picture !== null && (
        <>
          <Notice>{w('longPress')}</Notice>
          <img className="slip-picture no-print" src={picture} alt={lines.join(' ')} />
        </>
      )}
      <div className="row no-print">
        {!isInWeChat() && (
          <Button look="primary" onPress={() => window.print()}>
            {w('print')}
          </Button>
        )}
        <Button look={isInWeChat() ? 'primary' : 'quiet'} onPress={draw}>
          {w('asPicture')}
        </Button>
        <Button to="/doors">{w('allDoors')}</Button>
      </div>
    </div>
  );
}

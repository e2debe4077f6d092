import type { ReactNode } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { DOORS, type Door } from '../matters.rules.ts';
import { NUMBERS, SITES, useOffices } from './doorOffice.ts';
import { doorWords } from './doors.words.ts';
import './matters.css';

/** What this platform takes, and which body by law takes what it does not. */
export default function Doors(): ReactNode {
  const w = useWords(doorWords);
  usePageTitle(w('title'));
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <Card>
        <h2>{w('here')}</h2>
        <p>{w('hereText')}</p>
        <Button look="primary" sign="report" to="/">
          {w('hereGo')}
        </Button>
      </Card>
      <h2>{w('elsewhere')}</h2>
      {DOORS.map((door) => (
        <Card key={door} label={w(door)}>
          <h3>{w(door)}</h3>
          <p>{w(`${door}Text`)}</p>
          <DoorFacts door={door} />
          <p className="row">
            <a className="button quiet" href={`tel:${NUMBERS[door]}`}>
              {w('call', { number: NUMBERS[door] })}
            </a>
            <Button to={`/doors/${door}`} label={`${w('slip')}: ${w(door)}`}>
              {w('slip')}
            </Button>
          </p>
        </Card>
      ))}
    </div>
  );
}

/** Where a door is: the office with its address, the telephone, the web, and what one may ask for there. */
export function DoorFacts({ door }: { door: Door }): ReactNode {
  const w = useWords(doorWords);
  const t = useText();
  const office = useOffices()(door);
  return (
    <dl className="facts">
      {office && (
        <>
          <dt>{w('office')}</dt>
          <dd>{t(office.name)}</dd>
        </>
      )}
      {/* The number of the police is for emergencies: nobody asks there for the way to a counter. */}
      {(office?.address || door !== 'police') && (
        <>
          <dt>{w('address')}</dt>
          <dd>{office?.address ?? w('addressAsk', { number: NUMBERS[door] })}</dd>
        </>
      )}
      <dt>{w('phone')}</dt>
      <dd>{w(`${door}Phone`)}</dd>
      {door !== 'police' && (
        <>
          <dt>{w('site')}</dt>
          <dd>
            <a href={SITES[door]} rel="noreferrer">
              {SITES[door].replace('https://', '')}
            </a>
          </dd>
        </>
      )}
      <dt>{w('receipt')}</dt>
      <dd>{w(`${door}How`)}</dd>
    </dl>
  );
}

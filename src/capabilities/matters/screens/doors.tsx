import type { ReactNode } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { DOORS, type Door } from '../matters.rules.ts';
import { doorWords } from './doors.words.ts';

const NUMBERS: Readonly<Record<Door, string>> = {
  petition: '12345',
  discipline: '12388',
  court: '12368',
  labour: '12333',
  police: '110',
  other: '12348',
};

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
          <p className="soft small">{w(`${door}How`)}</p>
          <p className="row apart">
            <strong>{w(`${door}Phone`)}</strong>
            <a className="button quiet" href={`tel:${NUMBERS[door]}`}>
              {w('call', { number: NUMBERS[door] })}
            </a>
          </p>
        </Card>
      ))}
    </div>
  );
}

import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { weekOf } from '../burden.rules.ts';
import { burdenWords } from './burden.words.ts';
import { useFormName } from './burdenPage.tsx';
import { ownTyping, type TypedWeek } from './typing.ts';

/** What forms cost their owner this week, on this phone and for their eyes. */
export default function OwnBurden(): ReactNode {
  const w = useWords(burdenWords);
  const name = useFormName();
  const person = useMe().person ?? '';
  const [all, setAll] = useState<readonly TypedWeek[]>([]);
  useEffect(() => {
    void ownTyping(person).then(setAll, () => undefined);
  }, [person]);
  const span = (seconds: number): string =>
    seconds < 120 ? w('seconds', { n: seconds }) : w('minutes', { n: Math.round(seconds / 60) });
  const week = weekOf(Date.now());
  const own = all.filter((one) => one.week === week);
  return (
    <Card label={w('mineTitle')}>
      <h2>{w('mineTitle')}</h2>
      <p className="soft small">{w('mineLead')}</p>
      {own.length === 0 ? (
        <p>{w('mineNone')}</p>
      ) : (
        <dl className="facts compact">
          {own.map((one) => (
            <div key={one.form} className="facts-row">
              <dt>{name(one.form)}</dt>
              <dd>{w('mineOne', { n: one.count, span: span(one.seconds) })}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

import type { ReactNode } from 'react';
import { addDays } from '../../../../platform/calendar/calendar.rules.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { Badge } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useWritten } from '../../screens/named.ts';
import type { ReferenceOut } from '../references.contract.ts';
import type { Sort } from '../references.rules.ts';
import { screenWords } from './references.screen.words.ts';

/** References of one sort, what is in force of each and what comes; on a phone one below the other. */
export function ReferenceTable(props: {
  readonly sort: Sort;
  readonly items: readonly ReferenceOut[];
  readonly onOpen: (as: 'history' | 'end' | 'set', one: ReferenceOut) => void;
}): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const { sort, items, onOpen } = props;
  return (
    <table className="reference-table">
      <thead>
        <tr>
          <th scope="col">{w(`what_${sort}`)}</th>
          <th scope="col">{w('place')}</th>
          <th scope="col">{w('value')}</th>
          <th scope="col">{w('since')}</th>
          <th scope="col">{w('source')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id} data-reference={`${one.what}@${one.territory.code}`}>
            <th scope="row">{t(one.name)}</th>
            <td data-label={w('place')}>{t(one.territory.name)}</td>
            <Held one={one} />
            <td className="moves">
              <Button look="plain" onPress={() => onOpen('history', one)}>
                {w('history')}
              </Button>
              {one.may && (
                <Button look="plain" onPress={() => onOpen('set', one)}>
                  {w('again')}
                </Button>
              )}
              {one.may && one.now !== null && one.next?.held !== null && (
                <Button look="plain" onPress={() => onOpen('end', one)}>
                  {w('end')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The value in force with what comes after it, since when, and the document that it stands in. */
function Held({ one }: { one: ReferenceOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const written = useWritten();
  const { now, next, unit } = one;
  return (
    <>
      <td data-label={w('value')}>
        {now === null ? <span className="soft">{w('notNow')}</span> : <strong>{written(unit, now.value)}</strong>}
        {next !== null && (
          <span className="under">
            <Badge tone={next.held === null ? 'warn' : 'info'}>
              {next.held === null
                ? w('ending', { to: when.day(addDays(next.from, -1)) })
                : w('coming', { from: when.day(next.from), value: written(unit, next.held.value) })}
            </Badge>
          </span>
        )}
      </td>
      <td data-label={w('since')}>{now === null ? '' : when.day(now.from)}</td>
      <td data-label={w('source')}>{now?.source ?? next?.held?.source}</td>
    </>
  );
}

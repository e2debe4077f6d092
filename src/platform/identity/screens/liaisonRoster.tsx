import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { z } from 'zod';
import { territories } from '../../places/places.contract.ts';
import { useCall } from '../../web/asking.ts';
import { useFilters } from '../../web/filters.ts';
import { grouped } from '../../web/grouped.ts';
import { Button, Select, Tick } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { stands } from '../appointments.rules.ts';
import { type AppointmentOut, useAppointments } from './appointmentsKept.ts';
import { today } from './appointmentsView.ts';
import { peopleWords } from './people.words.ts';
import './admin.css';

const filters = z.object({
  town: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
});
const HOUR_MS = 3_600_000;
const VILLAGE_DIGITS = 12;

/** The liaisons in office by town and village; where nobody is, the place is marked vacant. */
export function LiaisonRoster(): ReactNode {
  const w = useWords(peopleWords);
  const t = useText();
  const [{ town }, set] = useFilters(filters);
  const [onlyVacant, setOnlyVacant] = useState(false);
  const { data: places, error: noPlaces } = useCall(territories, { query: {} }, { fresh: HOUR_MS });
  const kept = useAppointments('standing');
  const byPlace = useMemo(() => {
    const day = today();
    return grouped(
      kept.rows.filter((one) => one.post === 'liaison' && stands(one, day)),
      // Who answers for a grid answers in its village.
      (one) => (one.territory ?? '').slice(0, VILLAGE_DIGITS),
    );
  }, [kept.rows]);
  const all = places?.territories ?? [];
  const towns = all.filter((one) => one.level === 'town');
  const seen = towns.filter((one) => town === undefined || one.code === town);
  const villages = all.filter((one) => one.level === 'village' && seen.some((each) => each.code === one.parent));
  const vacant = villages.filter((one) => !byPlace.has(one.code));
  const ready = places !== undefined && !kept.coming;
  return (
    <>
      <p className="soft no-print">
        {w('rosterLead')} <a href="/liaisons">{w('rosterPublic')}</a>
      </p>
      <div className="admin-filters no-print">
        <Select
          label={w('town')}
          value={town ?? ''}
          placeholder={w('allTowns')}
          onChange={(code) => set({ town: code === '' ? undefined : code })}
          options={towns.map((one) => ({ value: one.code, label: t(one.name) }))}
        />
        <Tick checked={onlyVacant} onChange={setOnlyVacant}>
          {w('onlyVacant')}
        </Tick>
        <Button onPress={() => window.print()}>{w('print')}</Button>
      </div>
      <ProblemNotice problem={noPlaces ?? kept.error} onAgain={kept.again} />
      {!ready && noPlaces === null && kept.error === null && <Waiting />}
      {ready && (
        <p role="status">
          {w('rosterCount', {
            people: new Set(
              [...byPlace].flatMap(([code, held]) => (within(code, seen) ? held.map((one) => one.person) : [])),
            ).size,
            villages: villages.length,
            vacant: vacant.length,
          })}
        </p>
      )}
      {ready && onlyVacant && vacant.length === 0 && <Empty sign="check" title={w('noneVacant')} />}
      {ready &&
        seen.map((one) => {
          const own = villages.filter((each) => each.parent === one.code && (!onlyVacant || !byPlace.has(each.code)));
          if (own.length === 0) return null;
          return (
            <section key={one.code} className="roster" aria-label={t(one.name)}>
              <h2>{t(one.name)}</h2>
              <dl>
                {byPlace.has(one.code) && !onlyVacant && (
                  <Place name={w('wholeTown')} held={byPlace.get(one.code) ?? []} />
                )}
                {own.map((each) => (
                  <Place key={each.code} name={t(each.name)} held={byPlace.get(each.code) ?? []} />
                ))}
              </dl>
            </section>
          );
        })}
    </>
  );
}

const within = (code: string, towns: readonly { readonly code: string }[]): boolean =>
  towns.some((one) => code.startsWith(one.code));

function Place({ name, held }: { name: string; held: readonly AppointmentOut[] }): ReactNode {
  const w = useWords(peopleWords);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {held.length === 0 && <Badge tone="warn">{w('vacant')}</Badge>}
        {[...held]
          .sort((a, b) => (a.login < b.login ? -1 : 1))
          .map((one) => (
            <span key={one.id} className="roster-name">
              <Link href={`/people/${one.person}`}>{one.name}</Link>
              {one.deputyOf !== null && <Badge>{w('deputy')}</Badge>}
              {one.away && <Badge tone="warn">{w('away')}</Badge>}
            </span>
          ))}
      </dd>
    </div>
  );
}

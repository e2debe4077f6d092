import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { grouped } from '../../web/grouped.ts';
import { Button } from '../../web/kit/controls.tsx';
import { Badge } from '../../web/kit/surfaces.tsx';
import { useWhen } from '../../web/when.ts';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { type Intended, MoveButtons, MoveSheet } from './appointmentMoves.tsx';
import type { AppointmentOut, PersonOut } from './appointmentsKept.ts';
import { STATE_TONES, stateOf, today } from './appointmentsView.ts';
import { peopleWords } from './people.words.ts';
import { postName } from './posts.words.ts';
import './admin.css';

/** As many rows as are drawn before the reader asks for more. */
const SHOWN = 40;

export type AppointmentRowsProps = {
  readonly rows: readonly AppointmentOut[];
  /** Everything that is known, to name deputies and those stood in for. */
  readonly among: readonly AppointmentOut[];
  readonly byId: ReadonlyMap<string, PersonOut>;
  /** Whether names lead to the person's page. */
  readonly linked: boolean;
  readonly label: string;
};

/** Appointments as a table; on a phone each row is a card. */
export function AppointmentRows(props: AppointmentRowsProps): ReactNode {
  const w = useWords(peopleWords);
  const [most, setMost] = useState(SHOWN);
  const [intended, setIntended] = useState<Intended | null>(null);
  const { rows, among } = props;
  const deputies = useMemo(
    () =>
      grouped(
        among.filter((one) => one.deputyOf !== null && (one.state === 'standing' || one.state === 'proposed')),
        (one) => one.deputyOf,
      ),
    [among],
  );
  const byAppointment = useMemo(() => new Map(among.map((one) => [one.id, one])), [among]);
  return (
    <>
      <table className="admin-table" aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{w('person')}</th>
            <th scope="col">{w('post')}</th>
            <th scope="col">{w('place')}</th>
            <th scope="col">{w('days')}</th>
            <th scope="col">{w('state')}</th>
            <th scope="col">{w('moves')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((one) => (
            <Row
              key={one.id}
              one={one}
              principal={one.deputyOf === null ? undefined : byAppointment.get(one.deputyOf)}
              deputies={deputies.get(one.id) ?? []}
              byId={props.byId}
              linked={props.linked}
              onMove={setIntended}
            />
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <Button wide onPress={() => setMost(most + SHOWN * 2)}>
          {w('moreRows', { n: rows.length - most })}
        </Button>
      )}
      <MoveSheet intended={intended} onClose={() => setIntended(null)} />
    </>
  );
}

function Row(props: {
  readonly one: AppointmentOut;
  readonly principal: AppointmentOut | undefined;
  readonly deputies: readonly AppointmentOut[];
  readonly byId: ReadonlyMap<string, PersonOut>;
  readonly linked: boolean;
  readonly onMove: (intended: Intended) => void;
}): ReactNode {
  const w = useWords(peopleWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const { one, principal, deputies } = props;
  const state = stateOf(one, today());
  const names = deputies.map((each) => each.name).join(w('separator'));
  return (
    <tr>
      <th scope="row">
        {props.linked ? <Link href={`/people/${one.person}`}>{one.name}</Link> : one.name}
        <span className="soft small">{one.login}</span>
      </th>
      <td data-label={w('post')}>
        {postName(one.post, language)}
        {one.deputyOf !== null && (
          <span className="small">
            <Badge tone="warn">{principal === undefined ? w('deputy') : w('deputyOf', { name: principal.name })}</Badge>
          </span>
        )}
        {names !== '' && <span className="soft small">{w('deputies', { names })}</span>}
      </td>
      <td data-label={w('place')}>
        {t(one.bodyName) || one.body}
        {one.territory !== null && <span className="soft small">{t(one.territoryName) || one.territory}</span>}
      </td>
      <td data-label={w('days')}>
        {one.to === null
          ? w('since', { from: when.day(one.from) })
          : w('until', { from: when.day(one.from), to: when.day(one.to) })}
      </td>
      <td data-label={w('state')}>
        <Badge tone={STATE_TONES[state]}>
          {state === 'early' || state === 'over' || state === 'away' ? w(state) : w(`s_${state}`)}
        </Badge>
        <Signed one={one} byId={props.byId} />
      </td>
      <td className="admin-moves" data-label={one.abilities.length === 0 ? undefined : w('moves')}>
        <span className="row">
          <MoveButtons one={one} onMove={props.onMove} />
        </span>
      </td>
    </tr>
  );
}

/** Who proposed and who decided, where there were people to do so. */
function Signed({ one, byId }: { one: AppointmentOut; byId: ReadonlyMap<string, PersonOut> }): ReactNode {
  const w = useWords(peopleWords);
  if (byId.size === 0) return null;
  if (one.proposedBy === null) return <span className="soft small">{w('founded')}</span>;
  const named = (id: string): string => byId.get(id)?.name ?? w('unknown');
  return (
    <span className="soft small">
      {w('proposedBy', { name: named(one.proposedBy) })}
      {one.decidedBy !== null && (
        <>
          <br />
          {w('decidedBy', { name: named(one.decidedBy) })}
        </>
      )}
    </span>
  );
}

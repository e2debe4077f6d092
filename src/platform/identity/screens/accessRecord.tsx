import { type ReactNode, useState } from 'react';
import { usePages } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Card, Empty, type Tone, Waiting } from '../../web/kit/surfaces.tsx';
import { useWhen } from '../../web/when.ts';
import { useWords } from '../../web/words.ts';
import type { AccessEvent } from '../access.rules.ts';
import { listAccess } from '../sessions.contract.ts';
import { usePeople } from './appointmentsKept.ts';
import { PickOne } from './pickOne.tsx';
import { sessionWords } from './sessions.words.ts';
import './admin.css';

const TONES: Readonly<Record<AccessEvent, Tone>> = {
  'signed-in': 'good',
  refused: 'bad',
  locked: 'bad',
  'code-refused': 'bad',
  'signed-out': 'plain',
  'session-revoked': 'warn',
  'password-changed': 'info',
  'code-enrolled': 'info',
  'recovery-renewed': 'info',
};

/** The record of sign-ins, newest first: of one person where named, else of all with a choice of the person. */
export function AccessRecord({ person }: { person?: string }): ReactNode {
  const w = useWords(sessionWords);
  const when = useWhen();
  const { people, byId } = usePeople();
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const about = person ?? chosen;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    listAccess,
    (before) => ({ query: { person: about, before } }),
    (page) => (page.more ? (page.entries.at(-1)?.at ?? null) : null),
  );
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const named = (one: string | null): string =>
    one === null ? w('nobody') : (byId.get(one)?.name ?? byId.get(one)?.login ?? w('nobody'));
  const title = w(person === undefined ? 'record' : 'ofPersonRecord');
  return (
    <Card label={title}>
      <h2>{title}</h2>
      {person === undefined && (
        <>
          <p className="soft small">{w('recordLead')}</p>
          <PickOne
            label={w('who')}
            value={chosen}
            placeholder={w('anyone')}
            onChange={setChosen}
            options={people.map((one) => ({ value: one.id, label: `${one.name} ${one.login}` }))}
          />
        </>
      )}
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data && entries.length === 0 && <Empty title={w('noRecord')} />}
      {entries.length > 0 && (
        <table className="admin-table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{w('when')}</th>
              {person === undefined && <th scope="col">{w('who')}</th>}
              <th scope="col">{w('what')}</th>
              <th scope="col">{w('by')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((one) => (
              <tr key={one.id}>
                <td data-label={w('when')}>
                  <time dateTime={one.at}>{when.moment(one.at)}</time>
                </td>
                {person === undefined && <td data-label={w('who')}>{named(one.person)}</td>}
                <td data-label={w('what')}>
                  <Badge tone={TONES[one.what]}>{w(`w_${one.what}`)}</Badge>
                </td>
                <td data-label={one.by === null ? undefined : w('by')}>{one.by !== null && named(one.by)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button wide busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </Card>
  );
}

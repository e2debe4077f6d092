import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useCall, useMove } from '../../../../platform/web/asking.ts';
import { Button, Choice } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import { statusWords } from '../../screens/status.words.ts';
import { listTraffic, sendAgain } from '../traffic.contract.ts';
import { deskWords } from './desks.words.ts';
import { RunBadge } from './runBadge.tsx';
import { useTold } from './whys.ts';
import '../../../../platform/identity/screens/admin.css';

type Item = AnswerOf<typeof listTraffic>['items'][number];
type Which = 'all' | 'in' | 'out' | 'unsent';

/** The newest cases and answers of a desk, with both numbers; what did not arrive can be sent again. */
export function TrafficList({ desk }: { desk: string }): ReactNode {
  const w = useWords(deskWords);
  const [which, setWhich] = useState<Which>('all');
  const ask = { params: { desk }, query: { which } };
  const { data, error, refetch } = useCall(listTraffic, ask, { every: 5_000, keep: true });
  const items = data?.items ?? [];
  return (
    <div className="stack">
      <Choice
        form="narrow"
        quietLabel
        label={w('which')}
        value={which}
        onChange={(value) => setWhich(value as Which)}
        options={[
          { value: 'all', label: w('whichAll') },
          { value: 'in', label: w('whichIn') },
          { value: 'out', label: w('whichOut') },
          { value: 'unsent', label: w('whichUnsent') },
        ]}
      />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data && items.length === 0 && (
        <Empty
          sign={which === 'unsent' ? 'check' : 'empty'}
          title={w(which === 'unsent' ? 'noneUnsent' : 'noneAll')}
          hint={w(which === 'unsent' ? 'noneUnsentHint' : 'noneAllHint')}
        />
      )}
      {items.length > 0 && (
        <table className="admin-table" aria-label={w('traffic')}>
          <thead>
            <tr>
              <th scope="col">{w('theirs')}</th>
              <th scope="col">{w('ours')}</th>
              <th scope="col">{w('direction')}</th>
              <th scope="col">{w('time')}</th>
              <th scope="col">{w('outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <Row key={one.answer?.id ?? one.number} one={one} />
            ))}
          </tbody>
        </table>
      )}
      {data && items.length >= data.most && <p className="soft small">{w('most', { n: data.most })}</p>}
    </div>
  );
}

function Row({ one }: { one: Item }): ReactNode {
  const w = useWords(deskWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const told = useTold();
  const { answer } = one;
  return (
    <tr>
      <th scope="row">{one.number}</th>
      <td data-label={w('ours')}>
        {one.matter === null ? (
          <span className="soft">{w('noOurs')}</span>
        ) : (
          <Link href={`/matters/${one.matter}`}>{one.ours}</Link>
        )}
      </td>
      <td data-label={w('direction')}>
        <span>
          <Badge tone={answer === null ? 'info' : 'brand'}>{w(answer === null ? 'cameIn' : 'wentOut')}</Badge>{' '}
          {answer !== null && told(answer.status)}
        </span>
      </td>
      <td data-label={w('time')}>
        <time dateTime={one.at}>{when.moment(one.at)}</time>
      </td>
      <td data-label={w('outcome')}>
        {answer === null ? (
          <span>{one.state === null ? '—' : s(one.state)}</span>
        ) : (
          <>
            <RunBadge answer={answer} />
            <Again number={one.number} answer={answer} />
          </>
        )}
      </td>
    </tr>
  );
}

function Again({ number, answer }: { number: string; answer: NonNullable<Item['answer']> }): ReactNode {
  const w = useWords(deskWords);
  const tell = useToast();
  const again = useMove(sendAgain, { onDone: () => tell(w('againDone')) });
  if (answer.run !== 'failing' && answer.run !== 'dropped') return null;
  return (
    <div>
      <Button
        look="quiet"
        sign="send"
        label={w('againOf', { number })}
        busy={again.isPending}
        onPress={() => again.mutate({ params: { id: answer.id } })}
      >
        {w('again')}
      </Button>
      <ProblemNotice problem={again.error} />
    </div>
  );
}

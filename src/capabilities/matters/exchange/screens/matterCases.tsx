import type { ReactNode } from 'react';
import { useCall } from '../../../../platform/web/asking.ts';
import { Badge } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import type { MatterPage } from '../../screens/moveShapes.ts';
import { casesOfMatter } from '../traffic.contract.ts';
import { deskWords } from './desks.words.ts';
import { RunBadge } from './runBadge.tsx';
import { useTold } from './whys.ts';

/** On a matter that other desks sent, also by a merging: which desk, their number, and when each answer reached it. */
export function MatterCases({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(deskWords);
  const { matter: it } = page;
  const mayBe = it.channel === 'exchange' || page.history.some((one) => one.kind === 'matter.absorbed');
  const { data } = useCall(casesOfMatter, { params: { id: it.id } }, { enabled: mayBe, every: 10_000 });
  const cases = data?.cases ?? [];
  if (cases.length === 0) return null;
  return (
    <section className="stack small-gap" aria-label={w('caseTitle')}>
      <h3>{w('caseTitle')}</h3>
      {cases.map((one) => (
        <Case key={`${one.desk}/${one.number}`} one={one} />
      ))}
    </section>
  );
}

type Known = NonNullable<ReturnType<typeof useCall<typeof casesOfMatter>>['data']>['cases'][number];

function Case({ one }: { one: Known }): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const when = useWhen();
  const told = useTold();
  return (
    <div className="stack small-gap">
      <p>
        <strong>{w('caseLead', { desk: t(one.name), number: one.number })}</strong>{' '}
        {one.answerBy !== null && <Badge tone="warn">{w('wants', { at: when.moment(one.answerBy) })}</Badge>}
        <span className="soft small">
          {' '}
          {w('received', { at: when.moment(one.received), taken: when.moment(one.taken) })}
        </span>
      </p>
      {!one.delivers && one.answers.length === 0 && (
        <p className="soft small">
          {one.fetched === null ? w('listNever') : w('listAt', { at: when.moment(one.fetched) })}
        </p>
      )}
      {one.delivers && one.answers.length === 0 && <p className="soft small">{w('noAnswerYet')}</p>}
      {one.answers.length > 0 && (
        <ul className="looks">
          {one.answers.map((each) => (
            <li key={each.id}>
              {told(each.status)} · <RunBadge answer={each} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

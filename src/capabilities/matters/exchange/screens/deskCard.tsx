import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { Badge, Card } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import type { listPartners } from '../exchange.contract.ts';
import { deskWords } from './desks.words.ts';
import { useWhy } from './whys.ts';

export type Partner = AnswerOf<typeof listPartners>['partners'][number];

/** One desk: whether the line to it is in order, and what may be done about it. */
export function DeskCard(props: {
  readonly one: Partner;
  readonly maySet: boolean;
  readonly mayExchange: boolean;
  readonly onDo: (what: 'change' | 'renew' | 'pause') => void;
}): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const { one, maySet, mayExchange, onDo } = props;
  const name = t(one.name);
  const stands = one.state === 'standing';
  return (
    <Card label={name}>
      <div className="row apart">
        <h2>
          {name} <span className="soft small">{one.desk}</span>
        </h2>
        <DeskState one={one} />
      </div>
      <LineFacts one={one} />
      <div className="row">
        {mayExchange && (
          <Button look="primary" to={`/exchange/${one.desk}`} label={`${w('open')} · ${name}`}>
            {w('open')}
          </Button>
        )}
        {maySet && <Button onPress={() => onDo('change')}>{w(stands ? 'change' : 'resume')}</Button>}
        {maySet && stands && <Button onPress={() => onDo('renew')}>{w('renew')}</Button>}
        {maySet && stands && (
          <Button look="plain" onPress={() => onDo('pause')}>
            {w('pause')}
          </Button>
        )}
      </div>
    </Card>
  );
}

export function DeskState({ one }: { one: Partner }): ReactNode {
  const w = useWords(deskWords);
  if (one.state === 'stopped') return <Badge>{w('stopped')}</Badge>;
  if (one.line.failing > 0) return <Badge tone="bad">{w('failing')}</Badge>;
  return (
    <Badge tone={one.line.heard === null ? 'warn' : 'good'}>{w(one.line.heard === null ? 'unheard' : 'good')}</Badge>
  );
}

/** When the desk was heard and told last, what waits, and what went wrong. */
function LineFacts({ one }: { one: Partner }): ReactNode {
  const w = useWords(deskWords);
  const when = useWhen();
  const why = useWhy();
  const { line } = one;
  const at = (time: string | null): string => (time === null ? w('never') : when.moment(time));
  const waiting = [
    w('waitingN', { n: line.waiting }),
    line.failing > 0 && line.oldest !== null ? w('failingN', { n: line.failing, since: when.moment(line.oldest) }) : '',
    line.dropped > 0 ? w('droppedN', { n: line.dropped }) : '',
  ].filter(Boolean);
  return (
    <dl className="facts compact">
      <dt>{w('heard')}</dt>
      <dd>{at(line.heard)}</dd>
      {one.url === null ? (
        <>
          <dt>{w('fetched')}</dt>
          <dd>{at(line.fetched)}</dd>
        </>
      ) : (
        <>
          <dt>{w('sent')}</dt>
          <dd>{at(line.sent)}</dd>
          <dt>{w('waiting')}</dt>
          <dd className={line.failing > 0 ? 'bad' : ''}>
            {waiting.map((each) => (
              <div key={each}>{each}</div>
            ))}
          </dd>
        </>
      )}
      {line.failed && (
        <>
          <dt>{w('failed')}</dt>
          <dd>
            {when.moment(line.failed.at)} · {why(line.failed.why)}
          </dd>
        </>
      )}
      {line.refused && (
        <>
          <dt>{w('refused')}</dt>
          <dd>
            {when.moment(line.refused.at)} · {why(line.refused.why)}
          </dd>
        </>
      )}
      <dt>{w('url')}</dt>
      <dd className="exchange-url">{one.url ?? w('byList')}</dd>
      {one.formerUntil !== null && Date.parse(one.formerUntil) > Date.now() && (
        <>
          <dt>{w('renew')}</dt>
          <dd>{w('formerUntil', { moment: when.moment(one.formerUntil) })}</dd>
        </>
      )}
    </dl>
  );
}

import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Badge, Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import type { Move } from '../moves.rules.ts';
import { caseWords } from './case.words.ts';
import { formWords } from './forms.words.ts';
import { moveWords } from './moves.words.ts';
import type { PartProps } from './part.ts';
import { useNature } from './parts.tsx';
import { statusWords } from './status.words.ts';

/** What the dispute is, who the parties are and what they have said, where it came from. */
export function OverviewTab({ it, onMove }: PartProps): ReactNode {
  const w = useWords(caseWords);
  const f = useWords(formWords);
  const t = useText();
  const when = useWhen();
  return (
    <div className="mediation-columns">
      <div className="stack">
        {it.protection === null && <Notice tone="warn">{w('notAsked')}</Notice>}
        {(it.apart || it.protection?.violence || it.protection?.minors) && (
          <Notice tone="warn">
            <span className="row">
              {it.protection?.violence && <strong>{w('violence')}</strong>}
              {it.protection?.minors && <strong>{w('minorsThere')}</strong>}
              {it.apart && <span>{w('apart')}</span>}
            </span>
            {it.protectionRoutes.length > 0 && (
              <details>
                <summary>{f('protectionTitle')}</summary>
                <ul>
                  {it.protectionRoutes.map((one) => (
                    <li key={one.zh}>{t(one)}</li>
                  ))}
                </ul>
              </details>
            )}
          </Notice>
        )}
        {it.alarmed && <Notice tone="bad">{w('alarmed', { when: when.moment(it.alarmed) })}</Notice>}
        <Card label={w('about')}>
          <h2>{w('about')}</h2>
          {it.words === null ? (
            <p className="soft">{w('wordsHidden')}</p>
          ) : (
            <p className="mediation-said">{it.words}</p>
          )}
        </Card>
        <Parties it={it} onMove={onMove} />
      </div>
      <div className="stack">
        <Facts it={it} />
        {it.proposal && (
          <Notice>
            <strong>{f('proposal', { forum: t(it.proposal.forum) })}</strong>
            <div>{it.proposal.body ? f('proposalBody', { body: t(it.proposal.body) }) : f('proposalNone')}</div>
            <div className="small">{t(it.proposal.why)}</div>
          </Notice>
        )}
      </div>
    </div>
  );
}

const OF_PARTY: readonly Move[] = ['tellRights', 'consent', 'decline', 'letTravel', 'seeIdentity', 'changeParty'];

/** Which moves are about this party now. */
function movesOf(it: CaseOut, one: CaseOut['parties'][number]): Move[] {
  return OF_PARTY.filter((move) => {
    if (!it.abilities.includes(move)) return false;
    if (move === 'tellRights') return one.told === null;
    if (move === 'consent') return one.told !== null && one.consent !== true;
    if (move === 'decline') return one.consent !== false;
    return true;
  });
}

function Parties({ it, onMove }: PartProps): ReactNode {
  const w = useWords(caseWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  return (
    <Card label={w('parties')}>
      <h2>{w('parties')}</h2>
      {it.parties.map((one) => (
        <article key={one.id} className="mediation-party" aria-label={one.name ?? s(`side_${one.side}`)}>
          <div className="row">
            <strong>{one.name ?? w('hiddenName')}</strong>
            <Badge tone="brand">{s(`side_${one.side}`)}</Badge>
            {one.sort === 'organisation' && <Badge>{s('sort_organisation')}</Badge>}
            <Badge tone={one.consent === true ? 'good' : one.consent === false ? 'bad' : 'warn'}>
              {w(one.consent === null ? 'consent_open' : one.consent ? 'consent_yes' : 'consent_no')}
            </Badge>
          </div>
          <div className="row small soft">
            <span>{w(one.told === null ? 'notTold' : 'told')}</span>
            {one.minor && <Badge tone="warn">{w('minor')}</Badge>}
            {one.minor && (
              <Badge tone={one.guardian ? 'good' : 'bad'}>
                {w(one.guardian ? 'guardianThere' : 'guardianMissing')}
              </Badge>
            )}
            {one.represented && <span>· {w('represented')}</span>}
            {!one.reachable && <span>· {w('noPhone')}</span>}
            {one.openly && <span>· {w('wantsOpen')}</span>}
            {one.travels && <span>· {w('travels')}</span>}
            {one.rating !== null && <span>· {w('rated', { n: one.rating })}</span>}
          </div>
          <div className="row">
            {movesOf(it, one).map((move) => (
              <Button key={move} onPress={() => onMove({ move, party: one.id })}>
                {m(move)}
              </Button>
            ))}
          </div>
        </article>
      ))}
    </Card>
  );
}

function Facts({ it }: { it: CaseOut }): ReactNode {
  const w = useWords(caseWords);
  const s = useWords(statusWords);
  const t = useText();
  const when = useWhen();
  const nature = useNature();
  const { referrer } = it;
  const who = it.mediators.map((one) => one ?? '—').join('、');
  const sent =
    referrer &&
    [
      w(`referrer_${referrer.sort}`, { body: t(referrer.body) }),
      referrer.answered
        ? w('answered', { day: when.day(referrer.answered) })
        : referrer.answerBy && w('answerBy', { day: when.day(referrer.answerBy) }),
    ]
      .filter(Boolean)
      .join(' · ');
  const due = it.due && (it.extended > 0 ? w('extended', { day: when.day(it.due), n: it.extended }) : when.day(it.due));
  const facts: readonly (readonly [Parameters<typeof w>[0], ReactNode])[] = [
    ['nature', nature(it.nature)],
    ['scale', s(`scale_${it.scale}`)],
    ['channel', s(`channel_${it.channel}`)],
    ['place', [t(it.territoryName), it.address].filter(Boolean).join(' · ')],
    ['track', it.track && s(`track_${it.track}`)],
    ['holder', t(it.body)],
    ['mediators', it.mediators.length > 0 && `${who}${it.chosen ? `（${w(`chosen_${it.chosen}`)}）` : ''}`],
    ['due', due],
    ['referrer', sent],
    ['publicOrder', it.publicOrder && '✓'],
  ];
  return (
    <Card label={w('facts')}>
      <h2>{w('facts')}</h2>
      <dl className="mediation-facts">
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([name, value]) => (
            <div key={name}>
              <dt>{w(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {it.repeats && (
        <p>
          {w('repeats')} <Link href={`/mediation/${it.repeats}`}>{w('repeatsOpen')}</Link>
        </p>
      )}
      {it.matter && (
        <p>
          {w('fromMatter')}{' '}
          {it.matter.number === null ? (
            w('matterUnseen')
          ) : (
            <Link href={`/matters/${it.matter.id}`}>{w('matterNumber', { number: it.matter.number })}</Link>
          )}
        </p>
      )}
    </Card>
  );
}

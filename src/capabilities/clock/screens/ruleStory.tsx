import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type ProposalOut, story } from '../clock.contract.ts';
import { clockWords } from '../clock.words.ts';
import { deadlinesWords } from './deadlines.words.ts';
import { Decide } from './decide.tsx';
import { ProposalCard } from './proposalCard.tsx';
import './deadlines.css';

/** Everything that was ever proposed of one rule, newest first, each beside the version that it changed. */
export default function RuleStory(): ReactNode {
  const w = useWords(deadlinesWords);
  const c = useWords(clockWords);
  const t = useText();
  const { code = '' } = useParams<{ code: string }>();
  const { data, error, isPending, refetch } = useCall(story, { params: { code } });
  const title = data ? w('story', { name: t(data.rule.rule.name) }) : w('history');
  usePageTitle(title);
  const back = (
    <Button sign="back" to="/deadlines">
      {w('back')}
    </Button>
  );
  if (error?.status === 404) return <Empty title={w('noSuchRule')}>{back}</Empty>;
  return (
    <div className="stack deadlines">
      <div className="row apart">
        <h1>{title}</h1>
        <span className="row">
          {data?.rule.abilities.includes('propose') && (
            <Button look="primary" to={`/deadlines/${code}/change`}>
              {w('change')}
            </Button>
          )}
          {back}
        </span>
      </div>
      {data && <p className="soft">{`${c(`stage_${data.rule.stage}`)} · ${w(`is_${data.rule.is}`)}`}</p>}
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data?.proposals.map((one, at) => (
        <ProposalCard
          key={`${one.rule.version} ${one.proposed.at}`}
          proposal={one}
          before={decidedBefore(data.proposals, at)}
        >
          {one.state === 'proposed' && <Decide rule={data.rule} waiting={one} />}
        </ProposalCard>
      ))}
    </div>
  );
}

/** The version that stood when something was proposed: the newest decided one before it. */
function decidedBefore(proposals: readonly ProposalOut[], at: number): ProposalOut['rule'] | null {
  return proposals.slice(at + 1).find((one) => one.state === 'decided')?.rule ?? null;
}

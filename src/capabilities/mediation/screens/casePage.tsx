import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { z } from 'zod';
import { useCall } from '../../../platform/web/asking.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Tabs, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { type CaseOut, show } from '../mediation.contract.ts';
import { AgreementTab } from './agreementTab.tsx';
import { caseWords } from './case.words.ts';
import { FileTab } from './fileTab.tsx';
import { MoveSheet } from './moveSheet.tsx';
import { moveWords } from './moves.words.ts';
import { type Chosen, nextStep, otherMoves } from './nextStep.ts';
import { OverviewTab } from './overviewTab.tsx';
import type { PartProps } from './part.ts';
import { PassportStrip } from './passportStrip.tsx';
import { TalkTab } from './talkTab.tsx';
import { WayTab } from './wayTab.tsx';
import './mediation.css';

const TABS = ['case', 'talk', 'agreement', 'file', 'way'] as const;
type Tab = (typeof TABS)[number];
const filters = z.object({ tab: z.enum(TABS).optional() });

/** One case: its passport, what is next, and everything that belongs to it. */
export default function CasePage(): ReactNode {
  const w = useWords(caseWords);
  usePageTitle(w('title'));
  useLive(['mediation']);
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, refetch } = useCall(show, { params: { id } });
  return (
    <div className="stack mediation">
      <div className="row no-print">
        <Button look="plain" sign="back" to="/mediation">
          {w('back')}
        </Button>
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && error === null && <Waiting />}
      {data && <Whole key={id} it={data} />}
    </div>
  );
}

/** The part of the page that a case is mostly looked at for, by where it stands. */
function tabFor(it: CaseOut): Tab {
  if (it.status === 'agreed' || it.draft !== null) return 'agreement';
  if (it.status === 'ended' || it.status === 'archived') return 'file';
  return it.status === 'mediating' ? 'talk' : 'case';
}

function Whole({ it }: { it: CaseOut }): ReactNode {
  const w = useWords(caseWords);
  const [{ tab }, set] = useFilters(filters);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const shown = tab ?? tabFor(it);
  const part = { it, onMove: setChosen };
  return (
    <>
      <PassportStrip it={it} />
      <Next {...part} />
      <Tabs
        label={w('sections')}
        chosen={shown}
        onChoose={(one) => set({ tab: one as Tab })}
        tabs={TABS.map((one) => ({ id: one, label: w(`tab_${one}`) }))}
      >
        <div className="mediation-panel">
          {shown === 'case' && <OverviewTab {...part} />}
          {shown === 'talk' && <TalkTab {...part} />}
          {shown === 'agreement' && <AgreementTab {...part} />}
          {shown === 'file' && <FileTab {...part} />}
          {shown === 'way' && <WayTab it={it} />}
        </div>
      </Tabs>
      <MoveSheet it={it} chosen={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

/** The sensible next step as the one primary button, by when, and what else may be done. */
function Next({ it, onMove }: PartProps): ReactNode {
  const w = useWords(caseWords);
  const m = useWords(moveWords);
  const when = useWhen();
  const [more, setMore] = useState(false);
  const next = nextStep(it, new Date().toISOString());
  const others = otherMoves(it, next);
  const name =
    it.parties.find(({ id }) => id === next?.party)?.name ?? it.promises.find(({ id }) => id === next?.promise)?.what;
  if (it.status === 'archived') return <p className="soft">{w('filed')}</p>;
  return (
    <Card label={w('next')}>
      <div className="row apart">
        <h2>{w('next')}</h2>
        {it.next !== null && <span className="soft small">{w('nextBy', { day: when.day(it.next) })}</span>}
      </div>
      {next === null && <p className="soft">{w('nothingYours')}</p>}
      <div className="row">
        {next !== null && (
          <Button look="primary" large onPress={() => onMove(next)}>
            {name ? m('moveFor', { move: m(next.move), name }) : m(next.move)}
          </Button>
        )}
        {next?.move === 'accept' && (
          <Button large onPress={() => onMove({ move: 'refuseOffer' })}>
            {m('refuseOffer')}
          </Button>
        )}
        {others.length > 0 && (
          <Button look="plain" pressed={more} onPress={() => setMore(!more)}>
            {m('more')}
          </Button>
        )}
      </div>
      {more && (
        <div className="row mediation-others">
          {others.map((move) => (
            <Button key={move} onPress={() => onMove({ move })}>
              {m(move)}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}

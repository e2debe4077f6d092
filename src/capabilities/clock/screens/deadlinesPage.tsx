import type { ReactNode } from 'react';
import { z } from 'zod';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { Button, Select } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type RuleOut, rules as rulesContract } from '../clock.contract.ts';
import { groupOf, STAGES } from '../clock.rules.ts';
import { clockWords } from '../clock.words.ts';
import { URGENCIES } from '../drafts.rules.ts';
import { basisText } from '../sayings.rules.ts';
import { deadlinesWords } from './deadlines.words.ts';
import { Decide } from './decide.tsx';
import { useKinds } from './kindsAndPlaces.ts';
import { ProposalCard } from './proposalCard.tsx';
import { RuleRows } from './ruleRows.tsx';
import './deadlines.css';

const SHOWN = ['all', 'law', 'setting'] as const;
const filters = z.object({
  stage: z.enum(STAGES).optional(),
  kind: z.string().max(60).optional(),
  show: z.enum(SHOWN).default('all'),
});

/** The desk's page of deadlines: what waits, the rules stage by stage, and for what a clock may be suspended. */
export default function DeadlinesPage(): ReactNode {
  const w = useWords(deadlinesWords);
  const c = useWords(clockWords);
  usePageTitle(w('title'));
  const [wanted, set] = useFilters(filters);
  const kinds = useKinds();
  const { data, error, isPending, refetch } = useCall(rulesContract, {});
  const all = data?.rules ?? [];
  const shown = all.filter((one) => fits(one, wanted));
  const waiting = all.filter((one) => one.waiting !== null);
  return (
    <div className="stack deadlines">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {data?.mayPropose && (
          <Button look="primary" sign="plus" to="/deadlines/new">
            {w('newRule')}
          </Button>
        )}
      </div>
      <p className="soft">{w('lead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && all.length === 0 && <Empty title={w('empty')} hint={w('emptyHint')} sign="bell" />}
      {waiting.length > 0 && (
        <section className="stack" aria-label={w('waitingTitle')}>
          <h2>{w('waitingTitle')}</h2>
          {waiting.map(
            (one) =>
              one.waiting && (
                <ProposalCard key={one.code} proposal={one.waiting} before={one.newest}>
                  <Decide rule={one} waiting={one.waiting} />
                </ProposalCard>
              ),
          )}
        </section>
      )}
      {all.length > 0 && (
        <div className="filter-row">
          <Select
            label={w('stage')}
            value={wanted.stage ?? ''}
            placeholder={w('everyStage')}
            onChange={(stage) => set({ stage: (stage || undefined) as typeof wanted.stage })}
            options={STAGES.map((one) => ({ value: one, label: c(`stage_${one}`) }))}
          />
          <Select
            label={w('kind')}
            value={wanted.kind ?? ''}
            placeholder={w('everyKindShown')}
            onChange={(kind) => set({ kind })}
            options={kinds.options}
          />
          <Select
            label={w('show')}
            value={wanted.show}
            onChange={(show) => set({ show: show as typeof wanted.show })}
            options={SHOWN.map((one) => ({ value: one, label: w(`show_${one}`) }))}
          />
        </div>
      )}
      {all.length > 0 && shown.length === 0 && <Empty title={w('none')} hint={w('noneHint')} sign="search" />}
      {STAGES.map((stage) => {
        const own = shown.filter((one) => one.stage === stage).sort(generalFirst);
        return own.length === 0 ? null : (
          <section key={stage} className="stack" aria-label={c(`stage_${stage}`)}>
            <div>
              <h2>{c(`stage_${stage}`)}</h2>
              <p className="soft small">{c(`stageWhat_${stage}`)}</p>
            </div>
            <RuleRows rules={own} />
          </section>
        );
      })}
      {data && <Grounds grounds={data.grounds} />}
    </div>
  );
}

/** What holds for all before what holds for some, as one looks for the exception after the rule. */
function generalFirst({ rule: a }: RuleOut, { rule: b }: RuleOut): number {
  const place = (one: RuleOut['rule']): string =>
    [one.territory ?? '', one.kind ?? '', one.urgency === null ? 0 : 1 + URGENCIES.indexOf(one.urgency), one.code].join(
      ' ',
    );
  return place(a) < place(b) ? -1 : 1;
}

/** Whether a rule is among those that are looked for; of a kind, those of its group and of all kinds as well. */
function fits({ rule, waiting }: RuleOut, wanted: z.output<typeof filters>): boolean {
  const { kind, basis } = rule;
  if (wanted.stage !== undefined && rule.stage !== wanted.stage) return false;
  if (wanted.kind && kind !== null && kind !== wanted.kind && kind !== groupOf(wanted.kind)) return false;
  if (wanted.show === 'all') return true;
  return (wanted.show === 'law') === ((waiting?.rule.basis ?? basis) !== null);
}

function Grounds({ grounds }: { grounds: AnswerOf<typeof rulesContract>['grounds'] }): ReactNode {
  const w = useWords(deadlinesWords);
  const c = useWords(clockWords);
  const t = useText();
  return (
    <section className="stack" aria-label={w('grounds')}>
      <div>
        <h2>{w('grounds')}</h2>
        <p className="soft small">{w('groundsLead')}</p>
      </div>
      <dl className="grounds">
        {grounds.map(({ ground, name, basis, explained }) => (
          <div key={ground}>
            <dt>{t(name)}</dt>
            <dd>
              {t(explained)}
              <span className="small soft under">
                {t(basisText(basis))}
                {basis && ` · ${c(`tag_${basis.tag}`)}`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

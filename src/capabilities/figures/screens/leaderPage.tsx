import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useCall } from '../../../platform/web/asking.ts';
import type { AskIn } from '../../../platform/web/call.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kinds } from '../../kinds/kinds.contract.ts';
import { queue } from '../../matters/desk.contract.ts';
import { Board } from './board.tsx';
import { FigureFilters } from './figureFilters.tsx';
import { today } from './figuresView.ts';
import { useFigureView } from './figureView.ts';
import { leaderWords } from './leader.words.ts';
import './figures.css';

type Row = AnswerOf<typeof queue>['items'][number];
type Ask = NonNullable<AskIn<typeof queue>['query']>;
const LISTS = {
  supervised: { supervised: 'true', sort: 'due', limit: 20 },
  help: { help: 'true', sort: 'due', limit: 20 },
  late: { overdue: 'true', sort: 'due', limit: 10 },
} as const satisfies Record<string, Ask>;

/** A leader's page, for the phone and the desk: the figures of their reach, what is supervised, who asks for help, what is late. */
export default function LeaderPage(): ReactNode {
  const w = useWords(leaderWords);
  usePageTitle(w('title'));
  useLive(['matters', 'figures']);
  const own = useMe().appointments.find((one) => one.post === 'leader' && one.territory !== null);
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <Figures territory={own?.territory ?? undefined} />
      <p className="soft">{w('act')}</p>
      {(['supervised', 'help', 'late'] as const).map((which) => (
        <List key={which} which={which} />
      ))}
    </div>
  );
}

/** The board of a leader's reach; a territory within it can be gone into and come back from. */
function Figures({ territory }: { territory: string | undefined }): ReactNode {
  const w = useWords(leaderWords);
  const [view, set] = useFigureView();
  const shown = { ...view, territory: view.territory ?? territory, period: view.period ?? thisMonth() };
  const enter = (into: string | undefined): void => set({ territory: into }, { push: true });
  return (
    <section className="stack" aria-label={w('figures')}>
      <FigureFilters view={shown} set={set} all home={territory} />
      {view.territory !== undefined && view.territory !== territory && (
        <Button look="plain" sign="back" onPress={() => enter(undefined)}>
          {w('ownReach')}
        </Button>
      )}
      <Board view={shown} onEnter={enter} />
    </section>
  );
}

const thisMonth = (): string => today().slice(0, 7);

function List({ which }: { which: keyof typeof LISTS }): ReactNode {
  const w = useWords(leaderWords);
  const { data, error, isPending } = useCall(queue, { query: LISTS[which] });
  const named = useCall(kinds, {}, { fresh: 300_000 });
  const t = useText();
  const name = (code: string): string => t(named.data?.kinds.find((one) => one.code === code)?.name) || code;
  return (
    <section className="stack small-gap" aria-label={w(which)} data-list={which}>
      <h2>{w(which)}</h2>
      <ProblemNotice problem={error} />
      {isPending && <Waiting />}
      {data?.items.length === 0 && <Empty sign="check" title={w(`${which}None`)} />}
      {data?.items.map((one) => (
        <Matter key={one.id} it={one} name={name(one.kind)} />
      ))}
    </section>
  );
}

function Matter({ it, name }: { it: Row; name: string }): ReactNode {
  const w = useWords(leaderWords);
  const t = useText();
  const when = useWhen();
  const late = new Date(it.due) < new Date();
  return (
    <Link href={`/matters/${it.id}`} className="card led">
      <span className="row">
        <strong>{name}</strong>
        {it.supervised !== null && <Badge tone="bad">{w('until', { left: when.left(it.supervised) })}</Badge>}
        {it.helpAsked && <Badge tone="warn">{w('help')}</Badge>}
      </span>
      {it.words && <span>{it.words}</span>}
      <span className="soft small">
        {it.number} · {t(it.territoryName)} · {t(it.body) || w('noBody')}
      </span>
      <span className={`small ${late ? 'bad' : 'soft'}`}>{w('due', { left: when.left(it.due) })}</span>
    </Link>
  );
}

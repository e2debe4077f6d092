import { type ReactNode, useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import { kindPart } from '../../../platform/figures/asked.rules.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { addressOf } from '../../../platform/web/call.ts';
import { choices } from '../../../platform/web/choices.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Sheet, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { Contest, type ContestedMark, useMarks } from '../appeals/screens/marks.tsx';
import { marksWords } from '../appeals/screens/marks.words.ts';
import { fairness } from '../fairness.contract.ts';
import { csv, figures, xlsx } from '../figures.contract.ts';
import { figuresWords } from '../figures.words.ts';
import { type Bodies, BodiesTable, useBodies } from './bodiesTable.tsx';
import { fairnessWords } from './fairness.words.ts';
import { FairnessPanel } from './fairnessPanel.tsx';
import { fairnessAsk } from './fairnessView.ts';
import { figureWords } from './figure.words.ts';
import { BESIDE, FIRST, FigureCards, OTHERS } from './figureCards.tsx';
import { figuresScreenWords } from './figures.screen.words.ts';
import { FiguresFilters } from './figuresFilters.tsx';
import { KindsTable, PlacesTable } from './figuresTables.tsx';
import { askOf, type Figures, useView, type View } from './figuresView.ts';
import { MonthsChart } from './monthsChart.tsx';
import { measureOfSum, type OwnKinds, opensTo, useDeclared, useNames, useOwnKinds, useValue } from './named.ts';
import { OpenedLines } from './openedLines.tsx';
import { WithheldNote } from './withheldNote.tsx';
import './figures.css';

const REFRESH_MS = 10_000;

/** The figures, for everybody: each computed from records, each opens to them. */
export default function FiguresPage(): ReactNode {
  const w = useWords(figuresScreenWords);
  const b = useWords(fairnessWords);
  const m = useWords(marksWords);
  const o = useWords(figureWords);
  const t = useText();
  const when = useWhen();
  usePageTitle(w('title'));
  const [view, set] = useView();
  const declared = useDeclared();
  const own = useOwnKinds();
  const asked = { ...askOf(view), ...(view.kind ? { kind: view.kind } : {}) };
  const { data, error, refetch } = useCall(figures, { query: asked }, { keep: true, every: REFRESH_MS });
  const byBody = useBodies(view);
  const marks = useMarks(asked);
  const mark = (code: string) => marks(code, data?.territory.code ?? '');
  return (
    <div className="stack wide-page figures">
      <div className="row apart">
        <h1>{w('title')}</h1>
        <span className="row no-print">
          <Link className="button quiet" href="/figures/statements">
            {w('statements')}
          </Link>
          <a className="button quiet" href={addressOf(csv, {}, { ...asked, district: choices().district })} download>
            {w('csv')}
          </a>
          <Contest about={{ is: 'figure', ...view, open: undefined }}>{m('contestFigure')}</Contest>
          <a className="button quiet" href={addressOf(xlsx, {}, { ...asked, district: choices().district })} download>
            {w('xlsx')}
          </a>
          <Button onPress={() => window.print()}>{w('print')}</Button>
        </span>
      </div>
      <p className="soft">{w('lead')}</p>
      <FiguresFilters view={view} set={set} data={data} />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {(data === undefined || declared.size === 0) && !error && <Waiting />}
      {data && declared.size > 0 && (
        <>
          <p className="soft" role="status">
            {w('whole', { from: when.day(data.from), to: when.day(data.to), place: t(data.territory.name) })}
          </p>
          {data.asOf && <Notice>{w('asOfShown', { day: when.day(data.asOf) })}</Notice>}
          <FigureCards figures={FIRST} set={data.total} onOpen={(open) => set({ open })} mark={mark} />
          <h2>{b('beside')}</h2>
          <p className="soft">{b('besideWhy')}</p>
          <FigureCards figures={BESIDE} set={data.total} onOpen={(open) => set({ open })} mark={mark} />
          <FairnessPanel view={view} set={set} />
          <MonthsChart months={data.months} />
          <Link className="button quiet no-print" href={`/figures/place/${data.territory.code}`}>
            {o('ofPlaceLink')}
          </Link>
          <PlacesTable data={data} marks={marks} onEnter={(territory) => set({ territory }, { push: true })} />
          <KindsTable data={data} onEnter={(kind) => set({ kind }, { push: true })} />
          <WithheldNote data={data} />
          <h2>{w('moreFigures')}</h2>
          <FigureCards figures={OTHERS} set={data.total} onOpen={(open) => set({ open })} mark={mark} />
          {own.map((group) => (
            <OwnFigures
              key={group.group}
              of={group}
              data={data}
              bodies={byBody}
              onOpen={(open) => set({ open })}
              mark={mark}
            />
          ))}
          <OpenedSheet view={view} data={data} bodies={byBody.data} onClose={() => set({ open: undefined })} />
        </>
      )}
    </div>
  );
}

/** What stands before the code of a figure that opens to its page. */
const PAGE = 'of/';

/** The figures that are counted by kinds of their own, each opening to the count that is its part or its sum. */
function OwnFigures(props: {
  readonly of: OwnKinds;
  readonly data: Figures;
  readonly bodies: ReturnType<typeof useBodies>;
  readonly onOpen: (open: string) => void;
  readonly mark: (code: string) => ContestedMark | null;
}): ReactNode {
  const { of, data, bodies, onOpen, mark } = props;
  const w = useWords(figuresScreenWords);
  const t = useText();
  const when = useWhen();
  const declared = useDeclared();
  const shown = [...declared.values()]
    .filter(({ kinds, code }) => kinds?.group === of.group && data.total[code] !== undefined)
    .map((one) => ({ name: one.code, opens: opensTo(one, declared) ?? `${PAGE}${one.code}` }));
  const [, go] = useLocation();
  const told = data.told.find(({ group }) => group === of.group);
  if (shown.length === 0 || told?.isOfKind === false) return null;
  return (
    <section className="stack" aria-label={t(of.name)}>
      <h2>{t(of.name)}</h2>
      {of.guarded && data.withheld !== null && (
        <p className="soft">
          {w('guarded', { floor: data.withheld.floor })}{' '}
          {told?.from == null || told.to === null
            ? w('guardedNothing')
            : w('guardedTold', { from: when.day(told.from), to: when.day(told.to) })}
        </p>
      )}
      <FigureCards
        figures={shown}
        set={data.total}
        onOpen={(open) => (open.startsWith(PAGE) ? go(`/figures/of/${open.slice(PAGE.length)}`) : onOpen(open))}
        mark={mark}
      />
      {bodies.data?.group === of.group && <BodiesTable asked={bodies} onOpen={onOpen} />}
    </section>
  );
}

/** The page of the whole figure, of the same place, kind and days. */
function wholeOf({ territory, kind, from, to, asOf }: View): string {
  const period = from !== undefined && to !== undefined ? `${from}..${to}` : undefined;
  const said = Object.entries({ territory, kind, period, asOf }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(said).toString();
}

function OpenedSheet(props: {
  readonly view: View;
  readonly data: Figures;
  readonly bodies: Bodies | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const { view, data, onClose } = props;
  const w = useWords(figuresScreenWords);
  const f = useWords(figuresWords);
  const { name: named, means } = useNames();
  const declared = useDeclared();
  const t = useText();
  const value = useValue();
  const names = useMemo(() => new Map(data.kinds.map((one) => [one.code, one.name])), [data.kinds]);
  const [name, body] = view.open?.split(':') ?? [];
  const sum = name !== undefined && declared.get(name)?.unit === 'count' ? name : undefined;
  const one = sum === undefined ? undefined : declared.get(sum);
  const measure = (one === undefined ? null : measureOfSum(one)) ?? sum;
  const own = name !== undefined && props.bodies?.columns.includes(name) ? props.bodies : undefined;
  const bodies = useCall(
    fairness,
    { query: fairnessAsk(view) },
    { keep: true, fresh: 60_000, enabled: body !== undefined && own === undefined },
  );
  const bodyName = t((own?.rows ?? bodies.data?.bodies ?? []).find((one) => one.id === body)?.name) || body;
  const title = (of: string): string =>
    bodyName === undefined
      ? w('openTitle', { name: named(of), n: value(data.total, of) })
      : f('ofBody', { body: bodyName, name: named(of) });
  return (
    <Sheet open={sum !== undefined} title={sum === undefined ? '' : title(sum)} onClose={onClose}>
      {sum !== undefined && (
        <>
          <Link className="button quiet" href={`/figures/of/${sum}?${wholeOf(view)}`}>
            {w('wholeFigure')}
          </Link>
          <OpenedLines
            view={view}
            measure={`${measure}${body === undefined ? '' : `:${body}`}/${kindPart(view.kind ?? null)}`}
            means={means(sum)}
            kindName={(code) => t(names.get(code)) || code}
          />
        </>
      )}
    </Sheet>
  );
}

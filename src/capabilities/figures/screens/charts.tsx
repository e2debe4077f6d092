import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { boundaries } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { type Colours, mapChart, type Shaded, trendChart } from '../charts.rules.ts';
import { figureWords } from './figure.words.ts';
import { type Unit, useWritten } from './named.ts';

// The drawing is larger than all the rest of a page: it comes when a chart is shown.
const Chart = lazy(() => import('./chart.tsx'));

const NAMES = {
  ink: 'ink',
  soft: 'ink-soft',
  line: 'line',
  card: 'card',
  brand: 'brand',
  brandSoft: 'brand-soft',
  star: 'star',
};

/** The look's colours as they are now, light or dark. */
function useColours(): Colours {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const heard = (): void => setDark(scheme.matches);
    scheme.addEventListener('change', heard);
    return () => scheme.removeEventListener('change', heard);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style's colours change with the scheme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(
      Object.entries(NAMES).map(([name, of]) => [name, style.getPropertyValue(`--${of}`).trim()]),
    ) as Colours;
  }, [dark]);
}

type Value = { readonly value: number | null; readonly low: number | null; readonly high: number | null };

/** A figure over time. */
export function TrendChart(props: {
  readonly title: string;
  readonly unit: Unit;
  readonly series: readonly { readonly name: string; readonly value: Value }[];
  readonly target: number | null;
  readonly height?: number;
}): ReactNode {
  const w = useWords(figureWords);
  const written = useWritten();
  const colours = useColours();
  const { title, unit, series, target } = props;
  const option = useMemo(
    () =>
      trendChart(
        {
          title,
          names: series.map((one) => one.name),
          points: series.map((one) => one.value),
          target,
          words: { value: title, range: w('range'), target: w(unit === 'norm' ? 'norm' : 'target') },
        },
        { colours, bars: unit === 'count', writes: (value) => written(unit, value) },
      ),
    [title, unit, series, target, colours, w, written],
  );
  return (
    <Suspense fallback={<Waiting />}>
      <Chart option={option} height={props.height ?? 240} />
    </Suspense>
  );
}

/** The territories one level below, shaded by a figure; pressing one chooses it. */
export function ShadedMap(props: {
  readonly title: string;
  readonly unit: Unit;
  readonly territory: string;
  readonly rows: readonly Shaded[];
  readonly onPick: (code: string) => void;
}): ReactNode {
  const written = useWritten();
  const colours = useColours();
  const w = useWords(figureWords);
  const { title, unit, territory, rows, onPick } = props;
  const level = territory.length === 6 ? 'town' : 'village';
  const { data } = useCall(boundaries, { query: { level, within: territory } }, { fresh: Number.POSITIVE_INFINITY });
  const map = useMemo(
    () =>
      data && data.features.length > 0
        ? { name: `${territory}-${level}`, features: { type: data.type, features: data.features } }
        : null,
    [data, territory, level],
  );
  const option = useMemo(
    () => (map === null ? null : mapChart(map.name, title, rows, { colours, writes: (value) => written(unit, value) })),
    [map, title, rows, colours, unit, written],
  );
  if (map === null || option === null) return null;
  return (
    <figure className="card">
      <figcaption>
        <h2>{title}</h2>
      </figcaption>
      <Suspense fallback={<Waiting />}>
        <Chart option={option} height={340} map={map} onPick={onPick} />
      </Suspense>
      {data?.features.some((one) => one.properties.approximate) && <p className="soft small">{w('approximate')}</p>}
    </figure>
  );
}

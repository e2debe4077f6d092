/** What a chart is drawn in. */
export type Colours = {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly card: string;
  readonly brand: string;
  readonly brandSoft: string;
  readonly star: string;
};

/** The look of charts that leave the page as pictures: dark on white, whatever the reader's own scheme. */
export const PAPER: Colours = {
  ink: '#17242a',
  soft: '#4b5b62',
  line: '#d5dedd',
  card: '#ffffff',
  brand: '#0f5a66',
  brandSoft: '#9cc8cd',
  star: '#b56a00',
};

type Point = { readonly value: number | null; readonly low: number | null; readonly high: number | null };
/** A chart's description, in the form that ECharts takes (https://echarts.apache.org/en/option.html). */
export type Chart = Readonly<Record<string, unknown>>;
type Writes = (value: number | null) => string;

/** What a series shows: pieces by their names, the earlier period's beside them where it is compared, a target where there is one. */
export type Trend = {
  readonly title: string;
  readonly names: readonly string[];
  readonly points: readonly Point[];
  readonly target: number | null;
  readonly words: { readonly value: string; readonly range: string; readonly target: string };
};

/** The ends of an axis that shows a target which lies beyond everything that is drawn; undefined where the drawing sets them. */
function withTarget(points: readonly Point[], target: number | null): { readonly min?: number; readonly max?: number } {
  const drawn = points.flatMap(({ value, low, high }) => [value, low, high]).filter((one) => one !== null);
  if (target === null || drawn.length === 0) return {};
  return {
    ...(target < Math.min(...drawn) ? { min: target } : {}),
    ...(target > Math.max(...drawn) ? { max: target } : {}),
  };
}

/** A series over time: counts as bars, everything else as a line within the band of what it may well be. */
export function trendChart(
  trend: Trend,
  look: { readonly colours: Colours; readonly bars: boolean; readonly writes: Writes },
): Chart {
  const { names, points, target, words } = trend;
  const { colours, bars, writes } = look;
  const marked =
    target === null
      ? {}
      : {
          markLine: {
            symbol: 'none',
            silent: true,
            data: [{ yAxis: target }],
            lineStyle: { color: colours.star, type: 'dashed', width: 1.5 },
            label: { color: colours.star, position: 'insideEndTop', formatter: `${words.target} ${writes(target)}` },
          },
        };
  const values = points.map((one) => one.value);
  const beyond = withTarget(points, target);
  const own = bars
    ? { type: 'bar', barMaxWidth: 26, itemStyle: { color: colours.brand, borderRadius: [3, 3, 0, 0] } }
    : {
        type: 'line',
        symbolSize: points.length > 40 ? 0 : 6,
        lineStyle: { color: colours.brand, width: 2 },
        itemStyle: { color: colours.brand },
      };
  const band = (name: string, data: readonly (number | null)[], fill: boolean) => ({
    name,
    type: 'line',
    stack: 'range',
    stackStrategy: 'all',
    silent: true,
    symbol: 'none',
    data,
    lineStyle: { opacity: 0 },
    areaStyle: fill ? { color: colours.brand, opacity: 0.14 } : { opacity: 0 },
    tooltip: { show: false },
  });
  const known = points.map((one) => (one.low !== null && one.high !== null ? one : null));
  const bands = bars
    ? []
    : [
        band(
          'low',
          known.map((one) => one?.low ?? null),
          false,
        ),
        band(
          words.range,
          known.map((one) => (one?.high ?? 0) - (one?.low ?? 0) || null),
          true,
        ),
      ];
  return {
    ...ground(colours),
    aria: { enabled: true, label: { description: trend.title } },
    grid: { left: 8, right: 16, top: 28, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: names,
      boundaryGap: bars,
      axisLabel: { color: colours.soft, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: bars ? 0 : beyond.min,
      max: beyond.max,
      scale: !bars,
      axisLabel: { color: colours.soft, formatter: (value: number) => writes(value) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (all: readonly { readonly dataIndex: number }[]) => {
        const at = all[0]?.dataIndex ?? 0;
        const one = points[at];
        const range =
          one?.low != null && one.high !== null && !bars ? ` (${writes(one.low)} – ${writes(one.high)})` : '';
        return `${names[at] ?? ''}<br>${writes(one?.value ?? null)}${range}`;
      },
    },
    series: [...bands, { name: words.value, ...own, data: values, ...marked }],
  };
}

/** A territory on the shaded map. */
export type Shaded = { readonly code: string; readonly name: string; readonly value: number | null };

/** Territories shaded by a figure; what says nothing stays white. `map` is the name under which the boundaries were registered. */
export function mapChart(
  map: string,
  title: string,
  rows: readonly Shaded[],
  look: { readonly colours: Colours; readonly writes: Writes; readonly chosen?: string | undefined },
): Chart {
  const { colours, writes, chosen } = look;
  const values = rows.flatMap((one) => (one.value === null ? [] : [one.value]));
  const [least, most] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const byName = new Map(rows.map((one) => [one.code, one]));
  return {
    ...ground(colours),
    aria: { enabled: true, label: { description: title } },
    tooltip: {
      confine: true,
      formatter: ({ name }: { readonly name: string }) =>
        `${byName.get(name)?.name ?? name}<br>${writes(byName.get(name)?.value ?? null)}`,
    },
    visualMap: {
      min: least,
      max: most === least ? least + 1 : most,
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemWidth: 12,
      itemHeight: 120,
      text: [writes(most), writes(least)],
      textStyle: { color: colours.soft },
      inRange: { color: [colours.card === '#ffffff' ? '#e3f1f2' : colours.brandSoft, colours.brand] },
    },
    series: [
      {
        type: 'map',
        map,
        nameProperty: 'code',
        roam: false,
        top: 4,
        bottom: 34,
        selectedMode: false,
        label: { show: false },
        itemStyle: { areaColor: colours.card, borderColor: colours.soft, borderWidth: 0.6 },
        emphasis: { label: { show: false }, itemStyle: { areaColor: colours.star } },
        data: rows.map((one) => ({
          name: one.code,
          value: one.value ?? Number.NaN,
          ...(one.code === chosen ? { itemStyle: { borderColor: colours.star, borderWidth: 2.5 } } : {}),
        })),
      },
    ],
  };
}

const ground = (colours: Colours): Chart => ({
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { color: colours.ink, fontFamily: 'inherit' },
});

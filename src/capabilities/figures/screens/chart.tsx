import { BarChart, LineChart, MapChart } from 'echarts/charts';
import {
  AriaComponent,
  GeoComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsType, init, registerMap, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Chart as Option } from '../charts.rules.ts';

use([
  BarChart,
  LineChart,
  MapChart,
  AriaComponent,
  GeoComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** Boundaries that a map chart is drawn from, under the name that its option uses. */
export type Boundaries = { readonly name: string; readonly features: object };

/** A chart that follows its box; `onPick` hears the name of what was pressed. The numbers stand in a table beside it for those who do not see it. */
export default function Chart(props: {
  readonly option: Option;
  readonly height: number;
  readonly map?: Boundaries;
  readonly onPick?: (name: string) => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const { option, map, onPick } = props;
  useEffect(() => {
    if (box.current === null) return;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    if (map) registerMap(map.name, map.features as Parameters<typeof registerMap>[1]);
    chart.current?.setOption(option, { notMerge: true });
  }, [option, map]);
  useEffect(() => {
    const made = chart.current;
    if (!made || !onPick) return;
    const heard = ({ name }: { name?: string }): void => {
      if (name) onPick(name);
    };
    made.on('click', heard);
    return () => {
      made.off('click', heard);
    };
  }, [onPick]);
  return <div ref={box} className="chart" style={{ height: props.height }} />;
}

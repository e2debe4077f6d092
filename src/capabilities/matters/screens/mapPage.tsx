import { type ReactNode, useMemo, useState } from 'react';
import { useSearch } from 'wouter';
import { boundaries } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useLive } from '../../../platform/web/live.ts';
import type { Boundaries, MapPoint, View as MapView } from '../../../platform/web/map/map.ts';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { map } from '../desk.contract.ts';
import { mapPageWords } from './mapPage.words.ts';
import { MatterPane } from './matterPane.tsx';
import { QueueFilters } from './queueFilters.tsx';
import { askOf, useView } from './queueView.ts';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';
import './queue.css';

/** The same view as the queue's, on the ground: groups and single matters within the district's own boundaries. */
export default function MattersMap(): ReactNode {
  const w = useWords(mapPageWords);
  const s = useWords(statusWords);
  usePageTitle(w('title'));
  useLive(['matters']);
  const [view, set] = useView();
  const search = useSearch();
  const [sight, setSight] = useState<MapView | null>(null);
  const ground = useCall(boundaries, { query: { level: 'town' } }, { fresh: Number.POSITIVE_INFINITY });
  const [west, south, east, north] = sight?.bbox ?? [0, 0, 0, 0];
  const { data, error } = useCall(
    map,
    { query: { ...askOf(view), west, south, east, north } },
    { enabled: sight !== null, keep: true },
  );
  const points = useMemo<MapPoint[]>(
    () =>
      (data?.cells ?? []).map((one) => ({
        id: one.id ?? `${one.lon},${one.lat}`,
        lon: one.lon,
        lat: one.lat,
        n: one.n,
        tone: one.status ? TONE_OF[one.status] : 'brand',
        label: one.status ? s(one.status) : '',
      })),
    [data, s],
  );
  const open = (id: string): void => {
    if (data?.cells.some((one) => one.id === id)) set({ open: id });
  };
  return (
    <div className="queue">
      <h1 className="only-heard">{w('title')}</h1>
      <QueueFilters view={view} set={set} />
      <div className="row apart">
        <span role="status">{data ? w('total', { n: data.total }) : ''}</span>
        <Button look="plain" to={`/?${search}`}>
          {w('listInstead')}
        </Button>
      </div>
      <ProblemNotice problem={error} />
      <div className={view.open ? 'map-split open' : 'map-split'}>
        <MapBox
          height="calc(100dvh - 14rem)"
          boundaries={ground.data as Boundaries | undefined}
          approximate={ground.data?.map?.approximate}
          points={points}
          chosen={view.open}
          onOpen={open}
          onView={setSight}
        />
        {view.open && (
          <aside className="map-side" aria-label={w('chosen')}>
            <Button look="plain" sign="close" onPress={() => set({ open: undefined })}>
              {w('close')}
            </Button>
            <MatterPane key={view.open} id={view.open} withoutMap linkTo={(id) => `/matters/${id}`} />
          </aside>
        )}
      </div>
    </div>
  );
}

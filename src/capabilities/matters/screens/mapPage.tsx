import { type ReactNode, useMemo, useState } from 'react';
import { useSearch } from 'wouter';
import { boundaries } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useLive } from '../../../platform/web/live.ts';
import type { Boundaries, MapPoint, View as MapView, Spot } from '../../../platform/web/map/map.ts';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { map } from '../map.contract.ts';
import { mapPageWords } from './mapPage.words.ts';
import { MatterPane } from './matterPane.tsx';
import { QueueFilters } from './queueFilters.tsx';
import { askOf, useView } from './queueView.ts';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';
import { WhoAnswers } from './whoAnswers.tsx';
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
  const [ground, setGround] = useState<Spot | null>(null);
  const shape = useMemo(() => cornersOf(view.shape), [view.shape]);
  const lines = useCall(boundaries, { query: { level: 'town' } }, { fresh: Number.POSITIVE_INFINITY });
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
        <span className="soft small">{w('tapGround')}</span>
        <Button look="plain" to={`/?${search}`}>
          {w('listInstead')}
        </Button>
      </div>
      <ProblemNotice problem={error} />
      <div className={view.open || ground ? 'map-split open' : 'map-split'}>
        <MapBox
          height="calc(100dvh - 14rem)"
          boundaries={lines.data as Boundaries | undefined}
          approximate={lines.data?.map?.approximate}
          points={points}
          chosen={view.open}
          onOpen={open}
          onView={setSight}
          shape={shape}
          onShape={(corners) => set({ shape: corners && textOfCorners(corners) })}
          onGround={(spot) => {
            set({ open: undefined });
            setGround(spot);
          }}
        />
        {!view.open && ground && <WhoAnswers spot={ground} onClose={() => setGround(null)} />}
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

/** The corners that stand in the address bar; what is no area is none. */
function cornersOf(text: string | undefined): readonly Spot[] | undefined {
  const corners = (text ?? '').split('~').map((one) => one.split(',').map(Number));
  if (corners.length < 3 || corners.some(([lon, lat]) => !Number.isFinite(lon) || !Number.isFinite(lat)))
    return undefined;
  return corners.map(([lon = 0, lat = 0]) => ({ lon, lat }));
}

/** Five decimals are a metre. */
const textOfCorners = (corners: readonly Spot[]): string =>
  corners.map(({ lon, lat }) => `${lon.toFixed(5)},${lat.toFixed(5)}`).join('~');

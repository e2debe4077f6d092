import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { boundaries } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import type { Boundaries, MapPoint, Spot, View } from '../../../platform/web/map/map.ts';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { useOwnLocation } from '../../../platform/web/map/ownLocation.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { webWords } from '../../../platform/web/web.words.ts';
import { useWords } from '../../../platform/web/words.ts';
import { map } from '../desk.contract.ts';
import { OPEN } from '../matters.rules.ts';
import { fieldMatterWords } from './field.words.ts';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';

/** What is open around me, on the map. The own position stays on the phone: the server is asked for what the map shows. */
export default function FieldNearby(): ReactNode {
  const w = useWords(fieldMatterWords);
  const p = useWords(webWords);
  const s = useWords(statusWords);
  usePageTitle(w('nearby'));
  const [, go] = useLocation();
  const [here, setHere] = useState<Spot | undefined>(undefined);
  const [sight, setSight] = useState<View | null>(null);
  const own = useOwnLocation(setHere);
  const ground = useCall(boundaries, { query: { level: 'town' } }, { fresh: Number.POSITIVE_INFINITY });
  const [west, south, east, north] = sight?.bbox ?? [0, 0, 0, 0];
  const { data, error } = useCall(
    map,
    { query: { status: OPEN.join(','), west, south, east, north } },
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
  return (
    <div className="stack">
      <h1>{w('nearby')}</h1>
      <p className="soft">{w('nearbyLead')}</p>
      <Button look="primary" sign="locate" busy={own.state === 'asking'} onPress={own.ask}>
        {w('locate')}
      </Button>
      {own.state === 'refused' && <Notice tone="warn">{p('mapNoLocation')}</Notice>}
      <ProblemNotice problem={error} />
      <MapBox
        height="calc(100dvh - 24rem)"
        boundaries={ground.data as Boundaries | undefined}
        approximate={ground.data?.map?.approximate}
        points={points}
        pin={here}
        centre={here}
        onView={setSight}
        onOpen={(id) => data?.cells.some((one) => one.id === id) && go(`/matters/${id}`)}
      />
    </div>
  );
}

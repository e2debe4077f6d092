import type { MultiPolygon, Polygon } from 'geojson';
import { type ReactNode, useMemo } from 'react';
import { useCall } from '../../web/asking.ts';
import { type Boundaries, boxOf, type Compared } from '../../web/map/map.ts';
import { MapBox } from '../../web/map/mapBox.tsx';
import { useWords } from '../../web/words.ts';
import { LEVELS, type Level, parentOf } from '../codes.rules.ts';
import { boundaries } from '../places.contract.ts';
import { placesDeskWords } from './placesDesk.words.ts';

/** A geometry as it comes over the wire, whose coordinates the server has checked. */
export type Drawn = { readonly type: 'Polygon' | 'MultiPolygon'; readonly coordinates: unknown[] };
const shapeOf = (drawn: Drawn): Polygon | MultiPolygon => drawn as Polygon | MultiPolygon;

/** A territory's boundary among its neighbours; with `after`, as it is and as it shall be. */
export function BoundaryMap(props: {
  readonly code: string;
  readonly before: Drawn | null;
  readonly after: Drawn | null;
  readonly height?: string;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const { code, before, after } = props;
  const towns = useCall(boundaries, { query: { level: 'town' } }, { fresh: 60_000 });
  const level = levelOf(code);
  const isLow = level === 'village' || level === 'grid';
  const own = useCall(
    boundaries,
    { query: { level, within: parentOf(code) ?? code } },
    { enabled: isLow, fresh: 60_000 },
  );
  const lines = useMemo(
    (): Boundaries => ({
      type: 'FeatureCollection',
      features: [...(towns.data?.features ?? []), ...(own.data?.features ?? [])] as Boundaries['features'],
    }),
    [towns.data, own.data],
  );
  const compared = useMemo((): Compared[] => {
    if (after === null) return before === null ? [] : [{ as: 'after', geometry: shapeOf(before) }];
    const next: Compared = { as: 'after', geometry: shapeOf(after) };
    return before === null ? [next] : [{ as: 'before', geometry: shapeOf(before) }, next];
  }, [before, after]);
  const box = useMemo(() => boxAround(compared), [compared]);
  return (
    <div className="stack">
      <MapBox
        // The part in sight is chosen once: another boundary is another map.
        key={JSON.stringify(box)}
        height={props.height ?? '20rem'}
        boundaries={lines}
        approximate={towns.data?.map?.approximate}
        compared={compared}
        box={box}
      />
      {after !== null && (
        <p className="place-legend small">
          {before !== null && <span className="before">{w('legendBefore')}</span>}
          <span>{w('legendAfter')}</span>
        </p>
      )}
    </div>
  );
}

function levelOf(code: string): Level {
  return LEVELS[(code.length - 6) / 3] ?? 'town';
}

/** The rectangle around what is compared, with a margin of a fifth. */
function boxAround(compared: readonly Compared[]): [number, number, number, number] | undefined {
  const name = { zh: '', en: '' };
  const box = boxOf({
    type: 'FeatureCollection',
    features: compared.map(({ geometry }) => ({ type: 'Feature', properties: { code: '', name }, geometry })),
  });
  if (box === undefined) return undefined;
  const [west, south, east, north] = box;
  const [x, y] = [(east - west) / 5, (north - south) / 5];
  return [west - x, south - y, east + x, north + y];
}

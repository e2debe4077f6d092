import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as Ground } from 'maplibre-gl';
import { useEffect } from 'react';
import type { Compared } from './map.ts';

/** Shows areas beside each other: how a boundary is, dashed, and how it shall be, filled. */
export function useCompared(map: Ground | null, generation: number, compared: readonly Compared[] | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new style has empty sources
  useEffect(() => {
    const data: FeatureCollection = {
      type: 'FeatureCollection',
      features: (compared ?? []).map(({ as, geometry }) => ({ type: 'Feature', properties: { as }, geometry })),
    };
    map?.getSource<GeoJSONSource>('compared')?.setData(data);
  }, [map, generation, compared]);
}

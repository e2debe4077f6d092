import { type GeoJSONSource, type Map as Ground, Marker, type Point } from 'maplibre-gl';
import { useEffect } from 'react';
import { type Boundaries, labelSpot, type Shaded } from './map.ts';

/** Most signs at once. */
const MOST_SIGNS = 320;

/** Fills areas in their tones and writes the sign of each in its middle. */
export function useShaded(
  map: Ground | null,
  generation: number,
  shaded: readonly Shaded[] | undefined,
  boundaries: Boundaries | undefined,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new style has empty sources
  useEffect(() => {
    if (map === null) return;
    const byCode = new Map((shaded ?? []).map((one) => [one.code, one]));
    const areas = (boundaries?.features ?? []).flatMap((feature) => {
      const one = byCode.get(feature.properties.code);
      return one === undefined ? [] : [{ one, geometry: feature.geometry }];
    });
    map.getSource<GeoJSONSource>('shaded')?.setData({
      type: 'FeatureCollection',
      features: areas.map(({ one: { code, tone }, geometry }) => ({
        type: 'Feature',
        properties: { code, tone },
        geometry,
      })),
    });
    const drawn = areas.slice(0, MOST_SIGNS).map(({ one: { sign, tone }, geometry }) => {
      const element = document.createElement('span');
      element.className = `map-sign ${tone}`;
      element.textContent = sign;
      element.setAttribute('aria-hidden', 'true');
      const { lon, lat } = labelSpot(geometry);
      return new Marker({ element }).setLngLat([lon, lat]).addTo(map);
    });
    return () => {
      for (const one of drawn) one.remove();
    };
  }, [map, generation, shaded, boundaries]);
}

/** The shaded area under a point of the screen. */
export function areaAt(map: Ground, point: Point): string | null {
  const hit = map.getLayer('shaded') && map.queryRenderedFeatures(point, { layers: ['shaded'] })[0];
  const code: unknown = hit ? hit.properties['code'] : undefined;
  return typeof code === 'string' ? code : null;
}

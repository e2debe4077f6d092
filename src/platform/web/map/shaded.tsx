import { type GeoJSONSource, type Map as Ground, Marker, type Point } from 'maplibre-gl';
import { useEffect } from 'react';
import { type Boundaries, labelSpot, type Shaded } from './map.ts';

/** Pixels that two signs are apart at the least; of two that are nearer, the one that is not `good` stays. */
const APART = 15;

/** Fills areas in their tones and writes the sign of each in its middle, as many as there is room for. */
export function useShaded(
  map: Ground | null,
  generation: number,
  shaded: readonly Shaded[] | undefined,
  boundaries: Boundaries | undefined,
  moved: number,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new style has empty sources, and `moved` asks for the signs of a new view
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
    const bounds = map.getBounds();
    const kept: { readonly x: number; readonly y: number }[] = [];
    const drawn = areas
      .toSorted((a, b) => Number(a.one.tone === 'good') - Number(b.one.tone === 'good'))
      .flatMap(({ one: { sign, tone }, geometry }) => {
        const { lon, lat } = labelSpot(geometry);
        const at = map.project([lon, lat]);
        if (!bounds.contains([lon, lat]) || kept.some(({ x, y }) => Math.hypot(x - at.x, y - at.y) < APART)) return [];
        kept.push(at);
        const element = document.createElement('span');
        element.className = `map-sign ${tone}`;
        element.textContent = sign;
        element.setAttribute('aria-hidden', 'true');
        return [new Marker({ element }).setLngLat([lon, lat]).addTo(map)];
      });
    return () => {
      for (const one of drawn) one.remove();
    };
  }, [map, generation, shaded, boundaries, moved]);
}

/** The shaded area under a point of the screen. */
export function areaAt(map: Ground, point: Point): string | null {
  const hit = map.getLayer('shaded') && map.queryRenderedFeatures(point, { layers: ['shaded'] })[0];
  const code: unknown = hit ? hit.properties['code'] : undefined;
  return typeof code === 'string' ? code : null;
}

import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import {
  addProtocol,
  type GeoJSONSource,
  type Map as Ground,
  LngLatBounds,
  Map as MapLibre,
  Marker,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { baseMap } from '../../places/places.contract.ts';
import { useCall } from '../asking.ts';
import { Button } from '../kit/controls.tsx';
import { useText, useWords } from '../words.ts';
import { styleOn } from './base.ts';
import { useCompared } from './compared.tsx';
import { boxOf, grouped, labelSpot, type MapProps, type Spot } from './map.ts';
import { mapWords } from './map.words.ts';
import { areaAt, useShaded } from './shaded.tsx';
import { ShapeButtons, useDrawing, useShape } from './shape.tsx';
import { coloursOf, styleOf } from './style.ts';

setWorkerUrl(workerUrl);

const NAMES_FROM_ZOOM = 9.5;
const MOST_NAMES = 60;
/** Goes with a move that somebody asked for by a button. */
const BY_HAND = { byHand: true };

/**
 * The map itself. Without a base map set by the operator it asks for no tile, font or picture from elsewhere; where the base
 * cannot be had, the district's own boundaries stay. Names and counts are plain HTML on top.
 */
export default function Drawn(props: MapProps): ReactNode {
  const w = useWords(mapWords);
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const ground = useRef<Ground | null>(null);
  // Counts the styles that have been loaded: each begins with empty sources.
  const [ready, setReady] = useState(0);
  const [moved, setMoved] = useState(0);
  const { data: base } = useCall(baseMap, {}, { fresh: Number.POSITIVE_INFINITY });
  const [baseFailed, setBaseFailed] = useState(false);
  const drawing = useDrawing();
  const handlers = useRef({ ...props, drawing });
  handlers.current = { ...props, drawing };
  const first = useRef(props.box);

  useEffect(() => {
    if (box.current === null) return;
    const map = new MapLibre({
      container: box.current,
      style: styleOf(coloursOf(box.current)),
      center: [119.57, 29.05],
      zoom: 9,
      minZoom: 6,
      maxZoom: 18,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      locale: { 'Map.Title': w('mapName'), 'Marker.Title': w('mapPin') },
    });
    map.touchZoomRotate.disableRotation();
    ground.current = map;
    map.on('style.load', () => setReady((n) => n + 1));
    // Tiles that do not come leave a blank; what else fails is said by the page around.
    map.on('error', () => {});
    map.on('moveend', (event: { readonly originalEvent?: unknown; readonly byHand?: boolean }) => {
      setMoved((n) => n + 1);
      const b = map.getBounds();
      handlers.current.onView?.({
        bbox: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()],
        zoom: map.getZoom(),
        // A gesture brings the event that it was made of; a window that changes its size brings none.
        fitted: event.originalEvent === undefined && event.byHand !== true,
      });
    });
    map.on('click', (event) => {
      const spot = { lon: event.lngLat.lng, lat: event.lngLat.lat };
      if (handlers.current.drawing.corners !== null) {
        handlers.current.drawing.add(spot);
        return;
      }
      const hit = map.getLayer('points') && map.queryRenderedFeatures(event.point, { layers: ['points'] })[0];
      const id: unknown = hit ? hit.properties['id'] : undefined;
      const area = handlers.current.onArea === undefined ? null : areaAt(map, event.point);
      if (typeof id === 'string') handlers.current.onOpen?.(id);
      else if (area !== null) handlers.current.onArea?.(area);
      else if (handlers.current.onPick) handlers.current.onPick(spot);
      else handlers.current.onGround?.(spot);
    });
    return () => {
      ground.current = null;
      map.remove();
    };
  }, [w]);

  useEffect(() => {
    const map = ground.current;
    if (map === null || box.current === null || base === undefined || base.kind === 'none') return;
    let gone = false;
    styleOn(base, coloursOf(box.current), addProtocol).then(
      ({ style, transform }) => {
        if (!gone)
          map.setStyle(style, transform ? { transformStyle: (_, theirs) => transform(theirs) } : { diff: false });
      },
      () => setBaseFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [base]);

  useEffect(() => {
    const map = ground.current;
    if (!ready || map === null || props.boundaries === undefined) return;
    map.getSource<GeoJSONSource>('boundaries')?.setData(props.boundaries);
  }, [ready, props.boundaries]);

  const { boundaries } = props;
  const lon = props.centre?.lon;
  const lat = props.centre?.lat;
  useEffect(() => {
    const map = ground.current;
    if (!ready || map === null) return;
    if (lon !== undefined && lat !== undefined) {
      map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 14) });
      return;
    }
    const all = first.current ?? (boundaries && boxOf(boundaries));
    if (!all) return;
    map.fitBounds(new LngLatBounds([...all]), { padding: first.current ? 0 : 24, animate: false });
  }, [ready, boundaries, lon, lat]);

  useNames(ready ? ground.current : null, props, moved, t);
  usePoints(ready ? ground.current : null, ready, props, moved, (n) => w('mapPoint', { n }));
  useShape(ready ? ground.current : null, ready, props.shape, drawing.corners);
  useCompared(ready ? ground.current : null, ready, props.compared);
  useShaded(ready ? ground.current : null, ready, props.shaded, props.boundaries, moved);
  usePin(ready ? ground.current : null, props.pin, props.onPick);

  const zoom = (by: number): void => {
    ground.current?.zoomTo(ground.current.getZoom() + by, { duration: 150 }, BY_HAND);
  };
  const centre = (): Spot | undefined => {
    const at = ground.current?.getCenter();
    return at && { lon: at.lng, lat: at.lat };
  };
  const pickCentre = (): void => {
    const at = centre();
    if (at) props.onPick?.(at);
  };
  const approval = base === undefined || base.kind === 'none' ? null : base.approval;
  return (
    <div
      className={drawing.corners === null ? 'map-box' : 'map-box drawing'}
      style={{ height: props.height ?? '20rem' }}
    >
      <div ref={box} className="map-ground" />
      <div className="map-zoom">
        <button type="button" aria-label={w('mapIn')} onClick={() => zoom(1)}>
          +
        </button>
        <button type="button" aria-label={w('mapOut')} onClick={() => zoom(-1)}>
          −
        </button>
      </div>
      {(props.approximate || baseFailed) && (
        <p className="map-note">{w(baseFailed ? 'mapBaseFailed' : 'mapApproximate')}</p>
      )}
      {approval !== null && <p className="map-approval">{w('mapApproval', { number: approval })}</p>}
      {props.onShape && (
        <ShapeButtons drawing={drawing} hasShape={props.shape !== undefined} centre={centre} onShape={props.onShape} />
      )}
      {props.onPick && (
        <div className="map-centre">
          <Button look="quiet" onPress={pickCentre}>
            {w('mapPickCentre')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Writes the names of the areas in sight, the larger areas (shorter codes) first. */
function useNames(map: Ground | null, props: MapProps, moved: number, t: ReturnType<typeof useText>): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` asks for the names of a new view
  useEffect(() => {
    if (map === null || props.boundaries === undefined || map.getZoom() < NAMES_FROM_ZOOM) return;
    const bounds = map.getBounds();
    const longest = map.getZoom() >= 12.5 ? 12 : 9;
    const wished = props.boundaries.features
      .filter((one) => one.properties.code.length > 6 && one.properties.code.length <= longest)
      .map((one) => ({ name: t(one.properties.name), spot: labelSpot(one.geometry), code: one.properties.code }))
      .filter((one) => bounds.contains([one.spot.lon, one.spot.lat]))
      .sort((a, b) => a.code.length - b.code.length)
      .slice(0, MOST_NAMES);
    const drawn = apart(wished, (one) => map.project([one.spot.lon, one.spot.lat])).map((one) => {
      const element = document.createElement('span');
      element.className = one.code.length > 9 ? 'map-name small' : 'map-name';
      element.textContent = one.name;
      element.setAttribute('aria-hidden', 'true');
      return new Marker({ element }).setLngLat([one.spot.lon, one.spot.lat]).addTo(map);
    });
    return () => {
      for (const one of drawn) one.remove();
    };
  }, [map, props.boundaries, moved, t]);
}

/** Names that do not lie on each other; earlier ones stay. */
function apart<N extends { readonly name: string }>(
  names: readonly N[],
  project: (one: N) => { readonly x: number; readonly y: number },
): readonly N[] {
  const kept: { readonly one: N; readonly x: number; readonly y: number; readonly half: number }[] = [];
  for (const one of names) {
    const { x, y } = project(one);
    const half = [...one.name].reduce((width, letter) => width + (letter > '\u2e80' ? 7 : 4), 2);
    const clear = kept.every((other) => Math.abs(other.x - x) > other.half + half || Math.abs(other.y - y) > 18);
    if (clear) kept.push({ one, x, y, half });
  }
  return kept.map(({ one }) => one);
}

/** Draws single points as circles and groups as buttons with their number. */
function usePoints(
  map: Ground | null,
  generation: number,
  props: MapProps,
  moved: number,
  say: (n: number) => string,
): void {
  const { points, chosen } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` asks for the groups of a new view, `generation` fills a new style
  useEffect(() => {
    if (map === null) return;
    const { singles, groups } = grouped(points ?? [], (one) => map.project([one.lon, one.lat]));
    map.getSource<GeoJSONSource>('points')?.setData({
      type: 'FeatureCollection',
      features: singles.map((one) => ({
        type: 'Feature',
        properties: { id: one.id, tone: one.tone ?? 'brand', chosen: one.id === chosen },
        geometry: { type: 'Point', coordinates: [one.lon, one.lat] },
      })),
    });
    const bounds = map.getBounds();
    const drawn = groups
      .filter((one) => bounds.contains([one.lon, one.lat]))
      .map((one) => {
        const element = document.createElement('button');
        element.type = 'button';
        element.className = `map-group ${one.n >= 100 ? 'many' : one.n >= 10 ? 'some' : ''}`;
        element.textContent = String(one.n);
        element.setAttribute('aria-label', say(one.n));
        element.addEventListener('click', (event) => {
          event.stopPropagation();
          map.easeTo({ center: [one.lon, one.lat], zoom: Math.min(17, map.getZoom() + 2), duration: 250 }, BY_HAND);
        });
        return new Marker({ element }).setLngLat([one.lon, one.lat]).addTo(map);
      });
    return () => {
      for (const one of drawn) one.remove();
    };
  }, [map, generation, points, chosen, moved]);
}

/** The pin; it can be dragged where it may be placed. */
function usePin(map: Ground | null, pin: Spot | undefined, onPick: MapProps['onPick']): void {
  const lon = pin?.lon;
  const lat = pin?.lat;
  const pick = useRef(onPick);
  pick.current = onPick;
  const mayDrag = onPick !== undefined;
  useEffect(() => {
    if (map === null || lon === undefined || lat === undefined) return;
    const marker = new Marker({ color: '#b02318', draggable: mayDrag, scale: 1.2 }).setLngLat([lon, lat]).addTo(map);
    marker.on('dragend', () => {
      const at = marker.getLngLat();
      pick.current?.({ lon: at.lng, lat: at.lat });
    });
    if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat], duration: 250 });
    return () => {
      marker.remove();
    };
  }, [map, lon, lat, mayDrag]);
}

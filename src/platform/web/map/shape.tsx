import type { GeoJSONSource, Map as Ground } from 'maplibre-gl';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../kit/controls.tsx';
import { useWords } from '../words.ts';
import type { Spot } from './map.ts';
import { mapWords } from './map.words.ts';

/** Corners of an area at the most; more are no shape that anybody draws by hand. */
const MOST_CORNERS = 60;

/** The drawing of an area: null while nobody draws. A tap on the map adds a corner, as does the button for those without a pointer. */
export function useDrawing(): {
  readonly corners: readonly Spot[] | null;
  readonly start: () => void;
  readonly add: (spot: Spot) => void;
  readonly back: () => void;
  readonly stop: () => void;
} {
  const [corners, setCorners] = useState<readonly Spot[] | null>(null);
  return {
    corners,
    start: () => setCorners([]),
    add: (spot) => setCorners((all) => (all === null || all.length >= MOST_CORNERS ? all : [...all, spot])),
    back: () => setCorners((all) => all?.slice(0, -1) ?? null),
    stop: () => setCorners(null),
  };
}

/** Shows an area, the one that is being drawn before the one that is chosen. */
export function useShape(
  map: Ground | null,
  generation: number,
  shape: readonly Spot[] | undefined,
  corners: readonly Spot[] | null,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new style has empty sources
  useEffect(() => {
    const source = map?.getSource<GeoJSONSource>('shape');
    if (!source) return;
    const all = (corners ?? shape ?? []).map(({ lon, lat }) => [lon, lat]);
    const [first] = all;
    const closed = first === undefined ? [] : [...all, first];
    source.setData({
      type: 'FeatureCollection',
      features: [
        ...(all.length >= 3
          ? [
              {
                type: 'Feature' as const,
                properties: {},
                geometry: { type: 'Polygon' as const, coordinates: [closed] },
              },
            ]
          : []),
        {
          type: 'Feature' as const,
          properties: {},
          geometry: { type: 'LineString' as const, coordinates: corners === null ? closed : all },
        },
        ...(corners === null
          ? []
          : all.map((at) => ({
              type: 'Feature' as const,
              properties: {},
              geometry: { type: 'Point' as const, coordinates: at },
            }))),
      ],
    });
  }, [map, generation, shape, corners]);
}

/** The buttons of drawing, on the map's lower edge. */
export function ShapeButtons(props: {
  readonly drawing: ReturnType<typeof useDrawing>;
  readonly hasShape: boolean;
  readonly centre: () => Spot | undefined;
  readonly onShape: (corners: readonly Spot[] | undefined) => void;
}): ReactNode {
  const w = useWords(mapWords);
  const { drawing, centre, onShape } = props;
  const { corners } = drawing;
  if (corners === null)
    return (
      <div className="map-shape">
        <Button look="quiet" onPress={drawing.start}>
          {w(props.hasShape ? 'shapeAnew' : 'shapeDraw')}
        </Button>
        {props.hasShape && (
          <Button look="quiet" onPress={() => onShape(undefined)}>
            {w('shapeRemove')}
          </Button>
        )}
      </div>
    );
  return (
    <div className="map-shape">
      <span className="map-shape-hint" role="status">
        {w('shapeHint', { n: corners.length })}
      </span>
      <Button
        look="quiet"
        onPress={() => {
          const at = centre();
          if (at) drawing.add(at);
        }}
      >
        {w('shapeCorner')}
      </Button>
      <Button look="quiet" onPress={drawing.back} disabled={corners.length === 0}>
        {w('shapeBack')}
      </Button>
      <Button look="quiet" onPress={drawing.stop}>
        {w('shapeStop')}
      </Button>
      <Button
        look="primary"
        disabled={corners.length < 3}
        onPress={() => {
          drawing.stop();
          onShape(corners);
        }}
      >
        {w('shapeDone')}
      </Button>
    </div>
  );
}

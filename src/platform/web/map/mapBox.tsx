import { lazy, type ReactNode, Suspense } from 'react';
import { Empty, Waiting } from '../kit/surfaces.tsx';
import { Boundary } from '../page.tsx';
import { webWords } from '../web.words.ts';
import { useWords } from '../words.ts';
import type { Boundaries, MapPoint, Spot, View } from './map.ts';

const Drawn = lazy(() => import('./drawn.tsx'));

export type MapProps = {
  /** The district's own boundaries: the base map. */
  readonly boundaries?: Boundaries | undefined;
  /** Says on the map that its lines are not legal ones. */
  readonly approximate?: boolean | undefined;
  readonly points?: readonly MapPoint[];
  /** The point that is highlighted. */
  readonly chosen?: string | undefined;
  readonly onOpen?: (id: string) => void;
  /** A pin; with `onPick` the reader places it. */
  readonly pin?: Spot | undefined;
  readonly onPick?: (spot: Spot) => void;
  /** What to bring into view: a spot with its surroundings, or the boundaries when absent. */
  readonly centre?: Spot | undefined;
  readonly onView?: (view: View) => void;
  /** CSS height. */
  readonly height?: string;
};

/** A map, fetched when it is first shown. Where it cannot be drawn it says so, and the words of the page go on without it. */
export function MapBox(props: MapProps): ReactNode {
  const w = useWords(webWords);
  const style = { height: props.height ?? '20rem' };
  return (
    <Boundary
      instead={
        <div className="map-box" style={style}>
          <Empty sign="nearby" title={w('mapFailed')} />
        </div>
      }
    >
      <Suspense
        fallback={
          <div className="map-box" style={style}>
            <Waiting what={w('mapLoading')} />
          </div>
        }
      >
        <Drawn {...props} />
      </Suspense>
    </Boundary>
  );
}

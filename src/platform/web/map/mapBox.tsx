import { lazy, type ReactNode, Suspense } from 'react';
import { Empty, Waiting } from '../kit/surfaces.tsx';
import { Boundary } from '../page.tsx';
import { webWords } from '../web.words.ts';
import { useWords } from '../words.ts';
import type { MapProps } from './map.ts';

const Drawn = lazy(() => import('./drawn.tsx'));

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

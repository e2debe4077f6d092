import { type ReactNode, useMemo } from 'react';
import type { Text } from '../../../../platform/language/language.ts';
import { parentOf } from '../../../../platform/places/codes.rules.ts';
import { boundaries } from '../../../../platform/places/places.contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import type { Tone } from '../../../../platform/web/kit/surfaces.tsx';
import { type Boundaries, boxOf, type Shaded } from '../../../../platform/web/map/map.ts';
import { MapBox } from '../../../../platform/web/map/mapBox.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { commonOf, PLACE_STATES, type PlaceState } from '../rounds.rules.ts';
import { screenWords } from './rounds.screen.words.ts';
import './rounds.css';

export type GroundPlace = { readonly code: string; readonly name: Text; readonly state: PlaceState };

export const PLACE_TONES: Readonly<Record<PlaceState, Tone>> = {
  found: 'info',
  nothing: 'good',
  waiting: 'plain',
  blank: 'warn',
};
/** What stands on the map and in the table beside it, so that no colour is read alone. */
export const PLACE_SIGNS: Readonly<Record<PlaceState, string>> = {
  found: '●',
  nothing: '✓',
  waiting: '○',
  blank: '✕',
};

/** Territories of rounds on the map, filled by what stands of each; pressing one chooses it. What it shows is said in words beside it. */
export function RoundMap(props: {
  readonly places: readonly GroundPlace[];
  readonly onPick?: ((code: string) => void) | undefined;
  readonly height?: string;
}): ReactNode {
  const w = useWords(screenWords);
  const { places, onPick } = props;
  const codes = useMemo(() => places.map(({ code }) => code), [places]);
  const level = (codes[0]?.length ?? 0) > VILLAGE ? ('grid' as const) : ('village' as const);
  const common = codes.length === 0 ? '' : commonOf(codes);
  const within = common.length >= VILLAGE ? (parentOf(common) ?? common) : common;
  const towns = useCall(boundaries, { query: { level: 'town' } }, { fresh: FRESH_MS });
  const own = useCall(boundaries, { query: { level, within } }, { enabled: within !== '', fresh: FRESH_MS });
  const lines = useMemo((): Boundaries | undefined => {
    if (towns.data === undefined || own.data === undefined) return undefined;
    return {
      type: 'FeatureCollection',
      features: [...towns.data.features, ...own.data.features] as Boundaries['features'],
    };
  }, [towns.data, own.data]);
  const box = useMemo(() => {
    const wanted = new Set(codes);
    const features = lines?.features.filter(({ properties }) => wanted.has(properties.code)) ?? [];
    return boxOf({ type: 'FeatureCollection', features });
  }, [lines, codes]);
  const shaded = useMemo(
    (): Shaded[] => places.map(({ code, state }) => ({ code, tone: PLACE_TONES[state], sign: PLACE_SIGNS[state] })),
    [places],
  );
  // Nothing to draw on: the words say it all.
  if (box === undefined) return null;
  return (
    <figure className="round-map" aria-label={w('map')}>
      <MapBox
        key={box.join()}
        height={props.height ?? '24rem'}
        boundaries={lines}
        approximate={own.data?.features.some((one) => one.properties.approximate)}
        shaded={shaded}
        box={roomAround(box)}
        {...(onPick === undefined ? {} : { onArea: onPick })}
      />
      <figcaption>
        <PlaceLegend places={places} />
      </figcaption>
    </figure>
  );
}
const FRESH_MS = 600_000;
/** Digits of a village's code. */
const VILLAGE = 12;

/** How many territories there are of each state, with its sign. */
export function PlaceLegend({ places }: { places: readonly GroundPlace[] }): ReactNode {
  const w = useWords(screenWords);
  const states = PLACE_STATES.map((state) => ({ state, n: places.filter((one) => one.state === state).length }));
  return (
    <ul className="round-legend small">
      {states
        .filter(({ n }) => n > 0)
        .map(({ state, n }) => (
          <li key={state} data-state={state} data-n={n}>
            <span className={`round-sign ${PLACE_TONES[state]}`} aria-hidden="true">
              {PLACE_SIGNS[state]}
            </span>
            {w('placeN', { state: w(`place_${state}`), n })}
          </li>
        ))}
    </ul>
  );
}

/** The rectangle with a margin of a tenth. */
function roomAround([west, south, east, north]: readonly [number, number, number, number]): [
  number,
  number,
  number,
  number,
] {
  const [x, y] = [(east - west) / 10, (north - south) / 10];
  return [west - x, south - y, east + x, north + y];
}

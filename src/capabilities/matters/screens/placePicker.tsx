import { type KeyboardEvent, type ReactNode, useCallback, useDeferredValue, useRef, useState } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { find, locate } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { call } from '../../../platform/web/call.ts';
import { Button, Field } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import type { Spot } from '../../../platform/web/map/map.ts';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { useOwnLocation } from '../../../platform/web/map/ownLocation.ts';
import { webWords } from '../../../platform/web/web.words.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { DraftPlace } from './draft.ts';
import { hasPlace } from './draft.ts';
import { useMapGround } from './mapGround.ts';
import { reportWords } from './report.words.ts';

type Found = AnswerOf<typeof find>['places'][number];

export type PlacePickerProps = {
  readonly place: DraftPlace | null;
  readonly onChange: (place: DraftPlace | null) => void;
  /** For somebody who sits elsewhere and listens: no own location. */
  readonly elsewhere?: boolean;
};

/** Where it is: by the phone's own location, by a pin on the map, or in words with what matches. */
export function PlacePicker({ place, onChange, elsewhere = false }: PlacePickerProps): ReactNode {
  const w = useWords(reportWords);
  const [text, setText] = useState('');
  const [map, setMap] = useState(false);
  const chosen = useRef(place);
  chosen.current = place;

  const pick = useCallback(
    (spot: Spot & { accuracy?: number }) => {
      const rough = {
        lon: round(spot.lon),
        lat: round(spot.lat),
        ...(spot.accuracy ? { accuracy: spot.accuracy } : {}),
      };
      onChange(rough);
      // The names follow, beside what was written meanwhile and only for the point that is still the chosen one; without them
      // the point alone is enough.
      void call(locate, { query: { lon: rough.lon, lat: rough.lat } }).then(
        ({ territory, path, outside }) => {
          const now = chosen.current;
          if (now?.lon === rough.lon && now.lat === rough.lat) onChange({ ...now, territory, label: path, outside });
        },
        () => undefined,
      );
    },
    [onChange],
  );
  const own = useOwnLocation(pick);

  if (hasPlace(place)) return <Chosen place={place} onChange={onChange} onPick={pick} map={map} onMap={setMap} />;

  const choose = (one: Found): void => {
    onChange({
      territory: one.territory,
      label: one.path,
      ...(one.what === 'known' && one.point ? { lon: one.point.lon, lat: one.point.lat, address: one.name.zh } : {}),
    });
    setText('');
  };
  return (
    <div className="stack">
      {!elsewhere && (
        <Button look="primary" large wide sign="locate" busy={own.state === 'asking'} onPress={own.ask}>
          {own.state === 'asking' ? w('locating') : w('useMine')}
        </Button>
      )}
      {own.state === 'refused' && <NoLocation />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the field and of what matches below it */}
      <div className="stack" onKeyDown={keys}>
        <Field
          label={w('address')}
          hint={w('addressHint')}
          value={text}
          onChange={setText}
          maxLength={200}
          autoComplete="street-address"
        />
        <Matches text={text} onChoose={choose} onWords={() => onChange({ address: text.trim() })} />
      </div>
      <Button sign="nearby" wide onPress={() => setMap(!map)}>
        {w(map ? 'hideMap' : 'pinOnMap')}
      </Button>
      {map && <PickMap onPick={pick} />}
    </div>
  );
}

function NoLocation(): ReactNode {
  const w = useWords(webWords);
  return (
    <Notice tone="warn" urgent>
      {w('mapNoLocation')}
    </Notice>
  );
}

/** Enter takes the first match, the arrows go through them. */
function keys(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.nativeEvent.isComposing) return;
  const matches = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.matches button')];
  const at = matches.indexOf(document.activeElement as HTMLButtonElement);
  if (event.key === 'Enter' && at < 0 && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    matches[0]?.click();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const by = event.key === 'ArrowDown' ? 1 : -1;
    const next = at + by;
    if (matches.length === 0) return;
    event.preventDefault();
    if (next < 0) event.currentTarget.querySelector('input')?.focus();
    else matches[Math.min(next, matches.length - 1)]?.focus();
  }
}

/** A metre or so: more digits would say more than the phone knows. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** What matches the written words while they are being written; the words themselves are always a choice. */
function Matches(props: {
  readonly text: string;
  readonly onChoose: (one: Found) => void;
  readonly onWords: () => void;
}): ReactNode {
  const w = useWords(reportWords);
  const t = useText();
  const words = useDeferredValue(props.text.trim()).slice(0, 60);
  const { data } = useCall(find, { query: { words, limit: 6 } }, { enabled: words !== '', keep: true, fresh: 60_000 });
  if (words === '') return null;
  return (
    <ul className="matches" aria-label={w('found')}>
      {data?.places.map((one) => (
        <li key={`${one.what}-${one.id}`}>
          <button type="button" onClick={() => props.onChoose(one)}>
            <Sign name={one.what === 'known' ? 'building' : 'nearby'} />
            <span>
              <strong>{t(one.name)}</strong> <span className="soft small">{t(one.path)}</span>
            </span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={props.onWords}>
          <Sign name="text" />
          <span>
            {w('useWords')} <span className="soft small">{props.text}</span>
          </span>
        </button>
      </li>
    </ul>
  );
}

/** The chosen place with its names, room for a closer word, and the pin where there is one. */
function Chosen(props: {
  readonly place: DraftPlace;
  readonly onChange: (place: DraftPlace | null) => void;
  readonly onPick: (spot: Spot) => void;
  readonly map: boolean;
  readonly onMap: (open: boolean) => void;
}): ReactNode {
  const w = useWords(reportWords);
  const { place } = props;
  return (
    <div className="stack">
      <PlaceLine place={place} />
      {place.outside && <Notice tone="warn">{w('outside')}</Notice>}
      <Field
        label={w('detail')}
        optional={place.lon !== undefined || place.territory !== undefined}
        value={place.address ?? ''}
        maxLength={200}
        onChange={(address) => props.onChange({ ...place, address })}
      />
      <div className="row">
        <Button onPress={() => props.onChange(null)}>{w('changePlace')}</Button>
        <Button sign="nearby" onPress={() => props.onMap(!props.map)}>
          {w(props.map ? 'hideMap' : 'pinOnMap')}
        </Button>
      </div>
      {props.map && (
        <PickMap
          onPick={props.onPick}
          territory={place.territory}
          pin={place.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat } : undefined}
        />
      )}
    </div>
  );
}

/** One line that names a place. */
export function PlaceLine({ place }: { place: DraftPlace }): ReactNode {
  const w = useWords(reportWords);
  const t = useText();
  const spot =
    place.lon !== undefined && place.lat !== undefined ? `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}` : '';
  return (
    <div className="place-line">
      <Sign name="nearby" />
      <div>
        <span className="only-heard">{w('chosenPlace')}</span>
        {/* Outside, the territory is the district that takes it, not where it is. */}
        <strong>{(!place.outside && t(place.label)) || place.address || spot}</strong>
        {place.accuracy !== undefined && (
          <span className="soft small"> {w('accuracy', { n: Math.max(1, Math.round(place.accuracy)) })}</span>
        )}
      </div>
    </div>
  );
}

/** The map with the district's boundaries, to place a pin on. */
function PickMap(props: {
  onPick: (spot: Spot) => void;
  pin?: Spot | undefined;
  territory?: string | undefined;
}): ReactNode {
  const { onPick, pin } = props;
  const ground = useMapGround(props.territory);
  return (
    <MapBox
      height="22rem"
      boundaries={ground.boundaries}
      approximate={ground.approximate}
      onPick={onPick}
      pin={pin}
      centre={pin}
    />
  );
}

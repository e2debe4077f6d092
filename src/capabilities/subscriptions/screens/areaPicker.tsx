import { type ReactNode, useCallback, useDeferredValue, useState } from 'react';
import { boundaries, find } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Choice, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import type { Boundaries, Spot } from '../../../platform/web/map/map.ts';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { useOwnLocation } from '../../../platform/web/map/ownLocation.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { coarse, RADII } from '../subscriptions.rules.ts';
import { areasWords } from './areas.words.ts';

/** A territory, or a circle whose centre leaves this device to a hundred metres only. */
export type Area =
  | { readonly territory: string }
  | { readonly lon: number; readonly lat: number; readonly metres: number };

type Props = { readonly area: Area | null; readonly onChange: (area: Area | null) => void };

/** Which area: by the name of a territory, or around a place. */
export function AreaPicker({ area, onChange }: Props): ReactNode {
  const w = useWords(areasWords);
  const [by, setBy] = useState<'territory' | 'circle'>(
    area !== null && !('territory' in area) ? 'circle' : 'territory',
  );
  return (
    <div className="stack">
      <Choice
        label={w('where')}
        form="lines"
        value={by}
        onChange={(next) => {
          setBy(next === 'circle' ? 'circle' : 'territory');
          onChange(null);
        }}
        options={[
          { value: 'territory', label: w('byPlace'), hint: w('byPlaceHint') },
          { value: 'circle', label: w('byCircle'), hint: w('byCircleHint') },
        ]}
      />
      {by === 'territory' ? (
        <ByName area={area} onChange={onChange} />
      ) : (
        <ByCircle area={area !== null && 'lon' in area ? area : null} onChange={onChange} />
      )}
    </div>
  );
}

function ByName({ area, onChange }: Props): ReactNode {
  const w = useWords(areasWords);
  const t = useText();
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const words = useDeferredValue(text.trim()).slice(0, 60);
  const { data } = useCall(find, { query: { words, limit: 12 } }, { enabled: words !== '', keep: true, fresh: 60_000 });
  const places = data?.places.filter((one) => one.what === 'territory') ?? [];
  if (area !== null && 'territory' in area) {
    return (
      <div className="row apart">
        <strong>{w('chosen', { name: name || area.territory })}</strong>
        <Button onPress={() => onChange(null)}>{w('other')}</Button>
      </div>
    );
  }
  return (
    <div className="stack">
      <Field label={w('place')} hint={w('placeHint')} value={text} onChange={setText} maxLength={60} />
      {words !== '' && places.length > 0 && (
        <ul className="areas-found" aria-label={w('found')}>
          {places.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                onClick={() => {
                  setName(t(one.path) || t(one.name));
                  onChange({ territory: one.territory });
                }}
              >
                <Sign name="nearby" />
                <span>
                  <strong>{t(one.name)}</strong> <span className="soft small">{t(one.path)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {words !== '' && data && places.length === 0 && <p role="status">{w('noPlace')}</p>}
    </div>
  );
}

function ByCircle(props: {
  readonly area: { readonly lon: number; readonly lat: number; readonly metres: number } | null;
  readonly onChange: Props['onChange'];
}): ReactNode {
  const w = useWords(areasWords);
  const { area, onChange } = props;
  const [metres, setMetres] = useState<number>(area?.metres ?? RADII[1]);
  const [map, setMap] = useState(false);
  const choose = useCallback(
    ({ lon, lat }: Spot) => onChange({ lon: coarse(lon), lat: coarse(lat), metres }),
    [onChange, metres],
  );
  const own = useOwnLocation(choose);
  return (
    <div className="stack">
      <Button look={area ? 'quiet' : 'primary'} wide sign="locate" busy={own.state === 'asking'} onPress={own.ask}>
        {own.state === 'asking' ? w('locating') : w('useMine')}
      </Button>
      {own.state === 'refused' && (
        <Notice tone="warn" urgent>
          {w('refused')}
        </Notice>
      )}
      <Button wide sign="nearby" onPress={() => setMap(!map)}>
        {w('onMap')}
      </Button>
      {map && <PickMap pin={area ?? undefined} onPick={choose} />}
      {area && (
        <p role="status">
          <Sign name="check" /> {w('located')}
        </p>
      )}
      <Select
        label={w('radius')}
        value={String(metres)}
        onChange={(next) => {
          const wished = RADII.find((one) => String(one) === next) ?? RADII[1];
          setMetres(wished);
          if (area) onChange({ ...area, metres: wished });
        }}
        options={RADII.map((one) => ({ value: String(one), label: w('metres', { n: one }) }))}
      />
    </div>
  );
}

function PickMap({ pin, onPick }: { pin: Spot | undefined; onPick: (spot: Spot) => void }): ReactNode {
  const { data } = useCall(boundaries, { query: { level: 'town' } }, { fresh: Number.POSITIVE_INFINITY });
  return (
    <MapBox
      height="18rem"
      boundaries={data as Boundaries | undefined}
      approximate={data?.map?.approximate}
      pin={pin}
      onPick={onPick}
    />
  );
}

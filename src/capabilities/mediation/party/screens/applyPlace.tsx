import { type ReactNode, useCallback, useDeferredValue, useState } from 'react';
import { find, locate } from '../../../../platform/places/places.contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { call } from '../../../../platform/web/call.ts';
import { Button, Field } from '../../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../../platform/web/kit/icons.tsx';
import { Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useOwnLocation } from '../../../../platform/web/map/ownLocation.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { applyWords } from './apply.words.ts';
import type { StepProps } from './applyDraft.ts';

/** Where it is: the territory is chosen, the address written. No point is kept: a case needs none. */
export function PlaceStep({ draft, change, wrong }: StepProps): ReactNode {
  const w = useWords(applyWords);
  const t = useText();
  if (draft.territory !== null) {
    return (
      <>
        <div className="chosen-line">
          <strong>{t(draft.label ?? undefined) || draft.territory}</strong>
          <Button look="plain" onPress={() => change({ territory: null, label: null })}>
            {w('changePlace')}
          </Button>
        </div>
        <Field
          label={w('detail')}
          optional
          maxLength={200}
          autoComplete="street-address"
          value={draft.address}
          onChange={(address) => change({ address })}
        />
      </>
    );
  }
  return <FindPlace change={change} wrong={wrong} />;
}

function FindPlace({ change, wrong }: Pick<StepProps, 'change' | 'wrong'>): ReactNode {
  const w = useWords(applyWords);
  const t = useText();
  const [text, setText] = useState('');
  const [lost, setLost] = useState<'outside' | 'noLocation' | null>(null);
  const own = useOwnLocation(
    useCallback(
      ({ lon, lat }) => {
        setLost(null);
        // About a hundred metres: enough for a village, and no more than that leaves the phone.
        const near = { lon: Math.round(lon * 1e3) / 1e3, lat: Math.round(lat * 1e3) / 1e3 };
        call(locate, { query: near }).then(
          ({ territory, path, outside }) => (outside ? setLost('outside') : change({ territory, label: path })),
          () => setLost('noLocation'),
        );
      },
      [change],
    ),
  );
  const words = useDeferredValue(text.trim()).slice(0, 60);
  const { data } = useCall(find, { query: { words, limit: 6 } }, { enabled: words !== '', keep: true, fresh: 60_000 });
  const warning = lost ?? (own.state === 'refused' ? 'noLocation' : null);
  return (
    <>
      <Button look="primary" large wide sign="locate" busy={own.state === 'asking'} onPress={own.ask}>
        {w(own.state === 'asking' ? 'locating' : 'useMine')}
      </Button>
      {warning !== null && (
        <Notice tone="warn" urgent>
          {w(warning)}
        </Notice>
      )}
      <Field label={w('place')} hint={w('placeHint')} maxLength={60} value={text} onChange={setText} />
      {words !== '' && data !== undefined && data.places.length === 0 && <p role="status">{w('placesNone')}</p>}
      {words !== '' && data !== undefined && data.places.length > 0 && (
        <ul className="choose-list" aria-label={w('places')}>
          {data.places.map((one) => (
            <li key={`${one.what}-${one.id}`}>
              <button
                type="button"
                onClick={() =>
                  change({
                    territory: one.territory,
                    label: one.path,
                    ...(one.what === 'known' ? { address: one.name.zh } : {}),
                  })
                }
              >
                <span>
                  <strong>{t(one.name)}</strong> <span className="soft small">{t(one.path)}</span>
                </span>
                <Sign name="next" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {wrong && (
        <Notice tone="bad" urgent>
          {w('needPlace')}
        </Notice>
      )}
    </>
  );
}

import { type ReactNode, useCallback } from 'react';
import { Button, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { type Photo, PhotoPicker } from '../../../../platform/web/kit/photos.tsx';
import { Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useOwnLocation } from '../../../../platform/web/map/ownLocation.ts';
import { useWords } from '../../../../platform/web/words.ts';
import { MOST_FOUND } from '../rounds.rules.ts';
import { DisputeFields } from './disputeFields.tsx';
import { screenWords } from './rounds.screen.words.ts';
import { type lackOf, newDispute, type VisitDraft } from './visitState.ts';

/** A visit being written down: each dispute found, and how the visit went. */
export function VisitFields(props: {
  readonly it: VisitDraft;
  readonly onChange: (some: Partial<VisitDraft>) => void;
  readonly stead: boolean;
}): ReactNode {
  const { it, onChange, stead } = props;
  const w = useWords(screenWords);
  return (
    <>
      {it.disputes.map((one, at) => (
        <DisputeFields
          key={one.id}
          it={one}
          n={at + 1}
          onChange={(next) => onChange({ disputes: it.disputes.map((old) => (old.id === one.id ? next : old)) })}
          onRemove={
            it.disputes.length > 1 ? () => onChange({ disputes: it.disputes.filter((old) => old.id !== one.id) }) : null
          }
        />
      ))}
      {it.found && it.disputes.length < MOST_FOUND && (
        <Button sign="plus" onPress={() => onChange({ disputes: [...it.disputes, newDispute()] })}>
          {w('addDispute')}
        </Button>
      )}
      <TextArea
        label={w(stead ? 'visitForWords' : 'words')}
        optional={!stead}
        rows={2}
        maxLength={2000}
        value={it.words}
        onChange={(words) => onChange({ words })}
      />
    </>
  );
}

/** A photo, or where the phone is now: asked for once, by a button, and never before or after. */
export function Proof(props: {
  readonly it: VisitDraft;
  readonly onChange: (some: Partial<VisitDraft>) => void;
  readonly photos: readonly Photo[];
  readonly setPhotos: (photos: readonly Photo[]) => void;
  readonly unkept: boolean;
}): ReactNode {
  const { it, onChange } = props;
  const w = useWords(screenWords);
  const own = useOwnLocation(useCallback(({ lon, lat }) => onChange({ place: { lon, lat } }), [onChange]));
  return (
    <fieldset className="field round-proof">
      <legend className="legend">{w('proof')}</legend>
      <Button sign="locate" wide busy={own.state === 'asking'} onPress={own.ask}>
        {w(own.state === 'asking' ? 'checkingIn' : it.place === null ? 'checkIn' : 'checkInAgain')}
      </Button>
      {it.place !== null && (
        <span role="status" className="soft small">
          {w('checkInDone', { lat: it.place.lat.toFixed(4), lon: it.place.lon.toFixed(4) })}
        </span>
      )}
      {own.state === 'refused' && <Notice tone="warn">{w('checkInNone')}</Notice>}
      <PhotoPicker photos={props.photos} onChange={props.setPhotos} unkept={props.unkept} />
    </fieldset>
  );
}

/** What is lacking, said where it is to be mended. */
export function Lacking({ lack }: { lack: ReturnType<typeof lackOf> }): ReactNode {
  const w = useWords(screenWords);
  if (lack === null) return null;
  return (
    <Notice tone="bad" urgent>
      {lack.lack === 'dispute' ? w('needDispute', { n: lack.n }) : w(lack.lack === 'proof' ? 'needProof' : 'needWords')}
    </Notice>
  );
}

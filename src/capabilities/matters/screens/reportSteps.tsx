import type { ReactNode } from 'react';
import { Button, Choice, Field, TextArea } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { type Photo, PhotoPicker } from '../../../platform/web/kit/photos.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { KindSeed } from '../../kinds/kinds.contract.ts';
import { type Contactable, type Draft, isPhone } from './draft.ts';
import { PlaceLine } from './placePicker.tsx';
import { reportStepWords } from './reportSteps.words.ts';

type StepProps = { readonly draft: Draft; readonly change: (some: Partial<Draft>) => void };

/** Words and photos. */
export function DescribeStep(
  props: StepProps & {
    readonly photos: readonly Photo[];
    readonly onPhotos: (photos: readonly Photo[]) => void;
    readonly unkept: boolean;
  },
): ReactNode {
  const w = useWords(reportStepWords);
  return (
    <>
      <TextArea
        label={w('words')}
        hint={w('wordsHint')}
        optional
        rows={5}
        maxLength={2000}
        value={props.draft.words}
        onChange={(words) => props.change({ words })}
      />
      <fieldset className="field">
        <legend className="legend">{w('photos')}</legend>
        <PhotoPicker photos={props.photos} onChange={props.onPhotos} unkept={props.unkept} />
      </fieldset>
    </>
  );
}

/** How to be reached, and the whole report once more before it goes. */
export function SendStep(
  props: StepProps & {
    readonly kind: KindSeed | undefined;
    readonly photos: number;
    readonly wrong: boolean;
    readonly onEdit: (step: 'place' | 'kind' | 'words') => void;
  },
): ReactNode {
  const w = useWords(reportStepWords);
  const { draft, change } = props;
  return (
    <>
      <Choice
        label={w('how')}
        quietLabel
        form="lines"
        value={draft.contact}
        onChange={(contact) => change({ contact: contact as Contactable })}
        options={[
          { value: 'phone', label: w('withPhone'), hint: w('withPhoneHint'), picture: <Sign name="phone" /> },
          { value: 'code', label: w('withoutPhone'), hint: w('withoutPhoneHint'), picture: <Sign name="follow" /> },
          { value: 'anonymous', label: w('anonymous'), hint: w('anonymousHint'), picture: <Sign name="lock" /> },
        ]}
      />
      {draft.contact === 'phone' && (
        <>
          <Field
            label={w('phone')}
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            maxLength={16}
            value={draft.phone}
            onChange={(phone) => change({ phone })}
            problem={props.wrong && !isPhone(draft.phone) ? w('phoneWrong') : undefined}
          />
          <Field
            label={w('name')}
            optional
            autoComplete="name"
            maxLength={40}
            value={draft.name}
            onChange={(name) => change({ name })}
          />
        </>
      )}
      {draft.contact === 'anonymous' && <p className="soft small">{w('anonymousKept')}</p>}
      <Review {...props} />
    </>
  );
}

function Review(props: {
  readonly draft: Draft;
  readonly kind: KindSeed | undefined;
  readonly photos: number;
  readonly onEdit: (step: 'place' | 'kind' | 'words') => void;
}): ReactNode {
  const w = useWords(reportStepWords);
  const t = useText();
  const { draft } = props;
  const row = (step: 'place' | 'kind' | 'words', name: string, value: ReactNode): ReactNode => (
    <div className="review-row">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className="review-change">
        <Button look="plain" label={`${w('change')}: ${name}`} onPress={() => props.onEdit(step)}>
          {w('change')}
        </Button>
      </dd>
    </div>
  );
  return (
    <section className="card">
      <h2>{w('review')}</h2>
      <dl className="review">
        {row('place', w('reviewPlace'), draft.place && <PlaceLine place={draft.place} />)}
        {row('kind', w('reviewKind'), t(props.kind?.name))}
        {row('words', w('reviewWords'), draft.words.trim() || <span className="soft">{w('none')}</span>)}
        {props.photos > 0 && row('words', w('reviewPhotos'), w('photosN', { n: props.photos }))}
      </dl>
    </section>
  );
}

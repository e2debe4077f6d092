import type { ReactNode } from 'react';
import { Button, Field, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { PhotoPicker } from '../../../platform/web/kit/photos.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { useKinds } from './kindsNow.ts';
import { PlacePicker } from './placePicker.tsx';
import { reportWords } from './report.words.ts';
import { takeWords } from './take.words.ts';
import { TakenKind, TakenReceipt } from './takeParts.tsx';
import { type Taking, useTaking } from './takeState.ts';
import './matters.css';

/** A liaison's own report, or one for a neighbour; with "fixed on the spot" in the same step. */
export default function FieldReport(): ReactNode {
  const w = useWords(takeWords);
  usePageTitle(w('fieldTitle'));
  const { kinds } = useKinds();
  const taking = useTaking('field', kinds);
  const { taken, change, lacks, receipt } = taking;
  if (receipt !== null) {
    return <TakenReceipt receipt={receipt} forCaller={false} linkTo={(id) => `/matters/${id}`} onNext={taking.again} />;
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        taking.send();
      }}
    >
      <h1>{w('fieldTitle')}</h1>
      <p className="soft">{w('fieldLead')}</p>
      <section className="stack">
        <h2>{w('where')}</h2>
        <PlacePicker place={taken.place} onChange={(place) => change({ place })} />
        {lacks.includes('needPlace') && (
          <Notice tone="bad" urgent>
            {w('needPlace')}
          </Notice>
        )}
      </section>
      <section className="stack">
        <h2>{w('what')}</h2>
        <TakenKind taking={taking} kinds={kinds} />
      </section>
      <TextArea
        label={w('fieldWords')}
        optional
        maxLength={2000}
        value={taken.words}
        onChange={(words) => change({ words })}
      />
      <fieldset className="field">
        <legend className="legend">{w('photos')}</legend>
        <PhotoPicker photos={taking.photos} onChange={taking.setPhotos} />
      </fieldset>
      <Fixed taking={taking} />
      <Neighbour taking={taking} />
      <ProblemNotice problem={taking.problem} />
      <Button look="primary" large wide type="submit" busy={taking.busy}>
        {w('sendField')}
      </Button>
    </form>
  );
}

function Fixed({ taking }: { taking: Taking }): ReactNode {
  const w = useWords(takeWords);
  const { taken, change, lacks } = taking;
  return (
    <Card>
      <Tick checked={taken.fixed} onChange={(fixed) => change({ fixed })}>
        {w('fixed')}
      </Tick>
      {taken.fixed && (
        <TextArea
          label={w('fixedWords')}
          hint={w('fixedHint')}
          maxLength={2000}
          value={taken.fixedWords}
          problem={lacks.includes('needFixed') ? w('needFixed') : undefined}
          onChange={(fixedWords) => change({ fixedWords })}
        />
      )}
    </Card>
  );
}

function Neighbour({ taking }: { taking: Taking }): ReactNode {
  const w = useWords(takeWords);
  const r = useWords(reportWords);
  const { taken, change, lacks } = taking;
  return (
    <Field
      label={w('forNeighbour')}
      optional
      type="tel"
      inputMode="tel"
      maxLength={16}
      value={taken.phone}
      onChange={(phone) => change({ phone })}
      problem={lacks.includes('phone') ? r('phoneWrong') : undefined}
    />
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { Button, Field, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { KindSign } from '../../../platform/web/kit/icons.tsx';
import { PhotoPicker } from '../../../platform/web/kit/photos.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { Receipt } from './draft.ts';
import { fieldMatterWords } from './field.words.ts';
import { type FieldTaking, useFieldTaking } from './fieldTaking.ts';
import { useKinds } from './kindsNow.ts';
import { PlacePicker } from './placePicker.tsx';
import { reportStepWords } from './reportSteps.words.ts';
import { takeWords } from './take.words.ts';
import { TakenKind, TakenReceipt } from './takeParts.tsx';
import './matters.css';

/** A liaison's own report, or one for a neighbour; with "fixed on the spot" in the same step. Saved on the phone, then sent. */
export default function FieldReport(): ReactNode {
  const w = useWords(takeWords);
  const f = useWords(fieldMatterWords);
  usePageTitle(w('fieldTitle'));
  const { kinds } = useKinds();
  const taking = useFieldTaking(kinds);
  const { taken, change, lacks, saved, prefilled } = taking;
  if (saved !== null) return <Saved id={saved} onNext={taking.again} />;
  return (
    <form
      className="stack"
      noValidate
      {...taking.spread}
      onSubmit={(event) => {
        event.preventDefault();
        taking.save();
      }}
    >
      <h1>{w('fieldTitle')}</h1>
      <p className="soft">{w('fieldLead')}</p>
      <section className="stack">
        <h2>{w('what')}</h2>
        {taking.kind === undefined && <Quick taking={taking} />}
        <TakenKind taking={taking} kinds={kinds} />
      </section>
      <section className="stack">
        <h2>{w('where')}</h2>
        {(prefilled === 'visit' || prefilled === 'own') && taken.place !== null && (
          <p className="hint">{f(prefilled === 'visit' ? 'samePlace' : 'ownPlace')}</p>
        )}
        <PlacePicker place={taken.place} onChange={(place) => change({ place })} />
        {lacks.includes('needPlace') && (
          <Notice tone="bad" urgent>
            {w('needPlace')}
          </Notice>
        )}
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
        <PhotoPicker photos={taking.photos} onChange={taking.setPhotos} unkept={taking.photosUnkept} />
      </fieldset>
      <Fixed taking={taking} />
      <Neighbour taking={taking} />
      {taking.failed && (
        <Notice tone="bad" urgent>
          {f('notSaved')}
        </Notice>
      )}
      <div className="sticky-send">
        <Button look="primary" large wide type="submit" busy={taking.busy}>
          {w('sendField')}
        </Button>
      </div>
    </form>
  );
}

/** What this phone often reports, for one tap. */
function Quick({ taking }: { taking: FieldTaking }): ReactNode {
  const f = useWords(fieldMatterWords);
  const t = useText();
  if (taking.quick.length === 0) return null;
  return (
    <fieldset className="quick-kinds">
      <legend className="legend">{f('quickKinds')}</legend>
      {taking.quick.map((one) => (
        <button
          key={one.code}
          type="button"
          className="button quiet"
          onClick={() => taking.change({ kind: one.code, answers: {} })}
        >
          <KindSign code={one.code} picture={one.icon} />
          {t(one.name)}
        </button>
      ))}
    </fieldset>
  );
}

/** It lies on the phone; when it has arrived, what the neighbour is told. */
function Saved({ id, onNext }: { id: string; onNext: () => void }): ReactNode {
  const f = useWords(fieldMatterWords);
  const t = useText();
  const { items, sending } = useOutbox();
  const item = items.find((one) => one.id === id);
  // The form is gone, and with it what had the focus: readers hear what became of it.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  if (item?.state === 'sent' && item.answer !== null && 'code' in item.answer) {
    return (
      <TakenReceipt
        receipt={item.answer as Receipt}
        forCaller={false}
        linkTo={(matter) => `/matters/${matter}`}
        onNext={onNext}
      />
    );
  }
  return (
    <Card>
      <h2 ref={heading} tabIndex={-1}>
        {f('savedTitle')}
      </h2>
      <p>{item?.problem && item.state !== 'waiting' ? t(item.problem.title) : f('savedHint')}</p>
      {sending === id && <p role="status">{f('sendingNow')}</p>}
      <div className="row">
        <Button look="primary" onPress={onNext}>
          {f('another')}
        </Button>
        <Button to="/outbox">{f('outbox')}</Button>
      </div>
    </Card>
  );
}

function Fixed({ taking }: { taking: FieldTaking }): ReactNode {
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
      {lacks.includes('needEvidence') && (
        <Notice tone="bad" urgent>
          {w('needEvidence')}
        </Notice>
      )}
    </Card>
  );
}

function Neighbour({ taking }: { taking: FieldTaking }): ReactNode {
  const w = useWords(takeWords);
  const r = useWords(reportStepWords);
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

import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { inComposition } from '../../../platform/web/keys.ts';
import { Button, Choice, Field, TextArea } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { URGENCIES, type Urgency } from '../matters.rules.ts';
import { paperId } from '../paper.rules.ts';
import { CallerEarlier } from './callerEarlier.tsx';
import { useKinds } from './kindsNow.ts';
import { PlacePicker } from './placePicker.tsx';
import { reportStepWords } from './reportSteps.words.ts';
import { urgencyWords } from './status.words.ts';
import { takeWords } from './take.words.ts';
import { TakenKind, TakenReceipt } from './takeParts.tsx';
import { type Taking, useTaking } from './takeState.ts';
import './matters.css';

/** The clerk's screen: type while listening, choose what and where, one keystroke to enter it. */
export default function Intake(): ReactNode {
  const w = useWords(takeWords);
  usePageTitle(w('hotlineTitle'));
  const { kinds } = useKinds();
  const [, go] = useLocation();
  const paper = new URLSearchParams(useSearch()).get('paper') ?? '';
  const taking = useTaking(kinds, paperId(paper) ?? undefined);
  const { taken, change, lacks, receipt, send, clear, isBlank, restore } = taking;
  const tell = useToast();
  const form = useRef<HTMLFormElement>(null);
  // The words stand first: whoever takes a call begins to type.
  const isTaking = receipt === null;
  useEffect(() => {
    if (isTaking) form.current?.querySelector('textarea')?.focus();
    else document.querySelector<HTMLElement>('.intake-done button')?.focus();
  }, [isTaking]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (inComposition(event)) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        send();
      }
      if (event.key !== 'Escape' || isBlank || !isTaking || document.querySelector('dialog[open]')) return;
      clear();
      tell(w('cleared'), { label: w('restore'), onPress: () => restore(taken) });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [send, clear, restore, tell, w, taken, isBlank, isTaking]);

  if (receipt !== null) {
    return (
      <div className="intake-done">
        <TakenReceipt
          receipt={receipt}
          forCaller
          linkTo={(id) => `/matters/${id}`}
          onNext={() => {
            taking.again();
            go('/intake');
          }}
        />
      </div>
    );
  }
  return (
    <form
      ref={form}
      className="intake"
      noValidate
      onKeyDown={(event) => {
        // Only the whole form is sent, by its button or by Ctrl + Enter: Enter in a field enters no half of a call.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h1>{w('hotlineTitle')}</h1>
      {paperId(paper) !== null && <Notice>{w('fromPaper', { number: paper })}</Notice>}
      <Link href="/paper" className="small">
        {w('paper')}
      </Link>
      <div className="intake-columns">
        <Card label={w('call')}>
          <TextArea
            label={w('words')}
            hint={w('wordsHint')}
            rows={7}
            maxLength={2000}
            value={taken.words}
            onChange={(words) => change({ words })}
          />
          <Caller taking={taking} />
        </Card>
        <Card label={w('where')}>
          <h2>{w('where')}</h2>
          <PlacePicker elsewhere place={taken.place} onChange={(place) => change({ place })} />
          {lacks.includes('needPlace') && (
            <Notice tone="bad" urgent>
              {w('needPlace')}
            </Notice>
          )}
        </Card>
        <Card label={w('what')}>
          <h2>{w('what')}</h2>
          <TakenKind taking={taking} kinds={kinds} />
        </Card>
      </div>
      <ProblemNotice problem={taking.problem} />
      <div className="intake-send">
        <Button look="primary" large type="submit" busy={taking.busy}>
          {w('send')}
        </Button>
      </div>
    </form>
  );
}

function Caller({ taking }: { taking: Taking }): ReactNode {
  const w = useWords(takeWords);
  const r = useWords(reportStepWords);
  const u = useWords(urgencyWords);
  const { taken, change, lacks } = taking;
  const number = taken.phone.replaceAll(' ', '');
  return (
    <>
      <Field
        label={w('phone')}
        hint={w('phoneHint')}
        type="tel"
        inputMode="tel"
        maxLength={16}
        value={taken.phone}
        onChange={(phone) => change({ phone })}
        problem={lacks.includes('phone') ? r('phoneWrong') : undefined}
      />
      <CallerEarlier key={number} phone={number} />
      <Field label={w('name')} optional maxLength={40} value={taken.name} onChange={(name) => change({ name })} />
      <Choice
        label={w('urgency')}
        form="narrow"
        value={taken.urgency}
        onChange={(urgency) => change({ urgency: urgency as Urgency })}
        options={URGENCIES.map((one) => ({ value: one, label: u(one) }))}
      />
      <Field
        label={w('happened')}
        optional
        type="datetime-local"
        value={taken.happened}
        onChange={(happened) => change({ happened })}
      />
    </>
  );
}

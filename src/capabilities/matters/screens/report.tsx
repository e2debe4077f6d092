import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Steps, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { type Draft, hasPlace, isPhone, keepDraft, keptDraft, newDraft } from './draft.ts';
import { KindPicker } from './kindPicker.tsx';
import { useKinds } from './kindsNow.ts';
import { PlacePicker } from './placePicker.tsx';
import { missingAnswers, Questions } from './questions.tsx';
import { Received } from './received.tsx';
import { reportWords } from './report.words.ts';
import { DescribeStep, SendStep } from './reportSteps.tsx';
import { type Receipt, useSendReport } from './sendReport.ts';
import './matters.css';

type Step = 'place' | 'kind' | 'questions' | 'words' | 'send';
const TITLES = {
  place: 'placeTitle',
  kind: 'kindTitle',
  questions: 'questionsTitle',
  words: 'wordsTitle',
  send: 'sendTitle',
} as const;

/** The report of a resident: place, what, its own questions, words and photos, how to be reached. */
export default function Report(): ReactNode {
  const w = useWords(reportWords);
  usePageTitle(w('title'));
  const [draft, setDraft] = useState<Draft>(() => keptDraft() ?? newDraft());
  const [resumed, setResumed] = useState(() => keptDraft() !== null);
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [step, setStep] = useState<Step>('place');
  const [wrong, setWrong] = useState(false);
  const { kinds, ready, error } = useKinds();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const sending = useSendReport((done) => {
    keepDraft(null);
    setReceipt(done);
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);

  useEffect(() => {
    if (receipt === null) keepDraft(draft);
  }, [draft, receipt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step takes the focus to its question
  useEffect(() => {
    if (moved.current) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
  }, [step]);

  const kind = kinds.find((one) => one.code === draft.kind);
  const steps: readonly Step[] =
    kind && kind.questions.length === 0
      ? ['place', 'kind', 'words', 'send']
      : ['place', 'kind', 'questions', 'words', 'send'];
  const at = Math.max(0, steps.indexOf(step));
  const missing = kind ? missingAnswers(kind.questions, draft.answers) : [];
  const complete: Readonly<Record<Step, boolean>> = {
    place: hasPlace(draft.place),
    kind: kind !== undefined,
    questions: missing.length === 0,
    words: true,
    send: draft.contact !== 'phone' || isPhone(draft.phone),
  };
  const change = (some: Partial<Draft>): void => setDraft((now) => ({ ...now, ...some }));
  const goTo = (next: Step | undefined): void => {
    if (next === undefined) return;
    moved.current = true;
    setWrong(false);
    setStep(next);
  };
  const forward = (): void => {
    const stop = steps.slice(0, at + 1).find((one) => !complete[one]);
    if (stop !== undefined) {
      setWrong(true);
      if (stop !== step) setStep(stop);
      return;
    }
    if (step === 'send') sending.send(draft, photos);
    else goTo(steps[at + 1]);
  };
  const startOver = (): void => {
    keepDraft(null);
    setDraft(newDraft());
    setPhotos([]);
    setResumed(false);
    setReceipt(null);
    setStep('place');
  };

  if (receipt !== null) return <Received receipt={receipt} onAnother={startOver} />;
  return (
    <form
      className="stack report"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        forward();
      }}
    >
      {step === 'place' && <p className="soft">{w('lead')}</p>}
      <Steps n={at + 1} of={steps.length} />
      <h1 ref={heading} tabIndex={-1}>
        {w(TITLES[step])}
      </h1>
      {resumed && step === 'place' && (
        <Notice>
          {w('draft')}{' '}
          <Button look="plain" onPress={startOver}>
            {w('startOver')}
          </Button>
        </Notice>
      )}
      {step === 'place' && <PlacePicker place={draft.place} onChange={(place) => change({ place })} />}
      {step === 'place' && wrong && !complete.place && (
        <Notice tone="bad" urgent>
          {w('needPlace')}
        </Notice>
      )}
      {step === 'kind' &&
        (ready ? (
          <KindPicker
            kinds={kinds}
            value={draft.kind}
            rightDoor="/doors"
            problem={wrong ? w('needKind') : undefined}
            onChange={(code) => {
              change({ kind: code, ...(code === draft.kind ? {} : { answers: {} }) });
              const chosen = kinds.find((one) => one.code === code);
              if (chosen) goTo(chosen.questions.length === 0 ? 'words' : 'questions');
            }}
          />
        ) : error ? (
          <ProblemNotice problem={error} />
        ) : (
          <Waiting />
        ))}
      {step === 'questions' && kind && (
        <Questions
          questions={kind.questions}
          answers={draft.answers}
          missing={wrong ? missing : []}
          onChange={(answers) => change({ answers })}
        />
      )}
      {step === 'words' && <DescribeStep draft={draft} change={change} photos={photos} onPhotos={setPhotos} />}
      {step === 'send' && (
        <SendStep
          draft={draft}
          change={change}
          kind={kind}
          photos={photos.length}
          wrong={wrong}
          onEdit={(which) => goTo(which)}
        />
      )}
      {step === 'send' && <SendState sending={sending} />}
      <StepButtons
        first={at === 0}
        last={step === 'send'}
        busy={sending.busy}
        hidden={step === 'kind' && draft.kind === null}
        onBack={() => goTo(steps[at - 1])}
      />
    </form>
  );
}

function SendState({ sending }: { sending: ReturnType<typeof useSendReport> }): ReactNode {
  const w = useWords(reportWords);
  if (sending.busy) {
    return (
      <Waiting
        what={sending.photo === null ? w('sending') : w('sendingPhotos', { n: sending.photo.n, of: sending.photo.of })}
      />
    );
  }
  if (sending.problem === null) return null;
  return (
    <>
      <ProblemNotice problem={sending.problem} />
      {sending.problem.status === 0 && <p className="soft">{w('kept')}</p>}
    </>
  );
}

function StepButtons(props: {
  readonly first: boolean;
  readonly last: boolean;
  readonly busy: boolean;
  readonly hidden: boolean;
  readonly onBack: () => void;
}): ReactNode {
  const w = useWords(reportWords);
  return (
    <div className="step-buttons">
      {!props.first && (
        <Button large onPress={props.onBack} disabled={props.busy}>
          {w('previous')}
        </Button>
      )}
      {!props.hidden && (
        <Button look="primary" large type="submit" busy={props.busy}>
          {w(props.last ? 'send' : 'next')}
        </Button>
      )}
    </div>
  );
}

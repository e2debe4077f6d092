import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Steps, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { hasPlace, isPhone } from './draft.ts';
import { followHere } from './followedHere.ts';
import { KindPicker } from './kindPicker.tsx';
import { useKinds } from './kindsNow.ts';
import { useNearby } from './nearby.ts';
import { PlacePicker } from './placePicker.tsx';
import { missingAnswers, Questions } from './questions.tsx';
import { reportWords } from './report.words.ts';
import { type ReportState, useReport } from './reportState.ts';
import './matters.css';

// The last steps are fetched while the first ones are being answered.
const lastSteps = () => import('./reportSteps.tsx');
const DescribeStep = lazy(() => lastSteps().then((it) => ({ default: it.DescribeStep })));
const NearStep = lazy(() => import('./nearStep.tsx').then((it) => ({ default: it.NearStep })));
const SendStep = lazy(() => lastSteps().then((it) => ({ default: it.SendStep })));
const received = () => import('./received.tsx');
const Received = lazy(received);
const waits = () => import('./waits.tsx');
const Waits = lazy(waits);

type Step = 'place' | 'near' | 'kind' | 'questions' | 'words' | 'send';
const TITLES = {
  place: 'placeTitle',
  near: 'nearTitle',
  kind: 'kindTitle',
  questions: 'questionsTitle',
  words: 'wordsTitle',
  send: 'sendTitle',
} as const;

/** The report of a resident: place, is it one of these, what, its own questions, words and photos, how to be reached. */
export default function Report(): ReactNode {
  const w = useWords(reportWords);
  usePageTitle(w('title'));
  const report = useReport();
  const { draft, change, outcome } = report;
  const [step, setStep] = useState<Step>('place');
  const [wrong, setWrong] = useState(false);
  const { kinds, ready, error } = useKinds();
  const nearby = useNearby(draft.place);
  const follow = useFollowInstead(report.startOver);
  const heading = useStepFocus(step);

  const kind = kinds.find((one) => one.code === draft.kind);
  const steps: readonly Step[] = [
    'place',
    ...(step === 'near' || (nearby?.length ?? 0) > 0 ? (['near'] as const) : []),
    'kind',
    ...(kind && kind.questions.length === 0 ? [] : (['questions'] as const)),
    'words',
    'send',
  ];
  const at = Math.max(0, steps.indexOf(step));
  const missing = kind ? missingAnswers(kind.questions, draft.answers) : [];
  const complete: Readonly<Record<Step, boolean>> = {
    place: hasPlace(draft.place),
    near: true,
    kind: kind !== undefined,
    questions: missing.length === 0,
    words: true,
    send: draft.contact !== 'phone' || isPhone(draft.phone),
  };
  const goTo = (next: Step | undefined): void => {
    if (next === undefined) return;
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
    if (step === 'send') report.send();
    else if (step === 'place' && nearby === undefined) goTo('near');
    else goTo(steps[at + 1]);
  };
  useEffect(() => {
    if (step === 'place') return;
    // What is shown after sending as well: a report that found no line finds none for the page that says so either.
    for (const part of [lastSteps, received, waits]) part().catch(() => undefined);
  }, [step]);
  // Nothing lies near after all: the step was only a moment's waiting.
  useEffect(() => {
    if (step === 'near' && nearby?.length === 0) setStep('kind');
  }, [step, nearby]);
  const startOver = (): void => {
    report.startOver();
    setStep('place');
  };

  if (outcome?.is === 'sent') {
    return <Received receipt={outcome.receipt} anonymous={outcome.anonymous} onAnother={startOver} />;
  }
  if (outcome?.is === 'waits') {
    return (
      <Waits
        id={outcome.id}
        onAnother={startOver}
        onTakeBack={(taken, photos) => {
          setStep('send');
          return report.takeUp(taken, photos);
        }}
      />
    );
  }
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
      {report.resumed && step === 'place' && (
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
      <Suspense fallback={<Waiting />}>
        {step === 'near' &&
          (nearby === undefined ? <Waiting what={w('nearLooking')} /> : <NearStep items={nearby} onFollow={follow} />)}
        {step === 'words' && (
          <DescribeStep
            draft={draft}
            change={change}
            photos={report.photos}
            onPhotos={report.setPhotos}
            unkept={report.photosUnkept}
          />
        )}
        {step === 'send' && (
          <SendStep
            draft={draft}
            change={change}
            kind={kind}
            photos={report.photos.length}
            wrong={wrong}
            onEdit={(which) => goTo(which)}
          />
        )}
      </Suspense>
      {step === 'send' && <SendState report={report} />}
      <StepButtons
        first={at === 0}
        forward={step === 'near' ? 'nearNone' : step === 'send' ? 'send' : 'next'}
        busy={report.busy}
        hidden={(step === 'kind' && draft.kind === null) || (step === 'near' && nearby === undefined)}
        onBack={() => goTo(steps[at - 1])}
      />
    </form>
  );
}

/** Each step takes the focus to its question, so that readers hear it; not the first one when the page opens. */
function useStepFocus(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [step]);
  return heading;
}

/** In place of a report: the matter is followed on this phone, and what was begun is let go. */
function useFollowInstead(letGo: () => void): (number: string) => void {
  const w = useWords(reportWords);
  const tell = useToast();
  const [, go] = useLocation();
  return (number) => {
    followHere(number);
    letGo();
    tell(w('nearFollowed'));
    go(`/open/${number}`);
  };
}

function SendState({ report }: { report: ReportState }): ReactNode {
  const w = useWords(reportWords);
  if (report.busy) {
    const { photo, photos } = report;
    return <Waiting what={photo === null ? w('sending') : w('sendingPhotos', { n: photo, of: photos.length })} />;
  }
  return <ProblemNotice problem={report.problem} />;
}

function StepButtons(props: {
  readonly first: boolean;
  readonly forward: 'next' | 'send' | 'nearNone';
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
          {w(props.forward)}
        </Button>
      )}
    </div>
  );
}

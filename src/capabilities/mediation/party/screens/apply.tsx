import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { type CallProblem, call } from '../../../../platform/web/call.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Notice, Steps, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useOnline } from '../../../../platform/web/online.ts';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { isOneNumber } from '../../numbers.rules.ts';
import { apply } from '../../party.contract.ts';
import { applyWords } from './apply.words.ts';
import { AboutStep } from './applyAbout.tsx';
import {
  type ApplyDraft,
  applicationOf,
  type DraftParty,
  isPhone,
  keepApply,
  keptApply,
  newApply,
  refusedFor,
  STEPS,
  type Step,
  type StepProps,
} from './applyDraft.ts';
import { PlaceStep } from './applyPlace.tsx';
import { SafetyStep } from './applySafety.tsx';
import { WordsStep } from './applySend.tsx';
import { MeStep, OthersStep, ProvePhone } from './applyWho.tsx';
import { Sent } from './sent.tsx';
import './party.css';

const isNamed = (one: DraftParty): boolean => one.name.trim() !== '';
const isReachedOrNot = ({ phone }: DraftParty): boolean => phone.trim() === '' || isPhone(phone);

/** Whether a step has what the next one needs. */
function isComplete(step: Step, it: ApplyDraft): boolean {
  switch (step) {
    case 'safety':
      return it.violence !== null && it.minors !== null && ((!it.violence && !it.minors) || it.read);
    case 'about':
      return it.nature !== null && refusedFor(it) === null;
    case 'others':
      return it.others.length > 0 && it.others.every((one) => isNamed(one) && isReachedOrNot(one));
    case 'me':
      return (
        isNamed(it.me) &&
        isPhone(it.me.phone) &&
        (!it.me.minor || it.me.actsFor.trim() !== '') &&
        !isOneNumber(applicationOf(it).parties)
      );
    case 'place':
      return it.territory !== null;
    case 'words':
      return it.words.trim() !== '';
  }
}

type Sending = AnswerOf<typeof apply>;

/** The application of a party: safety first, then what, with whom, who, where, and in one's own words. */
export default function Apply(): ReactNode {
  const w = useWords(applyWords);
  usePageTitle(w('title'));
  const [draft, setDraft] = useState<ApplyDraft>(() => keptApply() ?? newApply());
  const [resumed, setResumed] = useState(() => keptApply() !== null);
  const [step, setStep] = useState<Step>('safety');
  const [wrong, setWrong] = useState(false);
  const online = useOnline();
  const heading = useStepFocus(step);
  const sending = useMutation<Sending, CallProblem, ApplyDraft>({
    mutationFn: (it) => call(apply, { body: applicationOf(it) }),
    onSuccess: () => keepApply(null),
  });

  const change = (some: Partial<ApplyDraft>): void =>
    setDraft((now) => {
      const next = { ...now, ...some };
      keepApply(next);
      return next;
    });
  const goTo = (next: Step): void => {
    setWrong(false);
    setStep(next);
  };
  const at = STEPS.indexOf(step);
  const forward = (): void => {
    const stop = STEPS.slice(0, at + 1).find((one) => !isComplete(one, draft));
    if (stop !== undefined) {
      setWrong(true);
      setStep(stop);
      return;
    }
    const next = STEPS[at + 1];
    if (next === undefined) sending.mutate(draft);
    else goTo(next);
  };
  const startOver = (): void => {
    keepApply(null);
    setDraft(newApply());
    setResumed(false);
    sending.reset();
    goTo('safety');
  };

  if (sending.data) return <Sent left={sending.data} onAnother={startOver} />;
  const props: StepProps = { draft, change, wrong };
  return (
    <div className="stack">
      <form
        className="stack mediation-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          forward();
        }}
      >
        {step === 'safety' && <p className="soft">{w('lead')}</p>}
        <Steps n={at + 1} of={STEPS.length} />
        <h1 ref={heading} tabIndex={-1}>
          {w(`${step}Title`)}
        </h1>
        {resumed && step === 'safety' && (
          <Notice>
            {w('draft')}{' '}
            <Button look="plain" onPress={startOver}>
              {w('startOver')}
            </Button>
          </Notice>
        )}
        {!online && <Notice tone="warn">{w('offline')}</Notice>}
        {step === 'safety' && <SafetyStep {...props} />}
        {step === 'about' && <AboutStep {...props} />}
        {step === 'others' && <OthersStep {...props} />}
        {step === 'me' && <MeStep {...props} />}
        {step === 'place' && <PlaceStep {...props} />}
        {step === 'words' && <WordsStep {...props} onEdit={goTo} />}
        {sending.isPending ? <Waiting what={w('sending')} /> : <ProblemNotice problem={sending.error} />}
        <div className="mediation-buttons">
          {at > 0 && (
            <Button large onPress={() => goTo(STEPS[at - 1] ?? 'safety')} disabled={sending.isPending}>
              {w('previous')}
            </Button>
          )}
          <Button look="primary" large type="submit" busy={sending.isPending}>
            {w(step === 'words' ? 'send' : 'next')}
          </Button>
        </div>
      </form>
      {/* A form of its own, which cannot stand in another. */}
      {step === 'me' && <ProvePhone phone={draft.me.phone} />}
    </div>
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

import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useMove } from '../../../../platform/web/asking.ts';
import { Choice, Field, Select, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type ClaimOut, claimSubsidy, type ledger, paySubsidies, reviewSubsidy } from '../ledger/ledger.contract.ts';
import { DIFFICULTIES, type Difficulty, OUTCOMES } from '../ledger/subsidy.rules.ts';
import { screenWords } from './books.screen.words.ts';
import { SentForm } from './sentForm.tsx';

type Open = AnswerOf<typeof ledger>['open'][number];
type Done = { readonly onDone: () => void };

/** Says that it is saved, and leaves. */
function useDone(onDone: () => void): () => void {
  const w = useWords(screenWords);
  const tell = useToast();
  return () => {
    tell(w('saved'));
    onDone();
  };
}

/** A mediator says how hard a case was, and why. */
export function ClaimForm({ open, onDone }: Done & { readonly open: Open }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const [difficulty, setDifficulty] = useState<Difficulty>('ordinary');
  const [reason, setReason] = useState('');
  const send = useMove(claimSubsidy, { onDone: useDone(onDone) });
  const body = { case: open.case, difficulty, reason };
  return (
    <SentForm
      content={body}
      busy={send.isPending}
      onSend={(id) => send.mutate({ body: { id, ...body } })}
      onCancel={onDone}
    >
      <Choice
        label={w('difficulty')}
        form="lines"
        value={difficulty}
        onChange={(one) => setDifficulty(one as Difficulty)}
        options={open.amounts.map((one) => ({
          value: one.difficulty,
          label: w(one.difficulty),
          hint: w('yuan', { n: one.yuan }),
        }))}
      />
      <TextArea
        label={w('why')}
        hint={w('whyHint')}
        rows={3}
        maxLength={500}
        value={reason}
        problem={t(fieldProblem(send.error, 'reason')) || undefined}
        onChange={setReason}
      />
      <ProblemNotice problem={send.error} shownElsewhere={['body.reason']} />
    </SentForm>
  );
}

const DECISIONS = { approved: 'approve', changed: 'alter', refused: 'refuse' } as const;

/** Somebody else says that a claim is right, how hard the case was instead, or why nothing is due. */
export function ReviewForm({ claim, onDone }: Done & { readonly claim: ClaimOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const others = DIFFICULTIES.filter((one) => one !== claim.difficulty);
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('approved');
  const [difficulty, setDifficulty] = useState<Difficulty>(others[0] ?? 'simple');
  const [reason, setReason] = useState('');
  const send = useMove(reviewSubsidy, { onDone: useDone(onDone) });
  const body = {
    ...{ n: claim.n, outcome },
    ...(outcome === 'changed' ? { difficulty } : {}),
    ...(reason === '' ? {} : { reason }),
  };
  return (
    <SentForm
      content={body}
      busy={send.isPending}
      onSend={(id) => send.mutate({ params: { id: claim.id }, body: { id, ...body } })}
      onCancel={onDone}
    >
      <p>
        {claim.mediator} · {w(claim.difficulty)} · {w(claim.form)} · {w('yuan', { n: claim.yuan })}
        <br />
        <span className="soft">{claim.reason}</span>
      </p>
      <Choice
        label={w('decision')}
        form="lines"
        value={outcome}
        onChange={(one) => setOutcome(one as typeof outcome)}
        options={OUTCOMES.map((one) => ({ value: one, label: w(DECISIONS[one]) }))}
      />
      {outcome === 'changed' && (
        <Select
          label={w('newDifficulty')}
          value={difficulty}
          problem={t(fieldProblem(send.error, 'difficulty')) || undefined}
          onChange={(one) => setDifficulty(one as Difficulty)}
          options={others.map((one) => ({ value: one, label: w(one) }))}
        />
      )}
      <TextArea
        label={w('reviewReason')}
        optional={outcome === 'approved'}
        rows={3}
        maxLength={500}
        value={reason}
        problem={t(fieldProblem(send.error, 'reason')) || undefined}
        onChange={setReason}
      />
      <ProblemNotice problem={send.error} shownElsewhere={['body.reason', 'body.difficulty']} />
    </SentForm>
  );
}

/** The justice office records that what was approved has been paid. */
export function PayForm({ claims, onDone }: Done & { readonly claims: readonly ClaimOut[] }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const [day, setDay] = useState(() => new Date(Date.now() + 28_800_000).toISOString().slice(0, 10));
  const [batch, setBatch] = useState('');
  const send = useMove(paySubsidies, { onDone: useDone(onDone) });
  const body = { subsidies: claims.map(({ id }) => id), day, batch: batch.trim() };
  return (
    <SentForm
      content={body}
      busy={send.isPending}
      onSend={(id) => send.mutate({ body: { id, ...body } })}
      onCancel={onDone}
    >
      <ul className="small">
        {claims.map((one) => (
          <li key={one.id}>
            {one.mediator} · {one.number} · {w('yuan', { n: one.yuan })}
          </li>
        ))}
      </ul>
      <Field
        label={w('payDay')}
        type="date"
        value={day}
        problem={t(fieldProblem(send.error, 'day')) || undefined}
        onChange={setDay}
      />
      <Field
        label={w('batch')}
        maxLength={40}
        value={batch}
        problem={t(fieldProblem(send.error, 'batch')) || undefined}
        onChange={setBatch}
      />
      <ProblemNotice problem={send.error} shownElsewhere={['body.day', 'body.batch']} />
    </SentForm>
  );
}

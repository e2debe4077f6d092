import { type ReactNode, useState } from 'react';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field, TextArea } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type Missing, missingIn, vagueIn } from '../law/contents.rules.ts';
import { lawText } from '../law/law.words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import type { AgreementIn } from '../move.contract.ts';
import { agreementWordsOfScreen } from './agreement.screen.words.ts';
import { AgreementPaper } from './agreementPaper.tsx';
import { MoveFrame, type Wrong } from './moveFrame.tsx';
import { todayHere } from './parts.tsx';
import { PromiseFields } from './promiseFields.tsx';

type Promised = AgreementIn['promises'][number];

const newPromise = (it: CaseOut): Promised => ({
  id: newId(),
  by: it.parties.find(({ side }) => side === 'respondent')?.id ?? '',
  to: it.parties.find(({ side }) => side === 'applicant')?.id ?? '',
  what: '',
  how: '',
  due: '',
  amount: null,
});
const blank = (it: CaseOut): AgreementIn => ({
  facts: '',
  issues: '',
  responsibility: '',
  points: [''],
  promises: [newPromise(it)],
});

/**
 * Writes an agreement. What it must have and lacks stands beside the fields as it is written, by the rule that the server holds to as well;
 * what it has is kept as long as the page is open, whoever else changes the case.
 */
export function AgreementEditor(props: {
  readonly it: CaseOut;
  readonly oral: boolean;
  readonly onDone: () => void;
}): ReactNode {
  const { it, oral } = props;
  const w = useWords(agreementWordsOfScreen);
  const t = useText();
  const [text, setText] = useState<AgreementIn>(() => it.draft?.agreement ?? blank(it));
  // The draft that this one takes the place of is the one that was open when it was begun; a newer one is looked at first.
  const [since, setSince] = useState(it.draft?.version ?? null);
  const other = !oral && (it.draft?.version ?? null) !== since ? it.draft : null;
  const [asked, setAsked] = useState(false);
  const change = (some: Partial<AgreementIn>): void => setText((now) => ({ ...now, ...some }));
  const missing = missingIn(text, it.parties, todayHere());
  const vague = vagueIn(text);
  const isBlank = text.facts === '' && text.issues === '' && text.points.every((one) => one === '');
  const said = (wrong: Wrong, path: string, of: (one: Missing) => boolean): string | undefined => {
    const own = missing.find(of);
    if (own !== undefined && (asked || !isBlank)) return t(lawText(own.code));
    return wrong(`agreement.${path}`);
  };
  const complete = missing.length === 0;
  return (
    <section className="stack mediation-wide" aria-label={w('title')} onBlur={() => setAsked(true)}>
      {oral && <Notice>{w('oralLead')}</Notice>}
      {!oral && it.draft && other === null && <Notice tone="warn">{w('replaces', { n: it.draft.version })}</Notice>}
      <MoveFrame
        it={it}
        label={oral ? w('saveOral') : w('saveDraft', { n: it.nextDraft })}
        onDone={props.onDone}
        act={
          !complete || other !== null
            ? null
            : oral
              ? { move: 'agreeOrally', agreement: text }
              : { move: 'draft', version: it.nextDraft, agreement: text }
        }
      >
        {(wrong, busy) => (
          <>
            {other !== null && !busy && (
              <Notice tone="bad" urgent>
                <p>{w('overtaken', { n: other.version })}</p>
                {other.agreement !== null && (
                  <details>
                    <summary>{w('overtakenRead', { n: other.version })}</summary>
                    <AgreementPaper it={it} text={other.agreement} />
                  </details>
                )}
                <div className="row">
                  <Button
                    onPress={() => {
                      setText(other.agreement ?? text);
                      setSince(other.version);
                    }}
                  >
                    {w('overtakenTheirs', { n: other.version })}
                  </Button>
                  <Button onPress={() => setSince(other.version)}>{w('overtakenMine')}</Button>
                </div>
              </Notice>
            )}
            {(['facts', 'issues', 'responsibility'] as const).map((part) => (
              <TextArea
                key={part}
                label={w(part)}
                rows={part === 'facts' ? 5 : 3}
                maxLength={part === 'facts' ? 6000 : 3000}
                value={text[part]}
                onChange={(value) => change({ [part]: value })}
                problem={said(wrong, part, ({ code }) => code === `miss_${part}`)}
              />
            ))}
            <fieldset className="field">
              <legend className="legend">{w('points')}</legend>
              {text.points.map((point, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place
                <div key={at} className="mediation-line">
                  <Field
                    label={w('pointN', { n: at + 1 })}
                    maxLength={1000}
                    value={point}
                    onChange={(value) => change({ points: text.points.with(at, value) })}
                    problem={said(wrong, `points.${at}`, (one) => one.code === 'miss_point' && one.at === at)}
                  />
                  {text.points.length > 1 && (
                    <Button
                      look="plain"
                      sign="close"
                      label={w('dropPoint', { n: at + 1 })}
                      onPress={() => change({ points: text.points.toSpliced(at, 1) })}
                    >
                      {''}
                    </Button>
                  )}
                </div>
              ))}
              {text.points.length < 40 && (
                <Button sign="plus" onPress={() => change({ points: [...text.points, ''] })}>
                  {w('addPoint')}
                </Button>
              )}
            </fieldset>
            <fieldset className="field">
              <legend className="legend">{w('promises')}</legend>
              <span className="hint">{w('promisesHint')}</span>
              {text.promises.map((one, at) => (
                <PromiseFields
                  key={one.id}
                  it={it}
                  n={at + 1}
                  value={one}
                  onChange={(value) => change({ promises: text.promises.with(at, value) })}
                  onDrop={
                    text.promises.length > 1 ? () => change({ promises: text.promises.toSpliced(at, 1) }) : undefined
                  }
                  lacks={
                    asked || !isBlank
                      ? missing.filter((own) => own.at === at && own.code.startsWith('miss_promise'))
                      : []
                  }
                  problem={wrong(`agreement.promises.${at}`)}
                />
              ))}
              {text.promises.length < 40 && (
                <Button sign="plus" onPress={() => change({ promises: [...text.promises, newPromise(it)] })}>
                  {w('addPromise')}
                </Button>
              )}
            </fieldset>
            {vague.length > 0 && (
              <Notice tone="warn">
                <strong>{w('vagueTitle')}</strong>
                <ul>
                  {vague.map(({ code, at }) => (
                    <li key={`${code}-${at}`}>
                      {at === null ? t(lawText(code)) : w('vagueAt', { n: at + 1, what: t(lawText(code)) })}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            <p className={complete ? 'mediation-complete' : 'soft'} role="status">
              {complete ? w('checked') : w('missing', { n: missing.length })}
            </p>
          </>
        )}
      </MoveFrame>
    </section>
  );
}

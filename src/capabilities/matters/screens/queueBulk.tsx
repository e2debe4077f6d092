import { type ReactNode, useRef, useState } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { type CallProblem, problemFrom } from '../../../platform/web/call.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Choice, Select, TextArea } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import { type Outcome as Answered, MOST_AT_ONCE, moveMany } from '../many.contract.ts';
import type { MatterOut } from '../matters.contract.ts';
import { URGENCIES, type Urgency } from '../matters.rules.ts';
import { useBodies } from './bodiesNow.ts';
import { moveWords } from './moves.words.ts';
import { queueWords } from './queue.words.ts';
import { urgencyWords } from './status.words.ts';
import { isUndoable, useTakeBack } from './takeBack.ts';

/** What became of a row, with the matter that it is. */
export type Outcome = Answered & { readonly matter: string };

/** Rows that can be picked at most. */
export const MOST_PICKED = 200;
const MOVES = ['assign', 'triage', 'note'] as const;
type Many = (typeof MOVES)[number];

/** What can be done to the picked rows together. */
export function BulkBar(props: {
  readonly picked: ReadonlyMap<string, MatterOut>;
  readonly onPickAll: () => void;
  readonly onClear: () => void;
  /** Hears of rows after a step: those done as they stand now, those refused no longer picked. */
  readonly onOutcome: (outcomes: readonly Outcome[]) => void;
}): ReactNode {
  const w = useWords(queueWords);
  const m = useWords(moveWords);
  const [move, setMove] = useState<Many | null>(null);
  const [busy, setBusy] = useState(false);
  const reached = useRef<readonly Outcome[]>([]);
  const rows = [...props.picked.values()];
  // The list hears of it when the sheet has been read: rows that were refused leave the picked ones, and this bar may go with them.
  const close = (): void => {
    setMove(null);
    if (reached.current.length > 0) props.onOutcome(reached.current);
    reached.current = [];
  };
  return (
    <section className="bulk" aria-label={w('bulk')}>
      <strong aria-live="polite">{w('pickedN', { n: rows.length })}</strong>
      {MOVES.filter((one) => rows.some((row) => row.abilities.includes(one))).map((one) => (
        <Button key={one} look={one === 'assign' ? 'primary' : 'quiet'} onPress={() => setMove(one)}>
          {one === 'triage' ? w('bulkUrgency') : m(one)}
        </Button>
      ))}
      <Button look="plain" onPress={props.onPickAll}>
        {w('pickAll', { most: MOST_PICKED })}
      </Button>
      <Button look="plain" onPress={props.onClear}>
        {w('pickNone')}
      </Button>
      <Sheet
        open={move !== null}
        title={
          move === null ? '' : w('bulkTitle', { move: move === 'triage' ? w('bulkUrgency') : m(move), n: rows.length })
        }
        held={busy}
        onClose={close}
      >
        {move !== null && (
          <BulkForm
            move={move}
            rows={rows}
            onBusy={setBusy}
            onOutcome={(outcomes) => {
              reached.current = outcomes;
            }}
            onClose={close}
          />
        )}
      </Sheet>
    </section>
  );
}

type Act = Parameters<ReturnType<typeof useMove<typeof moveMany>>['mutateAsync']>[0]['body']['act'];

function BulkForm(props: {
  readonly move: Many;
  readonly rows: readonly MatterOut[];
  readonly onBusy: (busy: boolean) => void;
  /** Hears after each request of all rows whose answer is known. */
  readonly onOutcome: (outcomes: readonly Outcome[]) => void;
  readonly onClose: () => void;
}): ReactNode {
  const w = useWords(queueWords);
  const m = useWords(moveWords);
  const u = useWords(urgencyWords);
  const t = useText();
  const { bodies } = useBodies();
  const { move } = props;
  // The rows as they were when the form opened: what changes meanwhile is refused, not overwritten.
  const [rows] = useState(props.rows);
  const [body, setBody] = useState('');
  const [urgency, setUrgency] = useState<Urgency>('urgent');
  const [text, setText] = useState('');
  const [lacks, setLacks] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [problem, setProblem] = useState<CallProblem | null>(null);
  // One id a row for one and the same act: sent again after a broken line, it changes nothing.
  const ids = useRef({ act: '', of: new Map<string, string>() });
  const { mutateAsync } = useMove(moveMany, { stales: ['figures'] });
  const { offer } = useTakeBack();

  const act: Act =
    move === 'assign'
      ? { move, body, ...(text.trim() ? { note: text.trim() } : {}) }
      : move === 'triage'
        ? { move, urgency }
        : { move, note: text.trim() };
  const isLacking = (move === 'assign' && body === '') || (move === 'note' && text.trim() === '');

  const send = async (): Promise<void> => {
    setLacks(isLacking);
    if (isLacking) return;
    const said = JSON.stringify(act);
    if (ids.current.act !== said) ids.current = { act: said, of: new Map(rows.map((one) => [one.id, newId()])) };
    setState('busy');
    props.onBusy(true);
    setProblem(null);
    let all = [...outcomes];
    try {
      const left = rows.filter((row) => !all.some((one) => one.matter === row.id));
      for (let at = 0; at < left.length; at += STEP) {
        const items = left
          .slice(at, at + STEP)
          .map((row) => ({ matter: row.id, id: ids.current.of.get(row.id) ?? newId(), n: row.n }));
        const answer = await mutateAsync({ body: { items, act } });
        const rowOf = new Map(items.map((one) => [one.id, one.matter]));
        all = [...all, ...answer.outcomes.map((one) => ({ ...one, matter: rowOf.get(one.id) ?? '' }))];
        setOutcomes(all);
        props.onOutcome(all);
      }
      setState('done');
      const done = all.flatMap((one) => one.done ?? []);
      if (done.length > 0 && isUndoable(move)) offer(w('bulkDone', { n: done.length }), done);
      props.onBusy(false);
      if (done.length === all.length) props.onClose();
    } catch (thrown) {
      setProblem(problemFrom(thrown));
      setState('open');
      props.onBusy(false);
    }
  };

  if (state === 'done') return <Outcomes rows={rows} outcomes={outcomes} onClose={props.onClose} />;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {move === 'assign' && (
        <Select
          label={m('body')}
          placeholder={m('chooseBody')}
          value={body}
          problem={lacks && isLacking ? m('needBody') : undefined}
          onChange={setBody}
          options={bodies.map((one) => ({ value: one.id, label: t(one.name) }))}
        />
      )}
      {move === 'triage' && (
        <Choice
          label={m('urgency')}
          form="narrow"
          value={urgency}
          onChange={(value) => setUrgency(value as Urgency)}
          options={URGENCIES.map((one) => ({ value: one, label: u(one) }))}
        />
      )}
      {move !== 'triage' && (
        <TextArea
          label={m(move === 'assign' ? 'assignText' : 'noteText')}
          optional={move === 'assign'}
          maxLength={1000}
          rows={3}
          value={text}
          problem={lacks && isLacking && move === 'note' ? m('needText') : undefined}
          onChange={setText}
        />
      )}
      {outcomes.length > 0 && (
        <progress className="bulk-progress" value={outcomes.length} max={rows.length}>
          {outcomes.length}
        </progress>
      )}
      <ProblemNotice problem={problem} />
      {problem && outcomes.length > 0 && (
        <Notice tone="warn">{w('bulkBroken', { n: outcomes.length, of: rows.length })}</Notice>
      )}
      <Refused rows={rows} outcomes={outcomes} />
      <Button look="primary" large wide type="submit" busy={state === 'busy'}>
        {state === 'busy'
          ? w('bulkProgress', { n: outcomes.length, of: rows.length })
          : w('bulkSend', { n: rows.length - outcomes.length })}
      </Button>
    </form>
  );
}
/** Rows of one request: few enough that the progress moves. */
const STEP = Math.min(20, MOST_AT_ONCE);

/** What became of each row: how many are done, and which were refused, why. */
function Outcomes(props: {
  readonly rows: readonly MatterOut[];
  readonly outcomes: readonly Outcome[];
  readonly onClose: () => void;
}): ReactNode {
  const w = useWords(queueWords);
  const refused = props.outcomes.filter((one) => one.refused !== null);
  return (
    <div className="stack" role="status">
      <Notice tone="good">{w('bulkDone', { n: props.outcomes.length - refused.length })}</Notice>
      <Refused rows={props.rows} outcomes={props.outcomes} />
      <Button look="primary" onPress={props.onClose}>
        {w('bulkClose')}
      </Button>
    </div>
  );
}

/** Which rows were refused, and why. */
function Refused(props: { readonly rows: readonly MatterOut[]; readonly outcomes: readonly Outcome[] }): ReactNode {
  const w = useWords(queueWords);
  const language = useLanguage();
  const refused = props.outcomes.filter((one) => one.refused !== null);
  if (refused.length === 0) return null;
  return (
    <>
      <Notice tone="warn">{w('bulkRefused', { n: refused.length })}</Notice>
      <ul className="plain-list bulk-refused">
        {refused.map((one) => (
          <li key={one.matter}>
            <strong>{props.rows.find((row) => row.id === one.matter)?.number}</strong> {one.refused?.[language]}
          </li>
        ))}
      </ul>
    </>
  );
}

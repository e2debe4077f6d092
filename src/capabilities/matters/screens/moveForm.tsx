import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { type CallProblem, problemFrom } from '../../../platform/web/call.ts';
import { Button, Field, Stars, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { type Photo, PhotoPicker } from '../../../platform/web/kit/photos.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useDraft } from '../../../platform/web/outbox/drafts.ts';
import { Uploads } from '../../../platform/web/upload.ts';
import { useWords } from '../../../platform/web/words.ts';
import { OPEN } from '../matters.rules.ts';
import { hasEvidence } from '../moves.rules.ts';
import { useKinds } from './kindsNow.ts';
import { actOf, type Lack, lackOf } from './moveAct.ts';
import { ExtensionFields, ReturnFields, SuspendFields } from './moveClockFields.tsx';
import { AssignFields, DoorFields, MergeFields, TriageFields } from './moveFields.tsx';
import { type Act, type ActName, type Gathered, type MatterPage, SHAPES } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { TaskField } from './moveTaskField.tsx';
import { isOwed, isTaskMove } from './moveTasks.ts';
import { useTyping } from './typing.ts';

const NOTHING: Omit<Gathered, 'photos'> = {
  text: '',
  body: '',
  into: '',
  kind: undefined,
  urgency: undefined,
  door: 'petition',
  stars: 0,
  forReporter: false,
  place: undefined,
  asksHelp: false,
  until: '',
  returnGround: undefined,
  cites: '',
  suspendGround: undefined,
  days: '',
  refused: false,
  task: '',
  over: '',
  within: false,
};

export type MoveFormProps = {
  readonly move: ActName;
  /** Sends the move; throws CallProblem. */
  readonly send: (act: Act) => Promise<unknown>;
  /** With the matter as it stands after the move, where the sender answers it. */
  readonly onDone: (after?: { readonly id: string; readonly n: number }) => void;
  /** The desk's page of the matter, for what staff choose from. */
  readonly page?: MatterPage;
  /** Keeps it on the phone instead of sending it; what is being written is kept under `draft` meanwhile. */
  readonly keep?: {
    readonly person: string;
    readonly draft: string;
    readonly save: (act: Act, photos: readonly Photo[]) => Promise<void>;
  };
};

/** The form of one move: what it asks, and one button that says what will happen. */
export function MoveForm({ move, send, onDone, page, keep }: MoveFormProps): ReactNode {
  const w = useWords(moveWords);
  const shape = SHAPES[move];
  const draft = useDraft<Omit<Gathered, 'photos'>>(keep?.person ?? '', keep?.draft ?? null, () => ({
    ...NOTHING,
    // Who answers for the place is called in by nobody: they have it, or it is theirs to be given.
    body: move === 'callIn' ? '' : (page?.responsible?.id ?? ''),
    text: move === 'split' ? (page?.matter.words ?? '') : '',
    days: move === 'decideExtension' ? String(page?.matter.extensionAsked ?? '') : '',
  }));
  const gathered: Gathered = { ...draft.data, photos: draft.photos };
  const gather = draft.change;
  const typing = useTyping(keep?.person ?? '', move);
  const [state, setState] = useState<'open' | 'busy'>('open');
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const [lacked, setLacked] = useState<Lack | null>(null);
  const wantsEvidence = useWantsEvidence(move, page);
  // What was given since is lacking no more.
  const lacks = lackOf(move, gathered, wantsEvidence, page) === lacked ? lacked : null;
  const uploads = useRef(new Uploads());

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const lacking = lackOf(move, gathered, wantsEvidence, page);
    setLacked(lacking);
    if (lacking !== null) return;
    setState('busy');
    setProblem(null);
    try {
      let after: unknown;
      if (keep) {
        await draft.settled();
        await keep.save(actOf(move, gathered, [], page), gathered.photos);
        await typing.done().catch(() => undefined);
      } else after = await send(actOf(move, gathered, await uploads.current.send(gathered.photos), page));
      onDone(isStanding(after) ? after : undefined);
    } catch (thrown) {
      setProblem(problemFrom(thrown));
      setState('open');
    }
  };

  const said = w(move);
  return (
    <form className="stack" noValidate {...typing.spread} onSubmit={(event) => void submit(event)}>
      {move === 'close' && <StillOpen page={page} />}
      {move === 'split' && <p className="soft">{w('splitLead')}</p>}
      {(move === 'triage' || move === 'split') && (
        <TriageFields
          gathered={gathered}
          gather={gather}
          page={page}
          problem={lacks === 'needPlace' ? w(lacks) : undefined}
        />
      )}
      {move === 'rule' && <p className="soft">{w('ruleLead')}</p>}
      {(move === 'assign' || move === 'rule' || move === 'callIn') && (
        <AssignFields
          besides={move === 'callIn'}
          gathered={gathered}
          gather={gather}
          page={page}
          problem={lacks === 'needBody' ? w(lacks) : undefined}
        />
      )}
      {(move === 'merge' || move === 'gather') && (
        <MergeFields
          gathered={gathered}
          gather={gather}
          page={page}
          problem={lacks === 'needInto' ? w(lacks) : undefined}
        />
      )}
      {isTaskMove(move) && <TaskField move={move} gathered={gathered} gather={gather} page={page} />}
      {(move === 'return' || move === 'taskReturn') && (
        <ReturnFields gathered={gathered} gather={gather} lacks={lacks} />
      )}
      {move === 'suspend' && <SuspendFields gathered={gathered} gather={gather} lacks={lacks} />}
      {(move === 'askExtension' || move === 'decideExtension') && (
        <ExtensionFields move={move} gathered={gathered} gather={gather} page={page} lacks={lacks} />
      )}
      {move === 'redirect' && <DoorFields gathered={gathered} gather={gather} />}
      {move === 'rate' && (
        <>
          <Stars label={w('stars')} value={gathered.stars} onChange={(stars) => gather({ stars })} />
          <p className="hint">{w('starsHint')}</p>
          {lacks === 'needStars' && <Notice tone="bad">{w(lacks)}</Notice>}
        </>
      )}
      {(move === 'supervise' || move === 'callIn') && (
        <Field
          type="date"
          label={w(move === 'callIn' ? 'callInUntil' : 'superviseUntil')}
          value={gathered.until}
          problem={lacks === 'needUntil' ? w(lacks) : undefined}
          onChange={(until) => gather({ until })}
        />
      )}
      {shape.text && (
        <TextArea
          label={w(`${move as 'note'}Text`)}
          optional={!shape.text.required}
          maxLength={shape.text.most}
          value={gathered.text}
          problem={lacks === 'needText' ? w(lacks) : undefined}
          onChange={(text) => gather({ text })}
        />
      )}
      {move === 'handOver' && (page?.matter.tasks ?? []).some(isOwed) && (
        <Field
          label={w('over')}
          value={gathered.over}
          maxLength={500}
          problem={lacks === 'needOver' ? w(lacks) : undefined}
          onChange={(over) => gather({ over })}
        />
      )}
      {shape.photos && (
        <fieldset className="field">
          <legend className="legend">{w(page ? 'files' : 'photos')}</legend>
          {wantsEvidence && <p className="hint">{w('evidence')}</p>}
          <PhotoPicker
            documents={page !== undefined}
            photos={gathered.photos}
            onChange={draft.setPhotos}
            unkept={draft.unkept}
          />
          {lacks === 'needEvidence' && (
            <Notice tone="bad" urgent>
              {w(lacks)}
            </Notice>
          )}
        </fieldset>
      )}
      {move === 'note' && page && (
        <Tick checked={gathered.forReporter} onChange={(forReporter) => gather({ forReporter })}>
          {w('forReporter')}
        </Tick>
      )}
      {move === 'note' && page && !gathered.forReporter && (
        <Tick checked={gathered.within} onChange={(within) => gather({ within })}>
          {w('within')}
        </Tick>
      )}
      {move === 'note' && page && (
        <Tick checked={gathered.asksHelp} onChange={(asksHelp) => gather({ asksHelp })}>
          {w('asksHelp')}
        </Tick>
      )}
      <ProblemNotice problem={problem} />
      <Button look={shape.look === 'danger' ? 'danger' : 'primary'} large wide type="submit" busy={state === 'busy'}>
        {w('send', { move: said })}
      </Button>
    </form>
  );
}

/** Whoever reported hears that it is closed: what was split off may not be. */
function StillOpen({ page }: { page: MatterPage | undefined }): ReactNode {
  const w = useWords(moveWords);
  const n = (page?.joint.children ?? []).filter((one) => one.split && OPEN.includes(one.status)).length;
  return n === 0 ? null : <Notice tone="warn">{w('splitOpen', { n })}</Notice>;
}

const isStanding = (it: unknown): it is { id: string; n: number } =>
  typeof it === 'object' && it !== null && 'id' in it && 'n' in it;

/** Whether a result wants a photo or document that nobody has shown yet; the server decides by the same rule. */
function useWantsEvidence(move: ActName, page: MatterPage | undefined): boolean {
  const { kinds } = useKinds();
  if (page === undefined || (move !== 'handOver' && move !== 'fixOnSpot')) return false;
  if (!kinds.find((one) => one.code === page.matter.kind)?.evidence) return false;
  return !hasEvidence(
    page.history.map((one) => ({ kind: one.kind, files: one.files.length, byReporter: one.own || one.n === 1 })),
  );
}

import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field, Select, TextArea } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { type ShiftOut, shift, sign } from '../handover.contract.ts';
import { screenWords } from './handover.screen.words.ts';
import { type Minded, MindPicker } from './mindPicker.tsx';
import { Changes, OpenNumbers, useDeskName, useWho } from './told.tsx';

const filters = z.object({
  desk: z.string().max(90).optional(),
  /** As the field for it gives it: minutes, in the district's time. */
  since: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
    .optional(),
});

/** What a desk would hand over now, what is said with it, and the signature. */
export function HandOver(): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const who = useWho();
  const deskName = useDeskName();
  const [{ desk, since }, set] = useFilters(filters);
  const from = since === undefined ? undefined : new Date(`${since}:00+08:00`).toISOString();
  const asked = useCall(shift, { query: { desk, since: from } }, { keep: true, every: 60_000, fresh: 0 });
  const { data, error, isPending, refetch } = asked;
  if (data === undefined)
    return (
      <>
        <ProblemNotice problem={error} onAgain={() => void refetch()} />
        {isPending && <Waiting />}
      </>
    );
  return (
    <div className="stack">
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data.desks.length > 1 ? (
        <Select
          label={w('desk')}
          value={data.desk.key}
          onChange={(key) => set({ desk: key })}
          options={data.desks.map((one) => ({ value: one.key, label: deskName(one) }))}
        />
      ) : (
        <p>
          {w('desk')}：<strong>{deskName(data.desk)}</strong>
        </p>
      )}
      {data.waiting && (
        <Notice tone="warn">
          <p>{w('waitingHere', { who: who(data.waiting.signed), when: when.moment(data.waiting.signed.at) })}</p>
          <Button look="primary" to={`/handover/${data.waiting.id}`}>
            {w('openSheet')}
          </Button>
        </Notice>
      )}
      <Card label={w('openTitle')}>
        <h2>{w('openTitle')}</h2>
        <p className="soft small">{w('openLead')}</p>
        <OpenNumbers told={data} />
        {data.unsettled > 0 && <p className="soft small">{w('unsettled', { n: data.unsettled })}</p>}
      </Card>
      <Card label={w('changesTitle')}>
        <h2>{w('changesTitle')}</h2>
        <p>{sinceWords(data, w, when)}</p>
        <div className="shift-since">
          <Field
            type="datetime-local"
            label={w('chooseSince')}
            hint={w('chooseSinceHint')}
            optional
            value={since ?? ''}
            onChange={(value) => set({ since: value || undefined })}
          />
        </div>
        <Changes told={data} />
      </Card>
      {data.waiting === null && (
        <Signing key={data.desk.key} told={data} since={from ?? null} onReread={() => void refetch()} />
      )}
    </div>
  );
}

/** From when on changes are told, in words. */
export function sinceWords(
  { since }: Pick<ShiftOut, 'since'>,
  w: (key: 'sinceLast' | 'sinceChosen' | 'sinceNone', parameters: { when: string }) => string,
  when: { moment: (iso: string) => string },
): string {
  const key = { last: 'sinceLast', chosen: 'sinceChosen', none: 'sinceNone' } as const;
  return w(key[since.from], { when: when.moment(since.at) });
}

function Signing(props: { told: ShiftOut; since: string | null; onReread: () => void }): ReactNode {
  const { told } = props;
  const w = useWords(screenWords);
  const when = useWhen();
  const tell = useToast();
  const [, go] = useLocation();
  const [remarks, setRemarks] = useState('');
  const [mind, setMind] = useState<readonly Minded[]>([]);
  // One id for one sheet: pressed again after a lost answer it is the same, after another reading or word another.
  const content = JSON.stringify([told.seq, told.at, props.since, remarks, mind]);
  const [made, setMade] = useState({ content, id: newId() });
  const send = useMove(sign, {
    onDone: (it) => {
      tell(w('signed'));
      go(`/handover/${it.id}`);
    },
  });
  const press = (): void => {
    const id = made.content === content ? made.id : newId();
    setMade({ content, id });
    const body = { id, desk: told.desk.key, at: told.at, seq: told.seq, since: props.since, remarks };
    send.mutate({ body: { ...body, mind: mind.map((one) => one.id) } }, { onError: props.onReread });
  };
  return (
    <Card label={w('sign')}>
      <MindPicker territory={told.desk.territory} picked={mind} onPick={setMind} />
      <TextArea
        label={w('remarks')}
        hint={w('remarksHint')}
        optional
        maxLength={2000}
        value={remarks}
        onChange={setRemarks}
      />
      <ProblemNotice problem={send.error} />
      <p className="soft small">{w('asOf', { when: when.moment(told.at), seq: told.seq })}</p>
      <div className="row">
        <Button look="primary" large busy={send.isPending} onPress={press}>
          {w('sign')}
        </Button>
        <Button look="plain" onPress={props.onReread}>
          {w('reread')}
        </Button>
      </div>
    </Card>
  );
}

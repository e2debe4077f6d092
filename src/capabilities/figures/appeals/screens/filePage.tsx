import { type ReactNode, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { territories } from '../../../../platform/places/places.contract.ts';
import { useCall, useMove } from '../../../../platform/web/asking.ts';
import { useFilters } from '../../../../platform/web/filters.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, Field, Select, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { kinds } from '../../../kinds/kinds.contract.ts';
import { daysOf, today } from '../../screens/figuresView.ts';
import { ownKindOptions, useDeclared, useNames, useOwnKinds } from '../../screens/named.ts';
import { type AgainstIn, file } from '../appeals.contract.ts';
import { filingOf } from '../appeals.rights.ts';
import { DECIDE_WITHIN } from '../appeals.rules.ts';
import { screenWords } from './appeals.screen.words.ts';
import { useKindName } from './named.tsx';
import './appeals.css';

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .optional();
const asked = z.object({
  is: z.enum(['figure', 'line']).default('figure'),
  code: z.string().optional(),
  territory: z.string().optional(),
  kind: z.string().optional(),
  from: day,
  to: day,
  line: z.string().optional(),
  measure: z.string().optional(),
  day,
  /** The matter's number, to be shown alone. */
  number: z.string().optional(),
});
type Asked = z.output<typeof asked>;

/** The form by which a township contests a figure or a line; what it is about stands in the address. */
export default function FilePage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('newTitle'));
  const [view, set] = useFilters(asked);
  const { person, appointments, district } = useMe();
  const own = filingOf({ is: 'staff', person: person ?? '', appointments }, district ?? '').map((one) => one.territory);
  const against = againstOf(view, own);
  const isOwn = own.some((one) => view.territory === undefined || view.territory.startsWith(one));
  return (
    <div className="stack appeal-form">
      <h1>{w('newTitle')}</h1>
      {own.length === 0 || (!isOwn && view.is === 'line') ? (
        <Notice tone="warn">{w('notYours')}</Notice>
      ) : (
        <>
          <p className="soft">{w('newLead', { n: DECIDE_WITHIN.n })}</p>
          {view.is === 'line' ? <LineShown view={view} /> : <FigureChosen view={view} set={set} own={own} />}
          <Sending against={against} />
        </>
      )}
      <Button look="plain" sign="back" to="/figures/appeals">
        {w('back')}
      </Button>
    </div>
  );
}

/** What the address names, as the server is asked; null until it is whole. */
function againstOf(view: Asked, own: readonly string[]): AgainstIn | null {
  const { code, kind, from, to, line, measure } = view;
  if (view.is === 'line')
    return line && measure && view.day && view.territory
      ? { is: 'line', line, measure, day: view.day, territory: view.territory }
      : null;
  const territory = own.some((one) => view.territory?.startsWith(one)) ? view.territory : own[0];
  const span = { from: from ?? `${today().slice(0, 4)}-01-01`, to: to ?? today() };
  return code && territory ? { is: 'figure', code, territory, kind: kind ?? null, ...span } : null;
}

function LineShown({ view }: { view: Asked }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  const { name } = useNames();
  const kindName = useKindName();
  const tree = useCall(territories, { query: {} }, { fresh: Number.POSITIVE_INFINITY });
  const place = tree.data?.territories.find((one) => one.code === view.territory);
  const [measure = '', kind = ''] = (view.measure ?? '').split('/');
  return (
    <Card>
      <p className="soft">{w('newLine')}</p>
      <p>
        <strong>{name(measure.split(':')[0] ?? '')}</strong>
      </p>
      <p>
        {[view.day && when.day(view.day), kindName(kind), t(place?.name) || view.territory, view.number]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Card>
  );
}

function FigureChosen(props: {
  readonly view: Asked;
  readonly set: (some: Partial<Asked>) => void;
  readonly own: readonly string[];
}): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const declared = useDeclared();
  const { view, set, own } = props;
  const tree = useCall(territories, { query: {} }, { fresh: Number.POSITIVE_INFINITY });
  const known = useCall(kinds, {}, { fresh: 300_000 });
  const ownKinds = useOwnKinds();
  const mine = (tree.data?.territories ?? []).filter(({ code }) => own.some((one) => code.startsWith(one)));
  return (
    <div className="appeal-filters">
      <Select
        label={w('figure')}
        value={view.code ?? ''}
        onChange={(code) => set({ code: code || undefined })}
        placeholder={w('chooseFigure')}
        options={[...declared.values()].map((one) => ({ value: one.code, label: t(one.name) }))}
      />
      <Select
        label={w('place')}
        value={mine.some((one) => one.code === view.territory) ? (view.territory ?? '') : (own[0] ?? '')}
        onChange={(territory) => set({ territory })}
        options={mine.map((one) => ({ value: one.code, label: t(one.name) }))}
      />
      <Select
        label={w('kind')}
        value={view.kind ?? ''}
        onChange={(kind) => set({ kind: kind || undefined })}
        placeholder={w('allKinds')}
        options={[
          ...(known.data?.kinds ?? []).map((one) => ({ value: one.code, label: t(one.name) })),
          ...ownKindOptions(ownKinds, t),
        ]}
      />
      <Field
        label={w('from')}
        type="date"
        value={view.from ?? daysOf('custom').from ?? ''}
        onChange={(from) => set({ from: from || undefined })}
      />
      <Field label={w('to')} type="date" value={view.to ?? today()} onChange={(to) => set({ to: to || undefined })} />
    </div>
  );
}

function Sending({ against }: { against: AgainstIn | null }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const tell = useToast();
  const [, go] = useLocation();
  const [reason, setReason] = useState('');
  const [rule, setRule] = useState('');
  // The same sent again, where no answer came, is the same appeal; a changed one is another.
  const tried = useRef({ asked: '', id: '' });
  const send = useMove(file, {
    onDone: ({ id }) => {
      tell(w('sent'));
      go(`/figures/appeals/${id}`);
    },
  });
  const problemOf = (path: string) => t(fieldProblem(send.error, path)) || undefined;
  return (
    <>
      <TextArea
        label={w('reason')}
        hint={w('reasonHint')}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        problem={problemOf('reason')}
      />
      <Field label={w('rule')} optional maxLength={400} value={rule} onChange={setRule} problem={problemOf('rule')} />
      <ProblemNotice problem={send.error} shownElsewhere={['body.reason', 'body.rule']} />
      <Button
        look="primary"
        wide
        large
        busy={send.isPending}
        disabled={against === null || reason.trim() === ''}
        onPress={() => {
          if (against === null) return;
          const given = { against, reason, rule: rule.trim() || null };
          const asked = JSON.stringify(given);
          if (tried.current.asked !== asked) tried.current = { asked, id: newId() };
          send.mutate({ body: { id: tried.current.id, ...given } });
        }}
      >
        {w('send')}
      </Button>
    </>
  );
}

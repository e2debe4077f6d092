import type { Appointment, Staff } from '../../platform/identity/caller.ts';
import { rightsFrom } from '../../platform/identity/reach.rules.ts';
import { ancestorsOf } from '../../platform/places/codes.rules.ts';
import type { Stage } from '../clock/clock.rules.ts';
import { isContested, isStageOpen, type Matter, OPEN, tasksOwed } from '../matters/matters.rules.ts';

/** What a notice says of a matter, or of what another capability speaks of; the weightiest first. */
export const SORTS = [
  'danger',
  'ruling',
  'appeal',
  'extension',
  'escalated',
  'overdue',
  'calledIn',
  'offered',
  'assigned',
  'settled',
  'soon',
  'news',
] as const;
export type Sort = (typeof SORTS)[number];

/** A line that somebody of the staff is to hear of, as far as it is read here. `body` is the line's. */
export type Spoken = {
  readonly seq: number;
  readonly id: string;
  readonly subject: string;
  readonly kind: string;
  readonly territory: string;
  readonly recorded: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** What a post hears. Times are ISO instants. */
export type Notice = {
  readonly address: string;
  readonly seq: number;
  /** Of which sort the subject is: `matter`, or another capability's. */
  readonly about: string;
  readonly subject: string;
  readonly sort: Sort;
  readonly territory: string;
  readonly body: string | null;
  readonly stage: Stage | null;
  readonly task: string | null;
  /** Of another capability's subject: what falls due. */
  readonly what: string | null;
  readonly due: string | null;
  readonly urgent: boolean;
  readonly at: string;
};

/** The sort of subject that notices know by themselves. */
export const MATTER = 'matter';

type To = { readonly address: string; readonly body: string | null };

/** Those who do what lies with a body, its head; the desks of a place and of what lies above it: all who triage, the duty officers alone, leaders, verifiers. */
const work = (body: string): To => ({ address: `work/${body}`, body });
const head = (body: string): To => ({ address: `head/${body}`, body });
const above = (who: 'desk' | 'duty' | 'lead' | 'check', territory: string): To[] =>
  ancestorsOf(territory).map((code) => ({ address: `${who}/${code}`, body: null }));
const at = (who: 'desk' | 'duty' | 'lead', code: string): To => ({ address: `${who}/${code}`, body: null });

/** The posts at which somebody hears: an address for each. Nobody's name is in it. */
export function addressesOf(appointments: readonly Pick<Appointment, 'post' | 'body' | 'territory'>[]): string[] {
  const all = appointments.flatMap(({ post, body, territory }) => {
    const some: string[] = [];
    if (body !== null && ['handler', 'coordinator', 'liaison'].includes(post)) some.push(`work/${body}`);
    if (body !== null && ['handler', 'mediator', 'coordinator'].includes(post)) some.push(`mediate/${body}`);
    if (body !== null && ['leader', 'coordinator'].includes(post)) some.push(`head/${body}`);
    if (territory === null) return some;
    if (post === 'duty') some.push(`duty/${territory}`, `desk/${territory}`);
    if (post === 'coordinator') some.push(`desk/${territory}`);
    if (post === 'liaison') some.push(`walk/${territory}`);
    if (post === 'leader') some.push(`lead/${territory}`);
    if (post === 'verifier') some.push(`check/${territory}`);
    return some;
  });
  return [...new Set(all)].sort();
}

/**
 * Who hears of a line, and as what: whoever does it, its head, the desks and leaders up the tree. Pure; `matter` is its state now, which
 * says whether it is urgent and whether a ruling is waited for.
 */
export function noticesOf(line: Spoken, matter: Matter): Notice[] {
  const { body: said, territory } = line;
  const body = (said['body'] as string | null | undefined) ?? null;
  const of = {
    seq: line.seq,
    about: MATTER,
    subject: line.subject,
    what: null,
    territory,
    stage: (said['stage'] as Stage | undefined) ?? null,
    task: line.kind === 'matter.called-in' ? line.id : ((said['task'] as string | undefined) ?? null),
    due: (said['due'] as string | undefined) ?? null,
    urgent: matter.urgency === 'critical',
    at: line.recorded,
  };
  const tell = (sort: Sort, to: readonly To[]): Notice[] => to.map((one) => ({ ...of, ...one, sort }));
  // What nobody has in hand yet is the desks'; a result waits for those who look at it.
  const whose =
    of.stage === 'verify'
      ? [...above('check', territory), ...above('desk', territory)]
      : body === null
        ? above('desk', territory)
        : [work(body)];
  switch (line.kind) {
    case 'matter.reminded':
      return tell('soon', whose);
    case 'matter.escalated':
      return merged([...tell('escalated', rungOf(said['to'], body, territory)), ...tell('overdue', whose)]);
    case 'matter.task-reminded':
      return tell('soon', body === null ? [] : [work(body)]);
    case 'matter.task-escalated': {
      const lead = (said['lead'] as string | null | undefined) ?? null;
      const owes = body === null ? [] : [body];
      return merged([
        ...tell('escalated', owes.map(head)),
        ...tell('overdue', [...owes.map(work), ...(lead === null ? [] : [work(lead)])]),
      ]);
    }
    case 'matter.assigned':
    case 'matter.ruled':
      return tell('assigned', body === null ? [] : [work(body)]);
    case 'matter.triaged':
      // It turned out to be about life and limb while a body had it already.
      return tell('danger', said['urgency'] === 'critical' && matter.body !== null ? [work(matter.body)] : []);
    case 'matter.called-in':
      return tell('calledIn', body === null ? [] : [work(body)]);
    case 'matter.extension-asked':
      return tell('extension', [...above('lead', territory), ...above('duty', territory)]);
    case 'matter.mediated':
      // Agreed or ended otherwise: whoever has the matter says what came of it, and hands it over as any other.
      if (said['stands'] === 'begun' || said['stands'] === 'filed') return [];
      return tell('settled', matter.body === null ? above('desk', territory) : [work(matter.body)]);
    case 'matter.returned':
      return isContested(matter) ? tell('ruling', above('lead', territory)) : [];
    default:
      return [];
  }
}

/** Every kind of line that somebody may have to hear of. */
export const SPEAKING = [
  'matter.reminded',
  'matter.escalated',
  'matter.task-reminded',
  'matter.task-escalated',
  'matter.assigned',
  'matter.ruled',
  'matter.triaged',
  'matter.called-in',
  'matter.extension-asked',
  'matter.returned',
  'matter.mediated',
] as const;

/** Who stands on a rung of an escalation. Where nobody has the matter there is no head: the district's desk hears. */
function rungOf(rung: unknown, body: string | null, territory: string): To[] {
  const [district = '', town = district] = ancestorsOf(territory);
  switch (rung) {
    case 'head':
      return body === null ? [at('desk', district)] : [head(body)];
    case 'town':
      return [at('desk', town), at('lead', town)];
    case 'district':
      return [at('duty', district), at('lead', district)];
    default:
      return [];
  }
}

/** One notice of a line for each address: the first, which is the weightier. */
const merged = (all: readonly Notice[]): Notice[] => [
  ...new Map(all.toReversed().map((one) => [one.address, one])).values(),
];

/** Whether a notice still says what is so, as the matter stands now: what was done meanwhile is nobody's to hear of. */
export function stands({ sort, body, stage, task, due }: Notice, matter: Matter): boolean {
  if (!OPEN.includes(matter.status)) return false;
  switch (sort) {
    case 'danger':
      return matter.urgency === 'critical' && matter.body === body && isStageOpen('handle', matter);
    case 'ruling':
      return isContested(matter);
    case 'extension':
      return matter.clock?.asked != null;
    case 'assigned':
      return matter.status === 'assigned' && matter.body === body;
    case 'calledIn':
      return matter.tasks.some((one) => one.id === task && one.status === 'called');
    case 'settled':
      return matter.body === body && isStageOpen('handle', matter);
    default:
      if (task !== null) return tasksOwed(matter).some((one) => one.id === task);
      if (stage === null || !isStageOpen(stage, matter) || (body !== null && matter.body !== body)) return false;
      // Of handling alone the matter knows the deadline in force: with more time nothing is late.
      return stage !== 'handle' || due === null || matter.due <= due;
  }
}

/** Whether somebody's rights show a matter: it lies in their reach, is in their body's hand, or their body was called in. */
export function shows(appointments: readonly Appointment[], matter: Matter): boolean {
  const { reach, bodies } = rightsFrom(appointments);
  return (
    reach.some((code) => matter.territory.startsWith(code)) ||
    (matter.body !== null && bodies.includes(matter.body)) ||
    tasksOwed(matter).some((one) => bodies.includes(one.body))
  );
}

/**
 * Whether it is this person's to hear, among those of the address: once somebody handles a matter, its time is theirs, and the head's; and
 * whoever stands in for a colleague of the body hears for them.
 */
export function concerns(
  { person, appointments }: Pick<Staff, 'person' | 'appointments'>,
  { address, sort, stage, task, body }: Notice,
  { handler }: Matter,
): boolean {
  const isOwn = (sort === 'soon' || sort === 'overdue') && task === null && (stage === 'handle' || stage === 'answer');
  if (!isOwn || !address.startsWith('work/') || handler === null || handler === person) return true;
  return appointments.some((one) => one.deputyOf !== null && one.body === body);
}

/** What somebody hears of one subject: its weightiest notice, and the first and newest of all. */
export type Heard = {
  readonly subject: string;
  readonly sort: Sort;
  readonly notice: Notice;
  readonly first: Notice;
  readonly last: Notice;
};

/** One for each subject, the weightiest sort first and in it the newest. */
export function bySubject(notices: readonly Notice[]): Heard[] {
  const heard = new Map<string, Heard>();
  for (const notice of notices.toSorted((a, b) => a.seq - b.seq)) {
    const known = heard.get(notice.subject);
    const isWeightier = known === undefined || weight(notice.sort) <= weight(known.sort);
    const shown = isWeightier ? notice : known.notice;
    heard.set(notice.subject, {
      subject: notice.subject,
      sort: shown.sort,
      notice: shown,
      first: known?.first ?? notice,
      last: notice,
    });
  }
  return [...heard.values()].sort((a, b) => weight(a.sort) - weight(b.sort) || b.last.seq - a.last.seq);
}
const weight = (sort: Sort): number => SORTS.indexOf(sort);

/** Those of one sort in one town, in the order in which they come: a line of a page, "3 overdue in …". */
export function grouped<One extends { readonly sort: Sort; readonly town: string }>(
  items: readonly One[],
): { readonly sort: Sort; readonly town: string; readonly items: readonly One[] }[] {
  const groups = Map.groupBy(items, (one) => `${one.sort} ${one.town}`);
  return [...groups.values()].map((all) => ({ sort: (all[0] as One).sort, town: (all[0] as One).town, items: all }));
}

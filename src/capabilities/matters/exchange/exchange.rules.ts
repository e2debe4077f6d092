import type { Line } from '../../../platform/journal/line.rules.ts';
import type { Text } from '../../../platform/language/language.ts';

/** A desk with which cases are exchanged: the fold of its lines. Secrets are named by the ids of their sealed texts. */
export type Partner = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly desk: string;
  readonly name: Text;
  /** The table by which its categories become kinds. */
  readonly categories: string;
  /** Where answers are delivered; null for a desk that fetches them as a list. */
  readonly url: string | null;
  readonly state: 'standing' | 'stopped';
  readonly secret: string | null;
  readonly former: string | null;
  readonly formerUntil: string | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `foldPartner` gives another state for the same lines. */
export const PARTNER_FOLD = 1;

/** How long the secret before a new one stays good, so that the other desk can change over, in days. */
export const OVERLAP_DAYS = 7;

/** The state after one more line. Pure. */
export function foldPartner(before: Partner | null, line: Line): Partner {
  const next = { n: line.n, updated: line.recorded };
  if (line.kind === 'partner.stopped') {
    if (!before) throw new Error('partner.stopped on a desk that was never set');
    return { ...before, ...next, state: 'stopped', secret: null, former: null, formerUntil: null };
  }
  const body = line.body as {
    desk: string;
    name: Text;
    categories: string;
    url: string | null;
    secret: { id: string } | null;
    formerUntil: string | null;
  };
  const { desk, name, categories, url } = body;
  const secrets =
    body.secret === null
      ? { secret: before?.secret ?? null, former: before?.former ?? null, formerUntil: before?.formerUntil ?? null }
      : {
          secret: body.secret.id,
          former: body.formerUntil === null ? null : (before?.secret ?? null),
          formerUntil: before?.secret ? body.formerUntil : null,
        };
  const own = { district: line.district, id: line.subject, desk, name, categories, url };
  return { ...own, ...secrets, ...next, state: 'standing' };
}

/** The sealed secrets that are good at an instant, the newest first. */
export function secretsAt(partner: Partner, now: string): string[] {
  const { secret, former, formerUntil } = partner;
  return [
    ...(secret === null ? [] : [secret]),
    ...(former !== null && formerUntil !== null && now <= formerUntil ? [former] : []),
  ];
}

// Numbers of a network that leads nowhere else (RFC 1918, RFC 4193), and this machine.
const INSIDE =
  /^(localhost|127(\.\d{1,3}){3}|10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|\[::1\]|\[f[cd][0-9a-f:]+\])$/i;
const ADDRESS = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?(\/[\w./~%-]*)?(\?[\w.=&~%-]*)?$/i;

/** Whether answers may be delivered to an address: over TLS anywhere, without it only within a network of one's own. No passwords in it. */
export function mayDeliverTo(url: string): boolean {
  const [, scheme, host] = ADDRESS.exec(url) ?? [];
  if (scheme === undefined || host === undefined) return false;
  return scheme.toLowerCase() === 'https' || INSIDE.test(host);
}

/** What a desk is told of a line: what sort of answer, and the state's code, stable for machines. */
export type Telling = { readonly what: 'accepted' | 'moved' | 'result' | 'returned'; readonly state: string };

const TELLINGS: Readonly<Record<string, Telling>> = {
  'matter.reported': { what: 'accepted', state: 'new' },
  'matter.assigned': { what: 'moved', state: 'assigned' },
  'matter.ruled': { what: 'moved', state: 'assigned' },
  'matter.accepted': { what: 'moved', state: 'accepted' },
  'matter.returned': { what: 'moved', state: 'new' },
  'matter.handed-over': { what: 'moved', state: 'handled' },
  'matter.sent-back': { what: 'moved', state: 'accepted' },
  'matter.merged': { what: 'moved', state: 'merged' },
  'matter.reopened': { what: 'moved', state: 'reopened' },
  'matter.closed': { what: 'result', state: 'closed' },
  'matter.withdrawn': { what: 'result', state: 'withdrawn' },
  'matter.redirected': { what: 'returned', state: 'redirected' },
  'matter.voided': { what: 'returned', state: 'void' },
};

/** What the desk that sent a case is told when this happens to it; null for what is told to nobody outside. */
export function tellingOf(line: Pick<Line, 'kind' | 'body'>): Telling | null {
  if (line.kind === 'matter.fixed-on-spot') {
    const isLookedAt = (line.body as { sampled?: boolean }).sampled === true;
    return isLookedAt ? { what: 'moved', state: 'handled' } : { what: 'result', state: 'closed' };
  }
  if (line.kind === 'matter.undone') {
    const { undone, body } = line.body as { undone?: string; body?: string | null };
    if (undone === 'close') return { what: 'moved', state: 'reopened' };
    return undone === 'assign' ? { what: 'moved', state: body === null ? 'new' : 'assigned' } : null;
  }
  return TELLINGS[line.kind] ?? null;
}

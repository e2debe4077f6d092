import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { type Asked, append, type Fragment } from '../../platform/journal/append.store.ts';
import { askedBy, repeatOf } from '../../platform/journal/asking.ts';
import type { LineKind } from '../../platform/journal/line.rules.ts';
import type { PreparedLine } from '../../platform/journal/line.ts';
import { headSeq } from '../../platform/journal/lines.store.ts';
import { step as oneMore } from '../../platform/journal/step.ts';
import { textOf } from '../../platform/language/language.ts';
import { type BesideRef, sealBeside } from '../../platform/sealing/beside.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { changedAfter, changesBetween, numbersOf, seqBefore, shiftCounts } from '../matters/matters.door.ts';
import type { ActIn, SignIn } from './handover.contract.ts';
import { desksOf, heldAt, keyOfDesk, mayRead, refusal } from './handover.rights.ts';
import {
  type Desk,
  FIRST_HOURS,
  fold,
  type Handover,
  MOST_DAYS,
  named,
  SHOWN_MINUTES,
  type Since,
  type Told,
} from './handover.rules.ts';
import { lastOf, loadHandover, lockDesks, movedHandover, newHandover, type Stored } from './handover.store.ts';
import { handoverWords } from './handover.words.ts';
import { LINES } from './lines.rules.ts';

/** Who signs, when, and with what texts are sealed. */
export type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly now: Date;
};
export type Signed = { readonly handover: Handover; readonly seq: number | null };

const problem = (status: number, key: keyof typeof handoverWords.zh & string, path?: string): Problem => {
  const message = textOf(handoverWords, key);
  return new Problem(status, `handover.${key}`, message, path === undefined ? [] : [{ path, message }]);
};

const taken = (): Problem => problem(409, 'taken');

/** The desk that a caller asks for, or their first. Throws Problem 403 where they hold none, or not that one. */
export function deskFor(caller: Caller, key: string | undefined): Desk {
  const desks = desksOf(caller);
  if (desks.length === 0) throw problem(403, 'noDesk');
  const desk = key === undefined ? desks[0] : desks.find((one) => keyOfDesk(one) === key);
  if (!desk) throw problem(403, 'otherDesk');
  return { territory: desk.territory, body: desk.body };
}

/** Sees what a desk looks after, and no more, even where the caller holds other posts besides. */
export const scopeOfDesk = (district: string, { territory }: Desk, subjects: readonly string[] = []): Scope => ({
  district,
  reach: [territory],
  bodies: [],
  subjects,
});

/**
 * What a desk hands over at `at`: read after the head of the journal, on which it rests. That nothing came in between is asked when
 * it is signed. Throws Problem 422 where the beginning lies too far back or ahead.
 */
export async function toldAt(
  tx: Tx,
  district: string,
  desk: Desk,
  at: Date,
  chosen: string | null,
): Promise<Told & { readonly unsettled: number }> {
  const seq = await headSeq(tx, district);
  const since = await sinceFor(tx, district, desk, at, chosen, seq);
  const { counts, unsettled } = await shiftCounts(tx, district, desk.territory, at);
  const changes = await changesBetween(tx, district, desk.territory, since.seq, seq);
  return { since, at: at.toISOString(), seq, counts, changes: named(changes), unsettled };
}

async function sinceFor(
  tx: Tx,
  district: string,
  desk: Desk,
  at: Date,
  chosen: string | null,
  head: number,
): Promise<Since> {
  if (chosen === null) {
    const last = await lastOf(tx, district, desk, 'taken');
    if (last) return { from: 'last', at: last.handover.at, seq: last.handover.seq };
  }
  const from = chosen === null ? new Date(at.getTime() - FIRST_HOURS * 3_600_000) : new Date(chosen);
  const age = at.getTime() - from.getTime();
  if (age < 0 || age > MOST_DAYS * 86_400_000) throw problem(422, 'since', 'query.since');
  return {
    from: chosen === null ? 'none' : 'chosen',
    at: from.toISOString(),
    seq: await seqBefore(tx, district, from, head),
  };
}

/**
 * Signs a desk over under an id made by the sender, with the figures as they were shown: they rest on `seq`, and nothing happened to
 * the desk's matters since. Throws Problem 403, 409 (moved on, a sheet waits already) or 422.
 */
export async function signOver(tx: Tx, doing: Doing, ask: SignIn): Promise<Signed> {
  const { district, caller, now } = doing;
  const desk = deskFor(caller, ask.desk);
  const asked = askedBy(doing, 'handover-ask', ask.id, ask);
  const known = await repeatOf(tx, district, asked, () => loadHandover(tx, district, ask.id), taken);
  if (known) return { handover: known.handover, seq: null };
  await lockDesks(tx, district);
  if (await lastOf(tx, district, desk, 'signed')) throw problem(409, 'waiting');
  const shown = now.getTime() - Date.parse(ask.at);
  if (shown < 0 || shown > SHOWN_MINUTES * 60_000) throw problem(409, 'old');
  if (ask.since !== null && Date.parse(ask.since) > Date.parse(ask.at)) throw problem(422, 'since', 'body.since');
  const { unsettled: _unsettled, ...told } = await toldAt(tx, district, desk, new Date(ask.at), ask.since);
  // Asked after the figures were read: whatever they could have seen beyond `seq` is found here.
  if (ask.seq > told.seq || (await changedAfter(tx, district, desk.territory, ask.seq))) throw problem(409, 'movedOn');
  const seen = await numbersOf(tx, district, ask.mind);
  if (ask.mind.some((one) => !seen.has(one))) throw problem(422, 'mind', 'body.mind');
  const at = { district, subject: ask.id, territory: desk.territory, now };
  const { ref, fragments } = await sealBeside(tx, doing.keyring, at, 'remarks', ask.remarks);
  const body = { desk, ...told, mind: ask.mind, remarks: ref };
  const next = step(doing, { subject: ask.id, desk, before: null }, ask.id, LINES.signed, body);
  return save(tx, doing, asked, next, [...fragments, newHandover(next.stored, ask.id)]);
}

/**
 * Takes a sheet over, refuses it or takes it back; it is locked. Throws Problem 404 to whoever may not read it, 403 or 409.
 */
export async function moveSheet(
  tx: Tx,
  doing: Doing,
  id: string,
  ask: { readonly id: string; readonly act: ActIn },
): Promise<Signed> {
  const { district, caller, now } = doing;
  const stored = await loadHandover(tx, district, id, true);
  if (!stored || !mayRead(caller, stored.handover)) throw problem(404, 'notFound');
  const asked = askedBy(doing, 'handover-ask', ask.id, { handover: id, ...ask });
  const known = await repeatOf(tx, district, asked, () => loadHandover(tx, district, id), taken);
  if (known) return { handover: known.handover, seq: null };
  const { act } = ask;
  const refused = refusal(act.move, stored.handover, caller);
  if (refused) throw problem(refused === 'notYours' ? 403 : 409, refused);
  const { desk } = stored.handover;
  const at = { district, subject: id, territory: desk.territory, now };
  const text = act.move === 'withdraw' ? undefined : act.text;
  const { ref, fragments } = await sealBeside(tx, doing.keyring, at, act.move, text);
  const kind = { take: LINES.taken, refuse: LINES.refused, withdraw: LINES.withdrawn }[act.move];
  const body: { text?: BesideRef | null } = act.move === 'withdraw' ? {} : { text: ref };
  const next = step(doing, { subject: id, desk, before: stored }, ask.id, kind, body);
  return save(tx, doing, asked, next, [...fragments, movedHandover(next.stored)]);
}

/** A sheet that the caller may read. Throws Problem 404. */
export async function readable(tx: Tx, district: string, caller: Caller, id: string): Promise<Handover> {
  const stored = await loadHandover(tx, district, id);
  if (!stored || !mayRead(caller, stored.handover)) throw problem(404, 'notFound');
  return stored.handover;
}

export const badPage = (): Problem => problem(400, 'badPage', 'query.after');
export const noDesk = (): Problem => problem(403, 'noDesk');

type Next = { readonly prepared: PreparedLine; readonly stored: Stored };

async function save(tx: Tx, doing: Doing, asked: Asked, next: Next, fragments: Fragment[]): Promise<Signed> {
  const { prepared, stored } = next;
  const [line] = await append(tx, {
    district: doing.district,
    asked: [asked],
    lines: [{ prepared, ask: asked.id }],
    fragments,
  });
  return { handover: stored.handover, seq: line?.seq ?? null };
}

/** One line of a hand-over, and the state after it. */
function step(
  { district, caller, now }: Doing,
  at: { readonly subject: string; readonly desk: Desk; readonly before: Stored | null },
  id: string,
  kind: LineKind,
  body: Readonly<Record<string, unknown>>,
): Next {
  const held = heldAt(caller, at.desk);
  if (held === null || caller.is !== 'staff') throw problem(403, 'otherDesk');
  const before = at.before === null ? null : { state: at.before.handover, head: at.before.head };
  const { subject, desk } = at;
  const who = { by: caller.person, post: held.id, origin: 'live' as const };
  const writing = { district, subject, territory: desk.territory, ...who, now };
  const { state, head, prepared } = oneMore({ fold }, before, writing, { id, kind, body: { ...body, as: held.post } });
  return { prepared, stored: { handover: state, head } };
}

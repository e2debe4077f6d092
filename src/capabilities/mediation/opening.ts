import type { Tx } from '../../platform/db/database.ts';
import { Sealer } from '../../platform/files/pen.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { type Asked, append, type Fragment } from '../../platform/journal/append.store.ts';
import { type Asking, askedInForm, repeatOf } from '../../platform/journal/asking.ts';
import type { Origin } from '../../platform/journal/line.rules.ts';
import type { PreparedLine } from '../../platform/journal/line.ts';
import { sharesFragment } from '../../platform/journal/share.store.ts';
import { step, type Writing } from '../../platform/journal/step.ts';
import { textOf } from '../../platform/language/language.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import type { ToldMatters } from '../matters/matters.door.ts';
import { idsFrom } from './ids.ts';
import { LINES } from './lines.rules.ts';
import type { Party } from './mediation.rules.ts';
import { loadCase, newCases, passportsFragment, type Stored, type Trace, tracesFragment } from './mediation.store.ts';
import { mediationSubject } from './mediation.subject.ts';
import { mediationWords } from './mediation.words.ts';
import type { OpenAsk, PartyIn } from './move.contract.ts';
import { passportDigest, passportOf, tracesOf } from './passport.ts';

/** Who opens a case, when, and under which keys. */
export type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly now: Date;
  readonly origin: Origin;
};

/** Whoever writes a line: the person and their appointment; nobody for a party. */
export type Author = { readonly by: string | null; readonly post: string | null };

/** A case that was opened, with everything that its lines bring along. */
export type Opened = {
  readonly stored: Stored;
  readonly lines: readonly PreparedLine[];
  readonly sealer: Sealer;
  readonly traces: readonly Trace[];
  readonly shares: readonly string[];
};

/** A party's identity as it is sealed. */
export type Identity = Pick<PartyIn, 'name' | 'phone' | 'paper' | 'address' | 'guardian' | 'representative'>;

/** A party as its line has it: who it is sealed under a key of its own. */
export function partyOf(sealer: Pick<Sealer, 'sealOf'>, one: PartyIn) {
  const { id, side, sort, minor, name, phone, paper, address, guardian, representative } = one;
  const identity: Identity = { name, phone, paper, address, guardian, representative };
  return {
    id,
    side,
    sort,
    minor,
    guardian: guardian !== undefined,
    represented: representative !== undefined,
    reachable: [phone, guardian?.phone, representative?.phone].some((one) => one !== undefined),
    identity: sealer.sealOf(id, 'party', JSON.stringify(identity)),
  } satisfies Partial<Party>;
}

/**
 * The lines of a new case: what was told, and what was asked first. A committee or organ that takes up a case at its own desk
 * (人民调解法 art. 17, 18) is named by triage and offered it in the same breath; it accepts as any other would.
 */
export function prepareCase(
  { keyring, district, now, origin }: Omit<Doing, 'caller'>,
  ask: OpenAsk,
  author: Author,
  own: { readonly body: string; readonly track: 'people' | 'administrative'; readonly due: string } | null,
): Opened {
  const at = { district, id: ask.id, territory: ask.territory };
  const sealer = new Sealer(keyring, at, now);
  const writing: Writing = { district, subject: ask.id, territory: ask.territory, origin, ...author, now };
  const id = idsFrom(keyring, district, ask.id);
  const referrer = ask.referrer ?? null;
  const opened = step(mediationSubject, null, writing, {
    id: ask.id,
    kind: LINES.opened,
    body: {
      channel: ask.channel,
      nature: ask.nature,
      scale: ask.scale,
      parties: ask.parties.map((one) => partyOf(sealer, one)),
      words: sealer.seal('words', ask.words),
      address: sealer.seal('address', ask.address),
      referrer:
        referrer === null
          ? null
          : {
              body: referrer.body,
              sort: ask.channel === 'entrusted' ? 'entrusted' : 'transferred',
              answerBy: referrer.answerBy ?? null,
              letter: sealer.seal('letter', referrer.letter),
            },
      matter: ask.matter ?? null,
      round: ask.round ?? null,
      publicOrder: ask.publicOrder,
    },
  });
  const lines = [opened.prepared];
  let stored: Stored = step(mediationSubject, opened, writing, {
    id: id('protection'),
    kind: LINES.protectionAsked,
    body: { violence: ask.violence, minors: ask.minors || ask.parties.some(({ minor }) => minor), note: null },
  });
  lines.push((stored as typeof opened).prepared);
  if (own !== null) {
    const { nature, scale } = ask;
    const triaged = step(mediationSubject, stored, writing, {
      id: id('triage'),
      kind: LINES.triaged,
      body: { nature, scale, track: own.track, body: own.body, rule: 'own', choice: null },
    });
    const offered = step(mediationSubject, triaged, writing, {
      id: id('offer-line'),
      kind: LINES.offered,
      body: { offer: id('offer'), ...own, shared: 0, rooms: [], note: null },
    });
    lines.push(triaged.prepared, offered.prepared);
    stored = offered;
  }
  return {
    stored: { state: stored.state, head: stored.head },
    lines,
    sealer,
    traces: ask.parties.flatMap((one) => tracesOf(keyring, district, ask.id, one)),
    shares: [...new Set([own?.body, referrer?.body].filter((one) => one !== undefined))],
  };
}

/** What a statement writes for new cases, each only when its request is fresh. */
export function openedFragments(keyring: Keyring, district: string, all: readonly Opened[]): Fragment[] {
  const passports = all.map(({ stored: { state } }) => ({
    digest: passportDigest(keyring, district, passportOf(keyring, district, state.id)),
    subject: state.id,
    ask: state.id,
  }));
  const traces = all.flatMap((one) => one.traces.map((trace) => ({ ...trace, ask: trace.subject })));
  const shares = all.flatMap((one) => one.shares.map((body) => ({ body, subject: one.stored.state.id })));
  return [
    newCases(all.map(({ stored }) => ({ ...stored, ask: stored.state.id }))),
    passportsFragment(district, passports),
    ...(traces.length > 0 ? [tracesFragment(district, traces)] : []),
    ...(shares.length > 0 ? [sharesFragment(district, shares)] : []),
  ];
}

export const taken = (): Problem => new Problem(409, 'mediation.taken', textOf(mediationWords, 'taken'));

/**
 * Opens one case under an id made by the sender. Throws Problem 409 where the id stands for something else. `seq` is null where
 * it was sent before.
 * @param besides what else is written with it, where it was not sent before.
 */
export async function openCase(
  tx: Tx,
  doing: Doing,
  ask: OpenAsk,
  author: Author,
  own: Parameters<typeof prepareCase>[3],
  besides?: (opened: Stored) => Promise<ToldMatters>,
): Promise<{ readonly stored: Stored; readonly seq: number | null }> {
  const { keyring, district } = doing;
  const asked = askedOfCase(doing, author.by, ask.id, ask);
  const known = await repeatOf(tx, district, asked, () => loadCase(tx, district, ask.id), taken);
  if (known) return { stored: known, seq: null };
  const opened = prepareCase(doing, ask, author, own);
  const told = await besides?.(opened.stored);
  const appended = await append(tx, {
    district,
    asked: [asked],
    lines: [...opened.lines, ...(told?.lines ?? [])].map((prepared) => ({ prepared, ask: ask.id })),
    fragments: [
      ...openedFragments(keyring, district, [opened]),
      ...opened.sealer.fragments(),
      ...(told?.fragments ?? []),
    ],
  });
  return { stored: opened.stored, seq: Math.max(...appended.map(({ seq }) => seq)) };
}

/** What is asked of cases: by the staff, by nobody, or by a party of its own page. */
export const askedOfCase = (asking: Asking, by: string | null, id: string, asked: unknown): Asked =>
  askedInForm(asking, 'mediation-ask', id, { by, asked });

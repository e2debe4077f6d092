import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { Sealer } from '../../platform/files/pen.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { PreparedLine } from '../../platform/journal/line.ts';
import { sharesFragment } from '../../platform/journal/share.store.ts';
import { step } from '../../platform/journal/step.ts';
import type { Around } from './around.ts';
import { decide } from './deciding.ts';
import type { Ground } from './ground.ts';
import { idsFrom } from './ids.ts';
import { actorOf, appointmentFor, partyActor } from './mediation.rights.ts';
import { type Case, offerOpen } from './mediation.rules.ts';
import { newCases, numberingFragment, passportsFragment, tracesFragment, wordsFragment } from './mediation.store.ts';
import { mediationSubject } from './mediation.subject.ts';
import type { MoveIn, OpenAsk } from './move.contract.ts';
import { refusal } from './moves.rules.ts';
import { type Author, type Opened, prepareCase } from './opening.ts';
import { passportDigest, passportOf } from './passport.ts';

/** One step of a past: who did what when, with the line's id; a party by its own page is known by its id. */
export type CaseStep = {
  readonly id: string;
  readonly at: Date;
  readonly who: { readonly caller: Caller } | { readonly party: string };
  readonly act: MoveIn;
};

/** A past as it is told: each step is made of the state that the ones before have left; null where there is nothing to do. */
export type CasePast = {
  readonly ask: OpenAsk;
  readonly author: Author;
  readonly at: Date;
  readonly steps: readonly ((it: Case) => CaseStep | null)[];
  /** Earlier cases of the same parties. */
  readonly alike: readonly string[];
};

/**
 * What stands around a past: who mediates where under which name, how far committees have counted (`body year`), and by which words
 * (`year word`, each with its body).
 */
export type Told = Pick<Around, 'standing' | 'namesOf'> & {
  readonly numbers: Map<string, number>;
  readonly words: Map<string, string>;
};

/** A whole past of one case, told before any of it is written: its last state with what it brings along, and every line in order. */
export type ToldCase = Pick<Opened, 'stored' | 'sealer' | 'traces' | 'shares' | 'lines'>;

/**
 * Tells a case's past by the same rules as live moves: each step must be allowed at its time, or the telling stops with an error that
 * names it. For demonstrations and imports, in districts founded as such. No I/O of its own.
 */
export async function tellCase(ground: Ground, told: Told, past: CasePast): Promise<ToldCase> {
  const { keyring, district } = ground;
  const { ask, author, at, steps, alike } = past;
  const opened = prepareCase({ keyring, district, now: at, origin: 'demo' }, ask, author, null);
  const { sealer } = opened;
  const pen = {
    seal: (slot: string, text: string | undefined) => sealer.seal(slot, text),
    sealOf: (owner: string, slot: string, text: string) => sealer.sealOf(owner, slot, text),
    claim: async () => [],
  };
  const around: Around = {
    alike: async () => alike,
    standing: told.standing,
    namesOf: told.namesOf,
    parties: async () => ask.parties,
    dropTraces: async () => {},
    numbering: async (year) => ({
      word: ground.terms.word,
      used: new Map(
        [...told.words].flatMap(([key, body]) => (key.startsWith(`${year} `) ? [[key.slice(5), body] as const] : [])),
      ),
    }),
    nextNumber: async (body, year, word) => {
      told.words.set(`${year} ${word}`, body);
      const key = `${body} ${year}`;
      const next = (told.numbers.get(key) ?? 0) + 1;
      told.numbers.set(key, next);
      return next;
    },
  };
  const lines: PreparedLine[] = [...opened.lines];
  const alarmed: string[] = [];
  let { stored } = opened;
  for (const one of steps) {
    const it = stored.state;
    const next = one(it);
    if (next === null) continue;
    const { id, at: now, who, act } = next;
    const actor = 'party' in who ? partyActor(who.party) : actorOf(who.caller, it);
    const refused = refusal(act.move, it, actor, dayOf(now));
    if (refused) throw new Error(`${act.move} at ${now.toISOString()} on ${it.status} of ${it.nature}: ${refused}`);
    const doing = { around, ground, it, actor, pen, now, id: idsFrom(keyring, district, id) };
    const decided = await decide(doing, act);
    if (act.move === 'alarm') alarmed.push(act.body);
    const by = 'caller' in who && who.caller.is === 'staff' ? who.caller.person : null;
    const post = 'caller' in who ? (appointmentFor(who.caller, it, act.move)?.id ?? null) : null;
    const writing = { district, subject: it.id, territory: it.territory, origin: it.origin, by, post, now };
    const after = step(mediationSubject, stored, writing, { id, kind: decided.kind, body: decided.body });
    lines.push(after.prepared);
    stored = { state: after.state, head: after.head };
  }
  const { body, referrer } = stored.state;
  const shares = [body, referrer?.body, offerOpen(stored.state)?.body, ...alarmed].filter((one) => one != null);
  return { stored, sealer, traces: opened.traces, shares: [...new Set(shares)], lines };
}

/** What a statement writes for pasts, without their lines. */
export function toldFragments(ground: Ground, all: readonly ToldCase[], { numbers, words }: Told): Fragment[] {
  const { keyring, district } = ground;
  const passports = all.map(({ stored: { state } }) => ({
    digest: passportDigest(keyring, district, passportOf(keyring, district, state.id)),
    subject: state.id,
    ask: null,
  }));
  return [
    newCases(all.map(({ stored }) => ({ ...stored, ask: null }))),
    passportsFragment(district, passports),
    tracesFragment(
      district,
      all.flatMap(({ traces }) => traces.map((one) => ({ ...one, ask: null }))),
    ),
    sharesFragment(
      district,
      all.flatMap(({ shares, stored }) => shares.map((body) => ({ body, subject: stored.state.id }))),
    ),
    numberingFragment(
      district,
      [...numbers].map(([key, last]) => ({ body: key.split(' ')[0] ?? '', year: Number(key.split(' ')[1]), last })),
    ),
    wordsFragment(
      district,
      [...words].map(([key, body]) => ({ year: Number(key.slice(0, 4)), word: key.slice(5), body })),
    ),
    ...Sealer.fragmentsOf(all.map(({ sealer }) => sealer)),
  ];
}

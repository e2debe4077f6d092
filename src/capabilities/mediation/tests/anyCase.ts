import fc from 'fast-check';
import type { Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { fold } from '../fold.rules.ts';
import { missingItems } from '../law/dossier.rules.ts';
import { LINES } from '../lines.rules.ts';
import type { Case } from '../mediation.rules.ts';
import { type Actor, isSigned, type Move, movesOpen, PARTS } from '../moves.rules.ts';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** One has the name of a kind of mediation for its id. */
const BODIES = ['pmc0', 'people', 'pmc2'] as const;
const sealed = { id: uuid(999), digest: 'a'.repeat(64) };
export const [A, B] = [uuid(1), uuid(2)];
export const MEDIATOR = uuid(7);
const START = Date.parse('2026-03-02T02:00:00Z');

/** Lives of cases are told in the pure rules alone: what a move may write, folded. */
export class Life {
  it: Case | null = null;
  readonly lines: Line[] = [];
  #ids = 1000;
  #at = START;

  /** @param days on which day after the beginning the next lines stand. */
  on(days: number): this {
    this.#at = START + days * 86_400_000;
    return this;
  }
  get today(): string {
    return new Date(this.#at + 28_800_000).toISOString().slice(0, 10);
  }
  day(n: number): string {
    return new Date(this.#at + 28_800_000 + n * 86_400_000).toISOString().slice(0, 10);
  }
  id(): string {
    this.#ids += 1;
    return uuid(this.#ids);
  }
  /** One line more; its body is held to the kind's schema. */
  line(kind: (typeof LINES)[keyof typeof LINES], body: object): this {
    const recorded = new Date(this.#at).toISOString();
    this.#at += 60_000;
    const line: Line<string, Json> = {
      district: '330702',
      id: this.id(),
      subject: uuid(500),
      n: (this.it?.n ?? 0) + 1,
      kind: kind.name,
      origin: 'live',
      happened: recorded,
      recorded,
      by: MEDIATOR,
      post: null,
      territory: '330702001002',
      body: kind.body.parse(body) as Json,
    };
    this.lines.push(line);
    this.it = fold(this.it, line);
    return this;
  }
  get now(): Case {
    if (this.it === null) throw new Error('not opened yet');
    return this.it;
  }
  open(over: object = {}): this {
    const party = (id: string, side: string) => ({
      ...{ id, side, sort: 'person', minor: false, guardian: false, represented: false, reachable: true },
      identity: sealed,
    });
    return this.line(LINES.opened, {
      channel: 'round',
      nature: '0201',
      scale: 'individual',
      parties: [party(A, 'applicant'), party(B, 'respondent')],
      words: sealed,
      address: null,
      referrer: null,
      matter: null,
      round: null,
      publicOrder: false,
      ...over,
    });
  }
  /** Up to a case that everybody has said yes to. */
  mediating(): this {
    this.open().make('askProtection', null, 0).make('triage', null, 0).make('offer', null, 0).make('accept', null, 0);
    this.make('nameMediators', null, 0);
    for (const party of [A, B]) this.line(LINES.rightsTold, { party, notice: 1 });
    for (const party of [A, B]) this.line(LINES.consented, { party, openly: true, how: 'staff' });
    return this;
  }

  /** What a move writes, as the server would; `seed` chooses among what may be said. False where the server's own checks would refuse it. */
  make(move: Move, as: string | null, seed: number): this {
    const it = this.now;
    const who = as ?? (seed % 2 === 0 ? A : B);
    const session = it.sessions.at(-1);
    const offer = it.offers.at(-1);
    const promised = it.promises[seed % Math.max(it.promises.length, 1)];
    const how = as === null ? 'staff' : 'page';
    switch (move) {
      case 'askProtection':
        return this.line(LINES.protectionAsked, { violence: seed % 5 === 1, minors: false, note: null });
      case 'alarm':
        return this.line(LINES.alarmed, { why: 'crime', body: 'police', words: sealed });
      case 'triage': {
        const nature = seed % 3 === 2 ? '0402' : it.nature;
        return this.line(LINES.triaged, {
          ...{
            nature,
            scale: it.scale,
            track: (['people', 'people', 'judicial', 'administrative'] as const)[seed % 4],
          },
          ...{ body: 'pmc', rule: 'x', choice: null },
        });
      }
      case 'refuse':
        return this.line(LINES.refused, { rule: 'refuse_court', door: 'court', reason: sealed });
      case 'offer':
        return this.line(LINES.offered, {
          ...{ offer: this.id(), body: BODIES[seed % 3], track: it.track ?? 'people', due: this.day(3) },
          ...{ shared: 0, rooms: [], note: null },
        });
      case 'accept':
        return this.line(LINES.accepted, {
          offer: offer?.id,
          body: offer?.body,
          due: it.due ?? this.day(5 + (seed % 40)),
        });
      case 'refuseOffer':
        return this.line(LINES.offerRefused, {
          offer: offer?.id,
          body: offer?.body,
          ground: 'notOurs',
          reason: sealed,
        });
      case 'takeBack':
        return this.line(LINES.offerTakenBack, { offer: offer?.id, reason: null });
      case 'nameMediators':
        return this.line(LINES.mediators, { mediators: [MEDIATOR], chosen: 'parties', noInterest: true });
      case 'recuse':
        return this.line(LINES.recused, { mediator: it.mediators[0], reason: sealed });
      case 'tellRights':
        return this.line(LINES.rightsTold, { party: who, notice: 1 });
      case 'consent':
        return it.parties.find(({ id }) => id === who)?.told == null
          ? this
          : this.line(LINES.consented, { party: who, openly: false, how });
      case 'decline':
        return this.line(LINES.declined, { party: who, routes: ['court'], how });
      case 'letTravel':
        return this.line(LINES.travels, { party: who, may: true, how });
      case 'note':
        return this.line(LINES.noted, {
          ...{ room: 'shared', party: as, sort: seed % 2 === 0 ? 'note' : 'evidence', text: sealed, files: [] },
        });
      case 'proposeSession':
        return this.line(LINES.sessionProposed, {
          ...{ session: this.id(), mode: 'phone', joint: seed % 2 === 0, proposed: [`${this.day(1)}T02:00:00.000Z`] },
          ...{ minutes: 60, interpreter: false, with: null, place: null, reason: null },
        });
      case 'answerSession': {
        const open = it.sessions.find(({ state }) => state === 'proposed');
        return this.line(LINES.sessionAnswered, { session: open?.id, party: who, can: open?.proposed ?? [] });
      }
      case 'setSession':
        return session?.state === 'proposed' || session?.state === 'set'
          ? this.line(LINES.sessionSet, { session: session.id, at: `${this.day(1)}T02:00:00.000Z`, postponed: false })
          : this;
      case 'cancelSession':
        return session?.state === 'proposed' || session?.state === 'set'
          ? this.line(LINES.sessionCancelled, { session: session.id, reason: null })
          : this;
      case 'holdSession':
        return session?.state === 'set'
          ? this.line(LINES.sessionHeld, {
              ...{ session: session.id, at: session.at, present: seed % 3 === 0 ? [who] : [A, B], record: sealed },
            })
          : this;
      case 'recordSession': {
        const present = seed % 3 === 0 ? [who] : [A, B];
        return this.line(LINES.sessionMet, {
          ...{
            session: this.id(),
            mode: 'phone',
            joint: present.length > 1 && seed % 2 === 0,
            at: `${this.day(0)}T02:00:00.000Z`,
          },
          ...{ minutes: 30, interpreter: false, place: null, present, among: present.length > 1 ? null : present },
          ...{ reason: null, record: sealed },
        });
      }
      case 'signRecord': {
        const open = it.sessions.find(
          ({ state, present, signed }) => state === 'held' && present.includes(who) && !signed.includes(who),
        );
        return open ? this.line(LINES.recordSigned, { session: open.id, party: who, how: 'screen' }) : this;
      }
      case 'extend':
        return this.line(LINES.extended, { days: 5, due: this.day(40), by: [A, B] });
      case 'draft':
        return this.line(LINES.drafted, { version: it.drafts + 1, text: sealed, promises: this.#promises(seed) });
      case 'dropDraft':
        return this.line(LINES.draftDropped, { version: it.draft?.version, reason: null });
      case 'sign': {
        const party = seed % 3 === 2 && as === null ? null : who;
        if (party === null ? it.draft?.mediator !== null : it.draft?.signed.includes(party)) return this;
        return this.line(LINES.agreementSigned, { version: it.draft?.version, party, how: 'screen' });
      }
      case 'seal':
        return this.line(LINES.agreementSealed, {
          ...{ version: it.draft?.version, body: it.body, number: '（2026）东街人调字第1号', effect: this.today },
        });
      case 'agreeOrally':
        return this.line(LINES.agreedOrally, { text: sealed, promises: this.#promises(seed), effect: this.today });
      case 'perform':
        return promised === undefined || promised.state === 'performed'
          ? this
          : this.line(LINES.performed, { promise: promised.id, party: as, proof: null, files: [], day: this.today });
      case 'breach':
        return promised?.state !== 'owed'
          ? this
          : this.line(LINES.breached, { promise: promised.id, party: as, words: sealed });
      case 'applyConfirmation':
        return this.line(LINES.confirmationApplied, { court: 'court', day: this.today, documents: [] });
      case 'decideConfirmation':
        return this.line(LINES.confirmationDecided, {
          ...{ outcome: seed % 3 === 0 ? 'rejected' : 'confirmed', day: this.today, words: null },
        });
      case 'fail':
        return this.line(LINES.failed, { routes: ['court'], reason: sealed });
      case 'withdraw':
        return this.line(LINES.withdrawn, { party: as, reason: null });
      case 'settle':
        return this.line(LINES.settled, { outcome: 'broken', routes: ['court'] });
      case 'answerReferrer':
        return this.line(LINES.answered, { body: it.referrer?.body, letter: sealed });
      case 'visit':
        return this.line(LINES.visited, { day: this.today, kept: true, words: null });
      case 'rate':
        return this.line(LINES.rated, { party: who, stars: (seed % 5) + 1, words: null });
      case 'archive':
        return missingItems(it).length > 0 ? this : this.line(LINES.archived, { items: [1], explained: null });
      case 'addParty':
      case 'changeParty':
      case 'seeEarlier':
      case 'seeIdentity':
        return this;
      case 'markRepeat':
        return this.line(LINES.repeats, { of: uuid(501) });
      default:
        throw new Error(`no life makes the move ${move}`);
    }
  }

  #promises(seed: number) {
    return Array.from({ length: (seed % 3) + 1 }, (_, n) => ({ id: this.id(), by: B, to: A, due: this.day(n * 7) }));
  }
}

/** Somebody with every part of the staff. */
export const STAFF: Actor = {
  parts: new Set(PARTS.filter((part) => part !== 'party')),
  party: null,
  person: MEDIATOR,
};
export const partyAs = (party: string): Actor => ({ parts: new Set(['party']), party, person: null });

/** Moves by which somebody leaves before it was tried: taken hardly ever, or few lives would come to an agreement. */
const LEAVING: readonly Move[] = ['refuse', 'decline', 'withdraw'];
/** Moves that end a case, or send it away: taken seldom, so that lives become long. */
const ENDING: readonly Move[] = ['fail', 'settle', 'offer', 'refuseOffer', 'takeBack', 'dropDraft', 'recuse'];
/** Moves that say something and change little. */
const SAYING: readonly Move[] = [
  'note',
  'alarm',
  'askProtection',
  'letTravel',
  'tellRights',
  'triage',
  'extend',
  'consent',
];

/** What would usually come next. */
function forward(it: Case): Move | null {
  switch (it.status) {
    case 'applied':
      if (it.protection === null) return 'askProtection';
      return it.track === null ? 'triage' : 'offer';
    case 'offered':
      return 'accept';
    case 'accepted':
      if (it.mediators.length === 0) return 'nameMediators';
      return it.parties.some(({ told }) => told === null) ? 'tellRights' : 'consent';
    case 'mediating': {
      const states = it.sessions.map(({ state }) => state);
      if (it.draft !== null) return isSigned(it) ? 'seal' : 'sign';
      // Some talks come to nothing.
      if (states.includes('held')) return it.n % 4 === 0 ? 'fail' : 'draft';
      if (states.includes('set')) return 'holdSession';
      return states.includes('proposed') ? 'setSession' : 'proposeSession';
    }
    case 'agreed':
      return it.promises.some(({ state }) => state === 'breached') ? 'settle' : 'perform';
    case 'ended':
      return 'archive';
    case 'archived':
      return null;
  }
}

/** Any order of moves that the table allows, by the staff and by both parties. */
export const anyLife: fc.Arbitrary<Life> = fc
  .record({
    channel: fc.constantFrom('round', 'party', 'entrusted'),
    steps: fc.array(
      fc.record({
        who: fc.constantFrom('staff', 'staff', A, B),
        seed: fc.integer({ min: 1, max: 1_000_000 }),
        days: fc.constantFrom(0, 0, 0, 1, 9),
      }),
      { minLength: 10, maxLength: 160, size: 'max' },
    ),
  })
  .map(({ channel, steps }) => {
    const referrer =
      channel === 'entrusted' ? { body: 'court', sort: 'entrusted', answerBy: '2026-05-01', letter: null } : null;
    const life = new Life().open({ channel, referrer });
    let day = 0;
    for (const { who, seed, days } of steps) {
      day += days;
      life.on(day);
      const open = movesOpen(life.now, who === 'staff' ? STAFF : partyAs(who), life.today);
      const next = forward(life.now);
      if (next !== null && seed % 2 === 0 && open.includes(next)) {
        life.make(next, who === 'staff' ? null : who, seed >> 1);
        continue;
      }
      const likely = open.filter(
        (move) =>
          (!LEAVING.includes(move) || seed % 203 === 0) &&
          (!ENDING.includes(move) || seed % 29 === 0) &&
          (!SAYING.includes(move) || seed % 5 === 0),
      );
      const move = likely[seed % likely.length];
      if (move !== undefined) life.make(move, who === 'staff' ? null : who, seed);
    }
    return life;
  });

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neededBy } from '../../platform/figures/figure.rules.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import { dayOf, type Line } from '../../platform/journal/line.rules.ts';
import { CASE_KINDS, MEDIATION_FIGURES } from './declared.figures.ts';
import { fold } from './fold.rules.ts';
import { BODY_MEASURES, countsOf, countsOf1, DAY_EDGES, MEASURES, NO_BODY } from './mediation.figures.ts';
import type { Case } from './mediation.rules.ts';
import { type Actor, MOVE_NAMES, type Move, PARTS, refusal } from './moves.rules.ts';
import { MEASURES as ROUND_MEASURES } from './rounds/rounds.figures.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const sealed = { id: uuid(900), digest: 'a'.repeat(64) };
const [ONE, OTHER] = [uuid(1), uuid(2)];
const EVERYBODY: Actor = { parts: new Set(PARTS), party: null, person: uuid(7) };
const BODIES = ['wc-pmc', 'wc-pmc-medical', 'wc-housing'] as const;
const TRACKS = ['people', 'administrative', 'judicial'] as const;

type Body = Record<string, unknown>;
/** The line of a move, as somebody would make it who throws dice; null where this state has nothing for it. */
function lineOf(move: Move, it: Case, luck: number, day: string): { kind: string; body: Body } | null {
  const offer = it.offers.findLast(({ state }) => state === 'offered');
  const body = BODIES[luck % BODIES.length] as string;
  const party = luck % 2 === 0 ? ONE : OTHER;
  const said = (kind: string, of: Body = {}) => ({ kind: `case.${kind}`, body: of });
  const promises = (n: number) =>
    Array.from({ length: n }, (_, at) => ({
      id: uuid(100 + it.n * 3 + at),
      by: OTHER,
      to: ONE,
      due: later(day, 5 + at * luck),
    }));
  const session = it.sessions.find(({ state }) => state === (move === 'setSession' ? 'proposed' : 'set'));
  switch (move) {
    case 'askProtection':
      return said('protection-asked', { violence: false, minors: false });
    case 'triage':
      return said('triaged', {
        nature: ['0201', '0502', '07'][luck % 3],
        scale: 'individual',
        track: TRACKS[luck % 3],
        body,
      });
    case 'refuse':
      return luck % 5 === 0 ? said('refused', { rule: 'refuse_crime', door: 'police', reason: sealed }) : null;
    case 'offer':
      return body === it.body
        ? null
        : said('offered', { offer: uuid(500 + it.n), body, track: TRACKS[luck % 3], due: day });
    case 'accept':
      return said('accepted', { offer: offer?.id, body: offer?.body, due: later(day, luck * 4) });
    case 'refuseOffer':
      return said('offer-refused', { offer: offer?.id, body: offer?.body, ground: 'notOurs', reason: sealed });
    case 'takeBack':
      return said('offer-taken-back', { offer: offer?.id, reason: null });
    case 'nameMediators':
      return said('mediators-named', { mediators: [uuid(7)], chosen: 'parties' });
    case 'tellRights':
      return said('rights-told', { party });
    case 'consent':
      return it.parties.find(({ id }) => id === party)?.told == null
        ? null
        : said('consented', { party, openly: false });
    case 'decline':
      return luck % 6 === 0 ? said('declined', { party, routes: ['court'] }) : null;
    case 'markRepeat':
      return said('repeats', { of: uuid(800) });
    case 'proposeSession':
      return said('session-proposed', {
        session: uuid(300 + it.n),
        mode: 'inPerson',
        joint: true,
        proposed: [],
        minutes: 60,
      });
    case 'setSession':
      return session === undefined
        ? null
        : said('session-set', { session: session.id, at: `${day}T02:00:00.000Z`, postponed: false });
    case 'holdSession':
      return session === undefined
        ? null
        : said('session-held', {
            session: session.id,
            at: `${day}T02:00:00.000Z`,
            present: [ONE, OTHER],
            record: sealed,
          });
    case 'draft':
      return said('agreement-drafted', { version: it.drafts + 1, text: sealed, promises: promises(1 + (luck % 3)) });
    case 'sign': {
      const unsigned = [ONE, OTHER, null].filter((one) =>
        one === null ? it.draft?.mediator === null : !it.draft?.signed.includes(one),
      );
      return unsigned.length === 0
        ? null
        : said('agreement-signed', { version: it.draft?.version, party: unsigned[luck % unsigned.length] });
    }
    case 'seal':
      return said('agreement-sealed', { version: it.draft?.version, body: it.body, number: '1', effect: day });
    case 'agreeOrally':
      return said('agreed-orally', { text: sealed, promises: promises(1 + (luck % 2)), effect: day });
    case 'perform': {
      const open = it.promises.filter(({ state }) => state !== 'performed');
      return said('promise-performed', { promise: open[luck % open.length]?.id, party: null, day });
    }
    case 'breach': {
      const open = it.promises.filter(({ state }) => state === 'owed');
      return said('promise-breached', { promise: open[luck % open.length]?.id, party: null, words: sealed });
    }
    case 'applyConfirmation':
      return said('confirmation-applied', { court: 'wc-court', day, documents: [] });
    case 'decideConfirmation':
      return said('confirmation-decided', { outcome: luck % 2 === 0 ? 'confirmed' : 'rejected', day });
    case 'fail':
      return said('failed', { routes: ['court'], reason: sealed });
    case 'withdraw':
      return luck % 6 === 0 ? said('withdrawn', { party: null, reason: null }) : null;
    case 'settle':
      return said('settled', { outcome: 'broken', routes: ['court'] });
    case 'archive':
      return said('archived', { items: [], explained: null });
    default:
      return null;
  }
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** What takes a case further, the furthest first. */
const FORWARD: readonly Move[] = [
  'seal',
  'sign',
  'draft',
  'consent',
  'tellRights',
  'nameMediators',
  'accept',
  'offer',
  'triage',
  'askProtection',
];

/** What leads through sessions to no agreement. */
const TALK: readonly Move[] = ['fail', 'holdSession', 'setSession', 'proposeSession'];

/** Whether a step ahead would only say once more what is so. */
function isDone(move: Move, { protection, track, mediators, parties, body }: Case, luck: number): boolean {
  const party = parties.find(({ id }) => id === (luck % 2 === 0 ? ONE : OTHER));
  switch (move) {
    case 'askProtection':
      return protection !== null;
    case 'triage':
      return track !== null;
    case 'offer':
      return body !== null;
    case 'nameMediators':
      return mediators.length > 0;
    case 'tellRights':
      return party?.told != null;
    case 'consent':
      return party?.consent != null;
    default:
      return false;
  }
}

/** A life of a case by throws of dice, every step of it allowed by the table of moves. */
function lifeOf(channel: string, throws: readonly { move: number; luck: number; hours: number }[]) {
  const party = (id: string, side: string) => ({
    id,
    side,
    sort: 'person',
    minor: false,
    guardian: false,
    represented: false,
    reachable: true,
    identity: sealed,
  });
  const lines: Line[] = [];
  const counts: { measure: string; day: string; n: number }[] = [];
  let it: Case | null = null;
  let at = Date.parse('2025-03-03T01:00:00Z');
  const add = (kind: string, body: Body) => {
    const recorded = new Date(at).toISOString();
    const line: Line<string, Json> = {
      ...{ id: uuid(lines.length), subject: uuid(99), district: '330702', territory: '330702001001', origin: 'demo' },
      ...{ n: lines.length + 1, kind, happened: recorded, recorded, by: uuid(7), post: null, body: body as Json },
    };
    const after = fold(it, line);
    counts.push(...countsOf(it, line, after));
    lines.push(line);
    it = after;
  };
  add('case.opened', {
    ...{ channel, nature: '0201', scale: 'individual', parties: [party(ONE, 'applicant'), party(OTHER, 'respondent')] },
    ...{ referrer: null, matter: null, round: null, publicOrder: false },
  });
  for (const { move, luck, hours } of throws) {
    at += hours * 3_600_000;
    const now = it as unknown as Case;
    const today = dayOf(new Date(at).toISOString());
    const open = MOVE_NAMES.filter((one) => refusal(one, now, EVERYBODY, today) === null);
    // Two thirds of the throws go on toward an agreement, or hardly any life would come to one.
    const ahead = (luck % 5 === 1 ? TALK : FORWARD).filter((one) => open.includes(one) && !isDone(one, now, luck));
    const made = (luck % 3 === 0 ? [] : ahead)
      .concat(open.map((_, i) => open[(i + move) % open.length] as Move))
      .map((one) => lineOf(one, now, luck, today))
      .find((one) => one !== null);
    if (made) add(made.kind, made.body);
  }
  return { lines, counts };
}

/** What a patient clerk makes of the whole list of lines, without any state in between. */
function recount(lines: readonly Line[]): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (measure: string, day: string, n = 1) =>
    sums.set(`${measure} ${day}`, (sums.get(`${measure} ${day}`) ?? 0) + n);
  const of = (...kinds: string[]) => lines.filter(({ kind }) => kinds.some((one) => kind === `case.${one}`));
  const on = ({ recorded }: Line) => dayOf(recorded);
  const b = (line: Line) => line.body as Body;
  const begun = lines[0] as Line;
  const accepted = of('accepted');
  const isFound = b(begun)['channel'] === 'round';
  add('medOpened', on(begun));
  if (isFound) add('medFound', on(begun));
  for (const line of of('offered')) add('medReferred', on(line));
  for (const line of of('offer-refused')) add('medRefused', on(line));
  for (const line of of('refused')) add('medNotAccepted', on(line));
  if (accepted[0]) add('medAccepted', on(accepted[0]));
  for (const line of of('declined', 'failed'))
    if ((accepted[0]?.n ?? Number.POSITIVE_INFINITY) < line.n) add('medFailed', on(line));
  const [agreement] = of('agreement-sealed', 'agreed-orally');
  const [settled] = of('settled');
  if (agreement) {
    add('medResolved', on(agreement));
    if (isFound && !settled) add('medFoundResolved', on(begun));
    // Time to mediate is what the first acceptance gave, and every later one repeats.
    if (on(agreement) <= (b(accepted.at(-1) as Line)['due'] as string)) add('medInTime', on(agreement));
    else add('medLate', on(agreement));
    const draft = of('agreement-drafted').at(-1);
    const promises = (b(agreement)['promises'] ?? b(draft as Line)['promises']) as { id: string; due: string }[];
    for (const { id, due } of promises) {
      add('medPromised', due);
      const last = of('promise-performed', 'promise-breached').findLast((line) => b(line)['promise'] === id);
      if (last) add(last.kind === 'case.promise-performed' ? 'medPerformed' : 'medBreached', due);
    }
    const kept = promises.map(({ id }) => of('promise-performed').findLast((line) => b(line)['promise'] === id));
    if (kept.every((one) => one !== undefined))
      add('medKept', on(kept.reduce((x, y) => ((x?.n ?? 0) > (y?.n ?? 0) ? x : y)) as Line));
  }
  if (settled) add('medBroken', on(settled));
  for (const line of of('confirmation-applied')) add('medConfirmAsked', on(line));
  for (const line of of('confirmation-decided')) if (b(line)['outcome'] === 'confirmed') add('medConfirmed', on(line));
  const [again] = of('repeats');
  if (again) add('medRepeated', on(again));
  return sums;
}

const summed = (
  counts: readonly { measure: string; day: string; n: number }[],
  keep: (stem: string) => string | null,
) => {
  const sums = new Map<string, number>();
  for (const { measure, day, n } of counts) {
    const name = keep(measure.split('/')[0] ?? '');
    if (name !== null) sums.set(`${name} ${day}`, (sums.get(`${name} ${day}`) ?? 0) + n);
  }
  return new Map([...sums].filter(([, n]) => n !== 0));
};

describe('what a case of mediation counts toward', () => {
  const thrown = fc.record({ move: fc.nat(60), luck: fc.nat(29), hours: fc.integer({ min: 1, max: 24 }) });
  const life = fc.tuple(
    fc.constantFrom('round', 'party', 'entrusted'),
    // Without a leaning to small numbers, which would end most lives at once.
    fc.noBias(fc.array(thrown, { minLength: 10, maxLength: 60, size: 'max' })),
  );

  it('is, over any life that the moves allow, what a recount of its lines from the first to the last gives', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(life, ([channel, throws]) => {
        const { lines, counts } = lifeOf(channel, throws);
        for (const { kind } of lines) reached.add(kind);
        expect(summed(counts, (stem) => (stem.includes(':') ? null : stem))).toEqual(recount(lines));
      }),
      { numRuns: 1_500, seed: 50 },
    );
    // A recount of lives that never came to an agreement would prove little.
    for (const kind of [
      'agreement-sealed',
      'agreed-orally',
      'promise-breached',
      'settled',
      'offer-refused',
      'failed',
      'confirmation-decided',
    ])
      expect([kind, reached.has(`case.${kind}`)]).toEqual([kind, true]);
  });

  it('adds up by kind of mediation and by body to the whole, and by natures to what is of that nature in the end', () => {
    fc.assert(
      fc.property(life, ([channel, throws]) => {
        const { lines, counts } = lifeOf(channel, throws);
        for (const measure of ['medAccepted', 'medResolved', 'medFailed', 'medPromised', 'medPerformed', 'medBroken']) {
          const whole = summed(counts, (stem) => (stem === measure ? measure : null));
          const tracks = TRACKS.map((track) => `${measure}:${track}`);
          expect(summed(counts, (stem) => (tracks.includes(stem) ? measure : null))).toEqual(whole);
          expect(
            summed(counts, (stem) => (stem.startsWith(`${measure}:`) && !tracks.includes(stem) ? measure : null)),
          ).toEqual(whole);
        }
        const kinds = new Map<string, number>();
        for (const { measure, n } of counts)
          if (measure.startsWith('medOpened/')) kinds.set(measure, (kinds.get(measure) ?? 0) + n);
        const nature = (lines.findLast(({ kind }) => kind === 'case.triaged') ?? lines[0])?.body as Body;
        expect([...kinds].filter(([, n]) => n !== 0)).toEqual([
          [`medOpened/mediation.n${String(nature['nature']).slice(0, 2)}`, 1],
        ]);
      }),
      { numRuns: 600, seed: 51 },
    );
  });

  it('adds up by body, what none accepted told apart, to each figure that stands by body, nature by nature and day by day', () => {
    const nobody = new Set<boolean>();
    const late = new Set<number>();
    fc.assert(
      fc.property(life, ([channel, throws]) => {
        const { lines, counts } = lifeOf(channel, throws);
        const sumsBy = (keep: (stem: string) => boolean) => {
          const sums = new Map<string, number>();
          for (const { measure, day, n } of counts) {
            const [stem, kind] = measure.split('/') as [string, string];
            if (keep(stem)) sums.set(`${kind} ${day}`, (sums.get(`${kind} ${day}`) ?? 0) + n);
          }
          return new Map([...sums].filter(([, n]) => n !== 0));
        };
        const ids: readonly string[] = [...BODIES, NO_BODY];
        for (const measure of BODY_MEASURES)
          expect([measure, sumsBy((stem) => ids.some((id) => stem === `${measure}:${id}`))]).toEqual([
            measure,
            sumsBy((stem) => stem === measure),
          ]);
        const isAccepted = lines.some(({ kind }) => kind === 'case.accepted');
        const none = sumsBy((stem) => stem === `medFound:${NO_BODY}`);
        expect(none.size).toBe(channel === 'round' && !isAccepted ? 1 : 0);
        nobody.add(none.size > 0);
        late.add(sumsBy((stem) => stem === 'medLate').size);
      }),
      { numRuns: 600, seed: 53 },
    );
    expect([nobody.size, late.has(1)]).toEqual([2, true]);
  });

  it('takes nothing away from what version 1 counted', () => {
    const { lines } = lifeOf(
      'round',
      Array.from({ length: 40 }, (_, at) => ({ move: at, luck: at % 30, hours: 5 })),
    );
    let it: Case | null = null;
    for (const line of lines) {
      const after: Case = fold(it, line);
      const old = countsOf1(it, line, after).map(({ measure, day, n }) => ({ measure, day, n }));
      const now = countsOf(it, line, after);
      expect(now.every(({ figure }) => figure === 2)).toBe(true);
      expect(now.map(({ measure, day, n }) => ({ measure, day, n })).slice(0, old.length)).toEqual(old);
      it = after;
    }
  });

  it('is of the natures that the figures name, and every figure is made of measures that there are', () => {
    const known = new Set<string>([...MEASURES, ...[...DAY_EDGES, 'more'].map((one) => `medDays:${one}`)]);
    for (const track of TRACKS) known.add(`medResolved:${track}`);
    for (const measure of ROUND_MEASURES) known.add(measure);
    for (const { code, versions } of MEDIATION_FIGURES)
      for (const { measure } of versions.flatMap(neededBy))
        expect([code, measure, known.has(measure)]).toEqual([code, measure, true]);
    expect(CASE_KINDS.kinds.map(({ code }) => code)).toContain('mediation.n02');
    // Numbers of disputes, offers and refusals score nobody.
    for (const code of ['medFound', 'medOpened', 'medReferred', 'medRefused', 'medRefusedRate'])
      expect(MEDIATION_FIGURES.find((one) => one.code === code)?.better).toBeNull();
  });
});

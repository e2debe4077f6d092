import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadlines, wuchengDeadlines } from '../../../demonstration/deadlines.ts';
import { kinds } from '../../../demonstration/kinds.ts';
import { nothing, whole } from '../../../platform/db/scope.ts';
import { linesOf } from '../../../platform/journal/lines.store.ts';
import { kindsByName } from '../../../platform/journal/subject.ts';
import type { RuleOut } from '../clock.contract.ts';
import { deadlineRuleSubject, deadlineRulesOf } from '../clock.door.ts';
import { ruleFor } from '../clock.rules.ts';
import { loadRule } from '../clock.store.ts';
import type { RuleStory } from '../proposals.rules.ts';
import { type ClockServer, clockServer, district, draft, PEOPLE, refusedWith, why } from './clockServer.ts';

let it: ClockServer;
beforeAll(async () => {
  it = await clockServer(wuchengDeadlines);
});
afterAll(() => it.close());

const bookNow = () => it.base.db.read(nothing(district), (tx) => deadlineRulesOf(tx, district));
const asked = { stage: 'accept', kind: 'hazard.fire', urgency: 'normal', territories: [district] } as const;

describe('the rules with which a district begins', () => {
  test('are read by everybody, statutory ones with their article, settings as such', async () => {
    const answer = (await it.get('/api/deadlines')).json();
    expect(answer).toMatchObject({ today: '2026-11-27', day: '2026-11-27', mayPropose: false });
    expect(answer.rules).toHaveLength(wuchengDeadlines.length);
    const one = await it.ruleNow('accept-suggestion');
    expect(one).toMatchObject({
      is: 'standing',
      versions: 1,
      abilities: [],
      rule: { basis: { law: '信访工作条例', article: '23', tag: 'S' }, from: '2022-05-01', kindName: { zh: '建议' } },
    });
    expect((await it.ruleNow('accept'))?.rule).toMatchObject({ basis: null, from: '2026-01-01' });
    expect((await it.get('/api/deadlines?stage=verify')).json().rules).toHaveLength(3);
    expect(answer.grounds.map((ground: { ground: string }) => ground.ground)).toContain('appraisal');
  });

  test('name only kinds that there are, and answer for every stage but those that a kind’s own norms time', async () => {
    const book = await bookNow();
    const codes = kinds.map((one) => one.code);
    for (const one of deadlines) {
      if (one.kind !== null) expect([...codes, ...codes.map((code) => code.split('.')[0])]).toContain(one.kind);
    }
    for (const kind of codes)
      for (const urgency of ['normal', 'urgent', 'critical'] as const)
        for (const stage of ['accept', 'verify', 'answer'] as const)
          expect(
            ruleFor(book, { stage, kind, urgency, territories: [district], day: '2026-11-27' }),
            `${stage} ${kind}`,
          ).not.toBeNull();
  });

  test('are a line each, which folds to what is stored', async () => {
    const kindsOfLines = new Map(
      [...kindsByName([deadlineRuleSubject as never])].map(([name, { kind }]) => [name, kind]),
    );
    const stored = await it.base.work.read(whole(district), (tx) => loadRule(tx, district, 'answer'));
    const lines = await it.base.work.read(whole(district), (tx) =>
      linesOf(tx, district, [stored?.story.id ?? ''], kindsOfLines),
    );
    expect(lines).toHaveLength(1);
    expect(lines.reduce((before: RuleStory | null, line) => deadlineRuleSubject.fold(before, line), null)).toEqual(
      stored?.story,
    );
  });
});

describe('a change of a rule', () => {
  test('is proposed by the duty head, decided by somebody else, and holds from its day on; what was stays readable', async () => {
    const before = await bookNow();
    const proposed = await it.proposed('duty1', draft('accept', { term: { n: 4, unit: 'workingHours' } }), 1);
    expect(proposed).toMatchObject({ is: 'standing', versions: 1, rule: { version: 1, term: { n: 1 } } });
    expect(proposed.waiting).toMatchObject({ state: 'proposed', why, rule: { version: 2, term: { n: 4 } } });
    expect(proposed.abilities).toEqual(['withdraw']);
    expect(await bookNow()).not.toBe(before);
    expect(ruleFor(await bookNow(), { ...asked, day: '2026-12-01' })?.version).toBe(1);

    const decided = await it.decided('leader1', 'accept');
    expect(decided).toMatchObject({ rule: { version: 1 }, coming: { version: 2 }, waiting: null, versions: 2 });
    const book = await bookNow();
    expect(await bookNow()).toBe(book);
    expect(ruleFor(book, { ...asked, day: '2026-11-30' })?.version).toBe(1);
    expect(ruleFor(book, { ...asked, day: '2026-12-01' })).toMatchObject({ version: 2, term: { n: 4 } });
    expect((await it.ruleNow('accept', '2026-12-01'))?.rule.version).toBe(2);

    const story = (await it.get('/api/deadlines/accept')).json();
    expect(story.proposals.map((one: { rule: { version: number } }) => one.rule.version)).toEqual([2, 1]);
    expect(story.proposals[0]).toMatchObject({ proposed: { post: 'duty' }, decided: { post: 'leader', reason: null } });
    for (const caller of PEOPLE.values()) expect(JSON.stringify(story)).not.toContain(caller.person);
  });

  test('may be a new rule, be refused with a reason, be withdrawn, and be proposed again', async () => {
    const rule = draft('accept-gas', { kind: 'hazard.fire', urgency: 'urgent' });
    const one = await it.proposed('sysadmin1', rule);
    expect(one).toMatchObject({ is: 'proposed', versions: 0 });
    refusedWith(await it.proposeAs('duty1', rule), 409, 'clock.waiting');
    const proposed = one.waiting?.proposed.at;
    const refused = await it.moveAs('secadmin1', 'accept-gas', { move: 'refuse', proposed, reason: 'too-long' });
    expect(refused.json()).toMatchObject({ is: 'ended', waiting: null, versions: 0 });
    expect(await it.ruleNow('accept-gas')).toBeUndefined();
    it.time.now = new Date(it.time.now.getTime() + 60_000);
    await it.proposed('sysadmin1', { ...rule, term: { n: 1, unit: 'workingDays' } });
    expect(await it.decided('sysadmin1', 'accept-gas', 'withdraw')).toMatchObject({ versions: 0 });
    it.time.now = new Date(it.time.now.getTime() + 60_000);
    await it.proposed('sysadmin1', { ...rule, term: { n: 3, unit: 'workingHours' } });
    expect(await it.decided('duty1', 'accept-gas')).toMatchObject({ is: 'coming', versions: 1, rule: { version: 1 } });
    const { proposals } = (await it.get('/api/deadlines/accept-gas')).json();
    expect(proposals.map((each: { state: string }) => each.state)).toEqual(['decided', 'withdrawn', 'refused']);
  });

  test('is never decided by who proposed it, nor by a post that may not, nor unseen', async () => {
    const { waiting } = await it.proposed('duty1', draft('verify', { stage: 'verify' }), 1);
    const act = { move: 'approve', proposed: waiting?.proposed.at };
    refusedWith(await it.moveAs('duty1', 'verify', act), 409, 'clock.ownProposal');
    for (const who of ['clerk1', 'coordinator1', 'handler1', 'liaison1', 'verifier1', 'auditor1', 'sysadmin1'])
      refusedWith(await it.moveAs(who, 'verify', act), 403, 'clock.notYours');
    refusedWith(await it.moveAs('streetduty', 'verify', act), 403, 'clock.notYours');
    refusedWith(
      await it.moveAs('duty2', 'verify', { ...act, proposed: '2026-11-26T00:00:00.000Z' }),
      409,
      'clock.stale',
    );
    expect((await it.moveAs('duty2', 'verify', act)).statusCode).toBe(200);
    refusedWith(await it.moveAs('duty2', 'verify', act), 409, 'clock.notWaiting');
    refusedWith(await it.moveAs('duty2', 'no-such-rule', act), 404, 'clock.notFound');
  });

  test('of one street is its duty officer’s to propose; moving a rule from a place to another is the district’s', async () => {
    const street = draft('accept-street', { territory: '330702001' });
    await it.proposed('streetduty', street);
    await it.decided('leader1', 'accept-street');
    refusedWith(await it.proposeAs('streetduty', draft('accept-all')), 403, 'clock.notYours');
    refusedWith(
      await it.proposeAs('streetduty', draft('accept', { territory: '330702001', from: '2027-01-01' }), 2),
      403,
      'clock.notYours',
    );
    for (const who of ['clerk1', 'leader1', 'secadmin1', 'auditor1', 'handler1'])
      refusedWith(await it.proposeAs(who, draft('accept-x')), 403, 'clock.notYours');
    expect((await it.proposeAs('', draft('accept-x'))).statusCode).toBe(401);
  });

  test('sent twice is one, and the same id for something else is refused', async () => {
    const id = randomUUID();
    const rule = draft('answer', { stage: 'answer', term: { n: 3, unit: 'workingDays' } });
    const first = await it.proposeAs('duty1', rule, 1, id);
    expect(first.statusCode, first.body).toBe(200);
    expect((await it.proposeAs('duty1', rule, 1, id)).json()).toEqual(first.json());
    refusedWith(await it.proposeAs('duty1', { ...rule, from: '2026-12-02' }, 1, id), 409, 'clock.taken');
    const line = randomUUID();
    const act = { move: 'approve', proposed: first.json().waiting.proposed.at };
    expect((await it.moveAs('duty2', 'answer', act, line)).statusCode).toBe(200);
    expect((await it.moveAs('duty2', 'answer', act, line)).json().versions).toBe(2);
    refusedWith(await it.proposeAs('duty1', rule, 1), 409, 'clock.stale');
    refusedWith(await it.proposeAs('duty1', rule), 422, 'clock.exists', 'body.rule.code');
    refusedWith(await it.proposeAs('duty1', { ...rule, from: '2027-02-01' }, 2), 422, 'clock.same', 'body.rule');
  });
});

describe('what cannot be saved', () => {
  const no = async (more: Parameters<typeof draft>[1], code: string, path: string) =>
    refusedWith(await it.proposeAs('duty1', draft('first-new', { stage: 'first', ...more })), 422, code, path);

  test('is a rule that begins today, contradicts itself, or names what is unknown', async () => {
    await no({ from: '2026-11-27' }, 'clock.past', 'body.rule.from');
    await no({ until: '2026-12-01' }, 'clock.misfit', 'body.rule.until');
    await no({ kind: 'hazard.none' }, 'clock.unknownKind', 'body.rule.kind');
    await no({ territory: '330702999' }, 'clock.unknownTerritory', 'body.rule.territory');
    await no({ grounds: ['court', 'court'] }, 'clock.misfit', 'body.rule.grounds.1');
    await no({ remind: [{ n: 2, unit: 'workingDays' }] }, 'clock.misfit', 'body.rule.remind.0');
    const town = { after: { n: 0, unit: 'minutes' }, to: 'town' } as const;
    await no({ escalate: [town, { ...town, to: 'head' }] }, 'clock.misfit', 'body.rule.escalate.1.to');
    await no({ name: { zh: '高危人员名单', en: 'List of high-risk persons' } }, 'clock.charter', 'body.rule.name');
    refusedWith(
      await it.proposeAs('duty1', draft('accept', { stage: 'verify', from: '2027-01-01' }), 2),
      422,
      'clock.stage',
      'body.rule.stage',
    );
    const wild = await it.proposeAs('duty1', { ...draft('first-new'), term: { n: 0, unit: 'minutes' } });
    expect(wild.statusCode).toBe(400);
  });

  test('is a rule for the very same matters from the very same day as another', async () => {
    const rule = draft('accept-again', { from: '2026-12-01' });
    const answer = await it.proposeAs('duty1', rule);
    refusedWith(answer, 422, 'clock.tie', 'body.rule.from');
    expect(answer.json().detail ?? answer.body).toContain('接收或退回');
    expect((await it.proposeAs('duty1', { ...rule, from: '2026-12-02' })).statusCode).toBe(200);
    await it.decided('leader1', 'accept-again');
  });

  test('of two that tie, proposed while neither stood, the second is not agreed to', async () => {
    const [a, b] = ['first-a', 'first-b'].map((code) => draft(code, { stage: 'first', from: '2027-03-01' }));
    for (const one of [a, b]) if (one) await it.proposed('duty1', one);
    await it.decided('duty2', 'first-a');
    const waiting = (await it.ruleNow('first-b'))?.waiting;
    const answer = await it.moveAs('duty2', 'first-b', { move: 'approve', proposed: waiting?.proposed.at });
    refusedWith(answer, 422, 'clock.tie', 'rule.from');
  });

  test('is a decision on a rule whose first day has come meanwhile', async () => {
    await it.proposed('duty1', draft('verify-late', { stage: 'verify', urgency: 'urgent', from: '2026-11-28' }));
    const { waiting } = (await it.ruleNow('verify-late')) as RuleOut;
    const day = it.time.now;
    it.time.now = new Date('2026-11-28T01:00:00.000Z');
    const answer = await it.moveAs('duty2', 'verify-late', { move: 'approve', proposed: waiting?.proposed.at });
    refusedWith(answer, 422, 'clock.past', 'rule.from');
    it.time.now = day;
  });
});

describe('a trial of the rules', () => {
  const url = (more: string) => `/api/deadline?kind=hazard.fire&urgency=normal&at=2026-11-27T17:00:00%2B08:00&${more}`;

  test('says by which rule and when, and by when a term would end', async () => {
    const given = await it.get(url('stage=answer&n=2&unit=workingDays'));
    expect(given.json()).toMatchObject({
      standing: { rule: { code: 'answer', version: 1 }, due: '2026-12-01T16:00:00.000Z', provisional: false },
      given: { due: '2026-12-01T16:00:00.000Z' },
    });
    const far = await it.get(url('stage=answer&n=60&unit=workingDays'));
    expect(far.json().given.provisional).toBe(true);
    expect((await it.get(url('stage=handle&n=10&unit=minutes'))).json()).toEqual({
      standing: null,
      given: { due: '2026-11-27T09:10:00.000Z', provisional: false },
    });
    // The day after a Friday is no working day: the term ends with the next one (Civil Code, art. 203).
    expect((await it.get(url('stage=handle&n=1&unit=calendarDays'))).json().given.due).toBe('2026-11-30T16:00:00.000Z');
  });

  test('of what the calendar cannot reckon is refused in words', async () => {
    for (const more of ['n=2001&unit=workingHours', 'n=90000&unit=calendarDays'])
      refusedWith(await it.get(url(`stage=handle&${more}`)), 422, 'clock.outside');
    for (const at of ['1999-12-31T00:00:00Z', '2069-12-31T00:00:00Z', '9999-12-31T00:00:00Z']) {
      const answer = await it.get(
        `/api/deadline?kind=hazard.fire&urgency=normal&stage=accept&at=${at}&n=1&unit=workingHours`,
      );
      refusedWith(answer, 422, 'clock.outside');
    }
    const longest = await it.get(url('stage=handle&n=2000&unit=workingHours').replace('2026', '2059'));
    expect(longest.statusCode).toBe(200);
  });

  test('uses the street’s own rule for the street, in the usual hours of an office', async () => {
    const answer = (await it.get(url('stage=accept&territory=330702001'))).json();
    expect(answer.standing).toMatchObject({
      due: '2026-11-30T04:00:00.000Z',
      rule: { code: 'accept-hazard-330702001' },
    });
    expect((await it.get(url('stage=accept&territory=33070'))).statusCode).toBe(400);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.rules.ts';
import { itemsPresent, mandatoryOf, missingItems } from './law/dossier.rules.ts';
import { LINES } from './lines.rules.ts';
import { allConsent, type Case, nextDay, owed } from './mediation.rules.ts';
import { MOVE_NAMES, movesOpen, refusal } from './moves.rules.ts';
import { dutiesOf } from './reminders.rules.ts';
import { fallen, invited } from './sessions.rules.ts';
import { A, anyLife, B, Life, partyAs, STAFF } from './tests/anyCase.ts';

/** Every state on the way of a life, the first included. */
const states = (life: Life): Case[] => {
  const all: Case[] = [];
  for (const line of life.lines) all.push(fold(all.at(-1) ?? null, line));
  return all;
};
const holds = (name: string, check: (life: Life) => void) =>
  it(name, () => fc.assert(fc.property(anyLife, check), { numRuns: 400 }));

describe('in any order of moves', () => {
  holds('no duty is lost: a promise once made stays, owed until it is performed or broken', (life) => {
    let made: string[] = [];
    for (const one of states(life)) {
      const ids = one.promises.map(({ id }) => id);
      expect(made.every((id) => ids.includes(id))).toBe(true);
      made = ids;
      const settled = one.promises.filter(({ state }) => state !== 'owed');
      expect(settled.every(({ settled: at }) => at !== null)).toBe(true);
      if (one.status === 'agreed') expect(one.promises.some(({ state }) => state !== 'performed')).toBe(true);
    }
  });
  holds('whatever falls due is in the work list by its first day', (life) => {
    for (const one of states(life)) {
      if (one.status !== 'agreed') continue;
      const first = owed(one)
        .map(({ due }) => due)
        .toSorted()[0];
      if (first !== undefined) expect((nextDay(one) as string) <= first).toBe(true);
    }
  });
  holds('nobody mediates without the yes of everybody, and a no ends it', (life) => {
    for (const one of states(life)) {
      if (one.status === 'mediating') expect(allConsent(one)).toBe(true);
      if (one.parties.some(({ consent }) => consent === false)) expect(one.status).toMatch(/ended|archived/);
    }
  });
  holds('a written agreement takes effect when every party and a mediator have signed this version', (life) => {
    const all = states(life);
    for (const [at, one] of all.entries()) {
      if (one.agreement?.form !== 'written' || all[at - 1]?.agreement !== null) continue;
      const draft = all[at - 1]?.draft;
      expect(one.parties.every(({ id }) => draft?.signed.includes(id))).toBe(true);
      expect(draft?.mediator).not.toBeNull();
    }
  });
  holds('an end has an outcome, and a file is closed with every item that it must have', (life) => {
    for (const one of states(life)) {
      expect(one.outcome !== null).toBe(one.status === 'ended' || one.status === 'archived');
      // Nothing that must be in the file can be lacking at the end, when it could be made up no more.
      if (one.status === 'ended') expect(missingItems(one)).toEqual([]);
      if (one.status !== 'archived') continue;
      const there = itemsPresent(one);
      expect(mandatoryOf(one).every((n) => there.includes(n))).toBe(true);
      expect(one.referrer === null || one.referrer.answered !== null).toBe(true);
    }
  });
  holds(
    'a session is to come only with the body that planned it, and for as long as there is something to talk about',
    (life) => {
      const all = states(life);
      for (const [at, one] of all.entries()) {
        const before = all[at - 1] ?? null;
        const coming = one.sessions.filter(({ state }) => state === 'proposed' || state === 'set');
        if (['agreed', 'ended', 'archived'].includes(one.status)) expect(coming).toEqual([]);
        if (before !== null && before.body !== one.body) expect(coming).toEqual([]);
        // What was held, or fell, stays so.
        for (const was of before?.sessions ?? [])
          if (was.state === 'held' || was.state === 'cancelled')
            expect(one.sessions.find(({ id }) => id === was.id)?.state).toBe(was.state);
      }
    },
  );
  holds('somebody can always go on, until the file is closed', (life) => {
    const last = life.now;
    const open = [STAFF, partyAs(A), partyAs(B)].flatMap((actor) => movesOpen(last, actor, last.due ?? life.today));
    expect(open.filter((move) => move !== 'rate').length > 0).toBe(last.status !== 'archived');
  });
  holds('each refusal of a body is counted, and the clock of acceptance never begins again', (life) => {
    let due: string | null = null;
    for (const one of states(life)) {
      expect(one.refusals).toBe(one.offers.filter(({ state }) => state === 'refused').length);
      if (due !== null && one.extended === 0) expect(one.due).toBe(due);
      if (one.extended === 0) due = one.due;
    }
  });
});

/**
 * Who may do what from where, from what the issue and the law say of each step and not from the table: staff of the desk (c), of the body
 * that is asked (o), of the body that has it (h), who mediates (m), a party (p).
 */
const WANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // 登记后：询问、分流、转交，或不予受理；当事人可撤回
  applied: {
    askProtection: 'cohm',
    addParty: 'chm',
    changeParty: 'chm',
    alarm: 'cohm',
    triage: 'c',
    refuse: 'ch',
    offer: 'ch',
    seeIdentity: 'chm',
    withdraw: 'chmp',
  },
  // 已转交：单位答复，或收回
  offered: {
    askProtection: 'cohm',
    addParty: 'chm',
    changeParty: 'chm',
    alarm: 'cohm',
    accept: 'o',
    refuseOffer: 'o',
    takeBack: 'ch',
    seeIdentity: 'chm',
    withdraw: 'chmp',
  },
  // 已受理：定调解员、告知、同意
  accepted: {
    askProtection: 'cohm',
    addParty: 'chm',
    changeParty: 'chm',
    alarm: 'cohm',
    refuse: 'ch',
    offer: 'ch',
    nameMediators: 'h',
    recuse: 'hm',
    tellRights: 'mp',
    consent: 'mp',
    decline: 'mp',
    letTravel: 'mp',
    note: 'mp',
    seeEarlier: 'm',
    seeIdentity: 'chm',
    markRepeat: 'm',
    withdraw: 'chmp',
  },
};
const LETTERS = { c: 'centre', o: 'offered', h: 'holder', m: 'mediator', p: 'party' } as const;

describe('every part in every state', () => {
  const applied = new Life().open().make('askProtection', null, 0).make('triage', null, 0);
  const cases: Readonly<Record<string, Case>> = {
    applied: applied.now,
    offered: new Life().open().make('askProtection', null, 0).make('triage', null, 0).make('offer', null, 0).now,
    accepted: accepted(),
  };
  for (const [status, wanted] of Object.entries(WANTED))
    for (const [letter, part] of Object.entries(LETTERS))
      it(`${part} of a case that is ${status}`, () => {
        const it0 = cases[status] as Case;
        expect(it0.status).toBe(status);
        const actor = { parts: new Set([part]), party: part === 'party' ? A : null, person: 'x' };
        const open = MOVE_NAMES.filter((move) => refusal(move, it0, actor, '2026-03-02') === null);
        const may = Object.entries(wanted).flatMap(([move, letters]) => (letters.includes(letter) ? [move] : []));
        expect(open.toSorted()).toEqual(may.toSorted());
      });
  function accepted(): Case {
    const life = new Life().open();
    for (const move of ['askProtection', 'triage', 'offer', 'accept', 'nameMediators'] as const)
      life.make(move, null, 0);
    for (const party of [A, B]) life.make('tellRights', party, 0);
    return life.now;
  }

  it('in mediation a mediator talks and agrees, a party speaks for itself, and nobody else does either', () => {
    const life = new Life().mediating().make('proposeSession', null, 0).make('setSession', null, 0);
    life.make('holdSession', null, 1).make('draft', null, 0);
    const open = (part: 'centre' | 'holder' | 'mediator' | 'party') =>
      MOVE_NAMES.filter(
        (move) =>
          refusal(
            move,
            life.now,
            { parts: new Set([part]), party: part === 'party' ? A : null, person: 'x' },
            '2026-03-03',
          ) === null,
      );
    const talk = ['proposeSession', 'draft', 'dropDraft', 'fail', 'extend'] as const;
    expect(talk.every((move) => open('mediator').includes(move))).toBe(true);
    for (const part of ['centre', 'holder', 'party'] as const)
      expect(open(part).filter((move) => talk.includes(move as (typeof talk)[number]))).toEqual([]);
    expect(open('party')).toEqual([
      'tellRights',
      'consent',
      'decline',
      'letTravel',
      'note',
      'signRecord',
      'sign',
      'withdraw',
    ]);
    // Not before everybody signed, and not both ways at once.
    expect(refusal('seal', life.now, STAFF, '2026-03-03')).toBe('unsigned');
    expect(refusal('agreeOrally', life.now, STAFF, '2026-03-03')).toBe('draftOpen');
  });

  it('no agreement is sealed before what was said stands in a record (人民调解法 art. 27), but one by word of mouth needs none (art. 28)', () => {
    const life = new Life().mediating();
    expect(refusal('agreeOrally', life.now, STAFF, life.today)).toBeNull();
    life.make('draft', null, 0).make('sign', A, 0).make('sign', B, 0).make('sign', null, 2);
    expect(life.now.draft).toMatchObject({ signed: [A, B], mediator: expect.any(String) });
    expect(refusal('seal', life.now, STAFF, life.today)).toBe('unrecorded');
    life.make('proposeSession', null, 0).make('setSession', null, 0).make('holdSession', null, 0);
    expect(refusal('seal', life.now, STAFF, life.today)).toBeNull();
  });

  it('the signature of a mediator who steps back is none: whoever mediates then signs', () => {
    const life = new Life().mediating().make('proposeSession', null, 0).make('setSession', null, 0);
    life
      .make('holdSession', null, 0)
      .make('draft', null, 0)
      .make('sign', A, 0)
      .make('sign', B, 0)
      .make('sign', null, 2);
    expect(refusal('seal', life.now, STAFF, life.today)).toBeNull();
    life.make('recuse', null, 0);
    expect(life.now.mediators).toEqual([]);
    expect(refusal('seal', life.now, STAFF, life.today)).toBe('unsigned');
    const another = { ...life.now, mediators: [A] };
    expect(refusal('seal', another, STAFF, life.today)).toBe('unsigned');
    expect(refusal('sign', another, STAFF, life.today)).toBeNull();
  });

  it('after the end there is no session, no draft and no offer any more', () => {
    const life = new Life().mediating().make('proposeSession', null, 0).make('draft', null, 0).make('decline', A, 0);
    expect(life.now).toMatchObject({ status: 'ended', draft: null });
    expect(life.now.sessions.map(({ state }) => state)).toEqual(['cancelled']);
    for (const move of [
      'proposeSession',
      'holdSession',
      'draft',
      'sign',
      'seal',
      'agreeOrally',
      'offer',
      'accept',
    ] as const)
      expect(refusal(move, life.now, STAFF, '2026-03-03'), move).toBe('notNow');
  });

  it('an offer alone moves no session; when another body takes the case they fall, and are owed to nobody', () => {
    const life = new Life().mediating().make('proposeSession', null, 0).make('setSession', null, 0);
    const terms = { visitDays: 30, isWorkingDay: () => true };
    const planned = (of: Case) => dutiesOf(of, terms).filter(({ what }) => what === 'session').length;
    const set = life.now;
    expect(planned(set)).toBe(1);
    life.make('offer', null, 1);
    expect([life.now.sessions[0]?.state, planned(life.now)]).toEqual(['set', 0]);
    life.make('takeBack', null, 0);
    expect([life.now.sessions[0]?.state, planned(life.now), life.now.status]).toEqual(['set', 1, 'mediating']);
    life.make('offer', null, 1).make('accept', null, 0);
    expect([life.now.sessions[0]?.state, planned(life.now), nextDay(life.now)]).toEqual(['cancelled', 0, life.now.due]);
    expect(fallen(set, life.now, '2026-03-02T00:00:00.000Z').map(({ id }) => id)).toEqual([set.sessions[0]?.id]);
    // Of one whose time is past nobody is told, and nothing is told twice.
    expect(fallen(set, life.now, '2026-03-09T00:00:00.000Z')).toEqual([]);
    expect(fallen(life.now, life.now, '2026-03-02T00:00:00.000Z')).toEqual([]);
    expect(invited(life.now, { with: A }).map(({ id }) => id)).toEqual([A]);
  });

  it('when the time is over only an extension by everybody, or the end, is left', () => {
    const life = new Life().mediating();
    for (const move of ['proposeSession', 'draft', 'agreeOrally'] as const)
      expect(refusal(move, life.now, STAFF, '2026-04-02'), move).toBe('overTime');
    expect(refusal('extend', life.now, STAFF, '2026-04-02')).toBeNull();
    // Nobody was met: in time that is still to be tried, afterwards it has come to nothing, and its file can be closed.
    expect(refusal('fail', life.now, STAFF, life.today)).toBe('noSession');
    expect(refusal('fail', life.now, STAFF, '2026-04-02')).toBeNull();
    expect(missingItems(life.make('fail', null, 0).now)).toEqual([]);
  });

  it('whoever applied takes it back; whom it was applied against says no instead (人民调解法 art. 17)', () => {
    const life = new Life().open();
    expect([A, B].map((one) => refusal('withdraw', life.now, partyAs(one), life.today))).toEqual([null, 'notYours']);
    const talking = new Life().mediating();
    expect([A, B].map((one) => refusal('withdraw', talking.now, partyAs(one), talking.today))).toEqual([
      null,
      'notYours',
    ]);
    expect(refusal('decline', talking.now, partyAs(B), talking.today)).toBeNull();
  });

  it('learnt later that parties are to be kept apart, what was planned for both falls, and what one has alone stays', () => {
    const life = new Life().mediating().make('proposeSession', null, 0).make('setSession', null, 0);
    const alone = life.id();
    life.line(LINES.sessionProposed, {
      ...{ session: alone, mode: 'phone', joint: false, proposed: [`${life.day(1)}T04:00:00.000Z`], minutes: 60 },
      ...{ interpreter: false, with: A, place: null, reason: null },
    });
    life.line(LINES.protectionAsked, { violence: false, minors: false, note: null });
    expect(life.now.sessions.map(({ state }) => state)).toEqual(['set', 'proposed']);
    life.line(LINES.protectionAsked, { violence: true, minors: false, note: null });
    expect(life.now.sessions.map(({ state }) => state)).toEqual(['cancelled', 'proposed']);
    // One that is planned with a reason afterwards stays, whatever is asked again.
    life.make('proposeSession', null, 0).line(LINES.protectionAsked, { violence: true, minors: true, note: null });
    expect(life.now.sessions.at(-1)?.state).toBe('proposed');
  });

  it('where a court did not take the application, or it was taken back, it may be asked again; never after a ruling', () => {
    const life = new Life().mediating().make('recordSession', null, 1).make('draft', null, 0);
    life.make('sign', A, 0).make('sign', B, 0).make('sign', null, 2).make('seal', null, 0);
    expect(refusal('applyConfirmation', life.now, STAFF, life.today)).toBeNull();
    const decided = (outcome: string) => {
      life.make('applyConfirmation', null, 0);
      expect(refusal('applyConfirmation', life.now, STAFF, life.today)).toBe('confirmationAsked');
      life.line(LINES.confirmationDecided, { outcome, day: life.today, words: null });
      const terms = { visitDays: 30, isWorkingDay: () => true };
      const again = refusal('applyConfirmation', life.now, STAFF, life.today) === null;
      expect(dutiesOf(life.now, terms).some(({ what }) => what === 'confirmation')).toBe(again);
      return again;
    };
    expect(['notAccepted', 'withdrawn', 'rejected'].map(decided)).toEqual([true, true, false]);
  });
});

import { describe, expect, it } from 'vitest';
import { nextFor, type Seen } from './next.rules.ts';

const A = 'a';
const B = 'b';
const party = (id: string, consent: boolean | null) => ({ id, told: null, consent });
const seen = (over: Partial<Seen>): Seen => ({
  me: A,
  status: 'mediating',
  outcome: null,
  parties: [party(A, true), party(B, true)],
  mediators: ['somebody'],
  offers: [],
  sessions: [],
  draft: null,
  promises: [],
  abilities: [],
  due: '2026-12-20',
  ...over,
});
const session = (over: Partial<Seen['sessions'][number]>): Seen['sessions'][number] => ({
  id: 's',
  state: 'proposed',
  at: null,
  can: {},
  present: [],
  signed: [],
  ...over,
});
const step = (over: Partial<Seen>) => {
  const { step: said, waits } = nextFor(seen(over));
  return [said, waits];
};

describe('what is next for a party', () => {
  it('is the centre’s while nobody has said whose it is, and the asked body’s until its day', () => {
    expect(step({ status: 'applied' })).toEqual(['triage', 'centre']);
    const offers = [
      { state: 'refused' as const, due: '2026-12-01' },
      { state: 'offered' as const, due: '2026-12-04' },
    ];
    expect(nextFor(seen({ status: 'offered', offers }))).toMatchObject({ step: 'offer', by: '2026-12-04' });
  });

  it('is to say yes or no as soon as there is a mediator, and then the others’', () => {
    const parties = [party(A, null), party(B, null)];
    expect(step({ status: 'accepted', parties, mediators: [] })).toEqual(['mediator', 'body']);
    expect(step({ status: 'accepted', parties })).toEqual(['consent', 'me']);
    const said = nextFor(seen({ status: 'accepted', parties: [party(A, true), party(B, null)] }));
    expect(said).toMatchObject({ step: 'consentOthers', waits: 'others', parties: [B] });
  });

  it('is what it can do itself before what others are to do', () => {
    expect(step({})).toEqual(['propose', 'mediator']);
    expect(step({ sessions: [session({})] })).toEqual(['time', 'me']);
    expect(step({ sessions: [session({ can: { [A]: [] } })] })).toEqual(['timeSet', 'mediator']);
    const set = session({ state: 'set', at: '2026-12-02T02:00:00.000Z' });
    expect(nextFor(seen({ sessions: [set] }))).toMatchObject({ step: 'come', by: set.at });
    expect(step({ sessions: [set, session({ id: 't' })] })).toEqual(['time', 'me']);
    const held = session({ state: 'held', present: [A, B], signed: [B] });
    expect(step({ sessions: [held] })).toEqual(['signRecord', 'me']);
    expect(step({ sessions: [session({ ...held, present: [B], signed: [] })] })).toEqual(['propose', 'mediator']);
    expect(step({ sessions: [held], draft: { signed: [B], mediator: true } })).toEqual(['sign', 'me']);
    expect(step({ draft: { signed: [A], mediator: true } })).toEqual(['signOthers', 'others']);
    expect(step({ draft: { signed: [A, B], mediator: true } })).toEqual(['seal', 'mediator']);
  });

  it('is its own promise by its day, then the other’s, a broken one included', () => {
    const promises = [
      { by: B, to: A, due: '2026-12-01', state: 'owed' as const },
      { by: A, to: B, due: '2026-12-09', state: 'owed' as const },
      { by: A, to: B, due: '2026-12-05', state: 'owed' as const },
    ];
    expect(nextFor(seen({ status: 'agreed', promises }))).toMatchObject({ step: 'perform', by: '2026-12-05' });
    const kept = promises.map((one) => (one.by === A ? { ...one, state: 'performed' as const } : one));
    expect(nextFor(seen({ status: 'agreed', promises: kept }))).toMatchObject({ step: 'performOthers', parties: [B] });
    const broken = [{ by: B, to: A, due: '2026-12-01', state: 'breached' as const }];
    expect(step({ status: 'agreed', promises: broken })).toEqual(['performOthers', 'others']);
    expect(step({ status: 'agreed', promises: [] })).toEqual(['settle', 'mediator']);
  });

  it('is to confirm what the other says it has done, and to wait until one’s own is confirmed', () => {
    const mine = { by: A, to: B, due: '2026-12-05', state: 'owed' as const, claimed: true };
    const theirs = { by: B, to: A, due: '2026-12-01', state: 'owed' as const, claimed: true };
    expect(nextFor(seen({ status: 'agreed', promises: [mine, theirs] }))).toMatchObject({
      ...{ step: 'confirmTheirs', waits: 'me', parties: [B] },
    });
    expect(step({ status: 'agreed', promises: [mine] })).toEqual(['claimed', 'others']);
    // Of what was promised to a third, a party confirms nothing.
    expect(step({ status: 'agreed', promises: [{ ...theirs, to: 'c' }] })).toEqual(['performOthers', 'others']);
  });

  it('ends with stars, and then with nothing', () => {
    expect(step({ status: 'ended', abilities: ['rate'] })).toEqual(['rate', 'me']);
    expect(step({ status: 'archived' })).toEqual(['over', 'nobody']);
    // Before the stars: where to go on (人民调解法 art. 26).
    for (const [outcome, first] of [
      ['refused', 'door'],
      ['failed', 'ways'],
      ['declined', 'ways'],
      ['performed', 'rate'],
    ] as const)
      expect(step({ status: 'ended', outcome, abilities: ['rate'] })).toEqual([
        first,
        first === 'rate' ? 'me' : 'nobody',
      ]);
  });
});

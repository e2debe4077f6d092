import type { Case, CasePast, CaseStep } from '../capabilities/mediation/mediation.door.ts';
import type { MoveIn } from '../capabilities/mediation/move.contract.ts';
import { addDays, dayOf, startOf } from '../platform/calendar/calendar.rules.ts';
import type { Caller } from '../platform/identity/caller.ts';
import type { Dice } from './random.ts';
import { type NatureTelling, mediationPhrases as phrases } from './tellings.mediation.ts';
import { afterOfficeMinutes, officeDays } from './wucheng.seasons.ts';

/** Who can be called upon: staff by key and by person, and those who mediate for a body. */
export type Cast = {
  readonly callerOf: (key: string) => Caller;
  readonly mediating: (body: string) => readonly Caller[];
  readonly byPerson: (person: string) => Caller;
};
export const personOf = (caller: Caller): string => (caller.is === 'staff' ? caller.person : '');

/**
 * The times of a life, each some office minutes after the one before. What would come after `until` does not happen; with `squeezed` it
 * happens all the same, as soon as is left: last year's disputes have come to their end by now.
 */
export class Pace {
  at: Date;
  readonly #until: Date;
  readonly #squeezed: boolean;
  #plain = false;
  constructor(at: Date, until: Date, squeezed: boolean) {
    this.at = at;
    this.#until = until;
    this.#squeezed = squeezed;
  }
  /** Nothing until a moment; what follows keeps no office hours, so that it is of that day, be it a Sunday. */
  waitFor(until: Date): void {
    this.#plain = true;
    if (until > this.at && until <= this.#until) this.at = until;
  }
  /** @param within what has a time of its own ends in it. */
  after(minutes: number, within?: Date): Date | null {
    const next = this.#plain
      ? new Date(this.at.getTime() + Math.round(minutes * 60_000))
      : afterOfficeMinutes(this.at, minutes);
    if (next > this.#until && !this.#squeezed) return null;
    const end = within !== undefined && within < this.#until ? within : this.#until;
    this.at = next <= end ? next : part(this.at, end, 5);
    return this.at;
  }
}

/** One part of several between two moments; the first where the second is over. */
const part = (from: Date, to: Date, parts: number): Date =>
  new Date(from.getTime() + Math.max(0, Math.floor((to.getTime() - from.getTime()) / parts)));
/** Midday of the last day for mediating. */
const endOf = ({ due }: Case): Date | undefined =>
  due === null ? undefined : new Date(startOf(due).getTime() + 12 * 3_600_000);

/** A moment that was thought of, or an earlier one where the time for mediating is over by then. */
function soonest(thought: Date, it: Case, now: Date): Date {
  const end = endOf(it);
  return end === undefined || thought <= end ? thought : part(now, end, 2);
}

type Who = (it: Case) => CaseStep['who'] | null;
type Act = (it: Case, at: Date) => MoveIn | null;

/** A case's life, written step by step as it is to happen; each step sees the state that the ones before have left. */
export class Life {
  readonly steps: CasePast['steps'][number][] = [];
  #over = false;
  readonly #name: string;
  readonly #cast: Cast;
  readonly #pace: Pace;
  readonly #luck: Dice;
  readonly #desk: string;
  readonly #telling: NatureTelling;
  readonly #uuid: (name: string) => string;

  constructor(
    cast: Cast,
    of: {
      readonly name: string;
      readonly pace: Pace;
      readonly luck: Dice;
      /** Key of the desk in whose reach the case lies. */
      readonly desk: string;
      readonly telling: NatureTelling;
      readonly uuid: (name: string) => string;
    },
  ) {
    this.#cast = cast;
    this.#name = of.name;
    this.#pace = of.pace;
    this.#luck = of.luck;
    this.#desk = of.desk;
    this.#telling = of.telling;
    this.#uuid = of.uuid;
  }

  #add(minutes: number, who: Who, act: Act): this {
    const id = this.#uuid(`case line ${this.#name} ${this.steps.length}`);
    const after = minutes * this.#luck.around(0.4);
    this.steps.push((it) => {
      const by = this.#over ? null : who(it);
      const at = by === null ? null : this.#pace.after(after, it.status === 'mediating' ? endOf(it) : undefined);
      if (by === null || at === null) {
        this.#over = true;
        return null;
      }
      const doing = act(it, at);
      return doing === null ? null : { id, at, who: by, act: doing };
    });
    return this;
  }

  /** Nothing happens until a moment. */
  wait(until: Date): this {
    this.steps.push(() => {
      this.#pace.waitFor(until);
      return null;
    });
    return this;
  }

  readonly #centre: Who = () => ({ caller: this.#cast.callerOf(this.#desk) });
  readonly #offered: Who = (it) => {
    const body = it.offers.findLast(({ state }) => state === 'offered')?.body;
    const caller = body === undefined ? undefined : this.#cast.mediating(body)[0];
    return caller === undefined ? null : { caller };
  };
  readonly #holder: Who = (it) => {
    const caller = it.body === null ? undefined : this.#cast.mediating(it.body)[0];
    return caller === undefined ? null : { caller };
  };
  readonly #mediator: Who = (it) => {
    const [first] = it.mediators;
    return first === undefined ? null : { caller: this.#cast.byPerson(first) };
  };

  /** The desk says whose it is, and offers it. @param instead another body than the rule names, with the reason. */
  toBody(instead?: { readonly track: 'people' | 'judicial'; readonly body: string; readonly reason: string }): this {
    this.#add(90, this.#centre, () => ({ move: 'triage', ...instead }));
    return this.offer();
  }
  offer(): this {
    return this.#add(10, this.#centre, () => ({ move: 'offer', rooms: [] }));
  }
  offerRefused(ground: keyof typeof phrases.offerRefused): this {
    const reason = this.#luck.pick(phrases.offerRefused[ground]);
    return this.#add(officeDays(1), this.#offered, () => ({ move: 'refuseOffer', ground, reason }));
  }
  refused(rule: keyof typeof phrases.notMediable): this {
    return this.#add(240, this.#centre, () => ({ move: 'refuse', rule, reason: phrases.notMediable[rule] }));
  }
  withdrawn(): this {
    const reason = this.#luck.pick(phrases.withdrawn);
    return this.#add(officeDays(2), this.#centre, () => ({ move: 'withdraw', reason }));
  }

  /** Accepted, and given to somebody. @param key of whom, else anybody who mediates there. */
  accepted(key?: string): this {
    const which = this.#luck.next();
    this.#add(officeDays(0.7), this.#offered, () => ({ move: 'accept' }));
    return this.#add(30, this.#holder, (it) => {
      const all = this.#cast.mediating(it.body ?? '');
      const one = key === undefined ? all[Math.floor(which * all.length)] : this.#cast.callerOf(key);
      const chosen = which < 0.3 ? 'parties' : 'committee';
      return one === undefined ? null : { move: 'nameMediators', mediators: [personOf(one)], chosen, noInterest: true };
    });
  }

  /** Told its rights, each party says yes. @param who how many of them do. */
  consented(who = 2): this {
    for (const at of [0, 1]) {
      this.#add(45, this.#mediator, (it) => ({ move: 'tellRights', party: it.parties[at]?.id ?? '' }));
      if (at < who)
        this.#add(60, this.#mediator, (it) => ({ move: 'consent', party: it.parties[at]?.id ?? '', openly: false }));
    }
    return this;
  }
  declined(): this {
    return this.#add(officeDays(1), this.#mediator, (it) => ({ move: 'decline', party: it.parties[1]?.id ?? '' }));
  }

  proposed(at: (day: string) => readonly string[]): this {
    const session = this.#uuid(`session ${this.#name} ${this.steps.length}`);
    return this.#add(120, this.#mediator, (_, now) => ({
      ...{ move: 'proposeSession', session, mode: 'inPerson', joint: true, minutes: 60, interpreter: false },
      ...{ proposed: [...at(dayOf(now))], place: '调解室（演示）' },
    }));
  }
  set(at?: string): this {
    return this.#add(60, this.#mediator, (it, now) => {
      const open = it.sessions.findLast(({ state }) => state === 'proposed');
      const first = at ?? open?.proposed.find((one) => Date.parse(one) > now.getTime());
      return open === undefined
        ? null
        : {
            move: 'setSession',
            session: open.id,
            at: first ?? soonest(afterOfficeMinutes(now, 90), it, now).toISOString(),
          };
    });
  }

  /** A session from its proposal to its record. @param words what was written down. */
  session(words: readonly string[] = phrases.record, days = 1.5): this {
    const record = this.#luck.pick(words);
    const wait = Math.min(officeDays(days) * this.#luck.around(0.3), officeDays(11));
    this.#add(120, this.#mediator, (it, now) => ({
      ...{ move: 'proposeSession', minutes: 60, interpreter: false, mode: 'inPerson', joint: true },
      session: this.#uuid(`session ${this.#name} ${it.sessions.length}`),
      proposed: [soonest(afterOfficeMinutes(now, wait), it, now).toISOString()],
    }));
    this.set();
    return this.#add(wait + 90, this.#mediator, (it, now) => {
      const open = it.sessions.findLast(({ state }) => state === 'set');
      if (open === undefined) return null;
      const at = open.at !== null && Date.parse(open.at) <= now.getTime() ? open.at : now.toISOString();
      return { move: 'holdSession', session: open.id, at, present: it.parties.map(({ id }) => id), record };
    });
  }
  extended(days: number): this {
    return this.#add(30, this.#mediator, (it) => ({ move: 'extend', days, by: it.parties.map(({ id }) => id) }));
  }

  #agreement(it: Case, day: string, dues: readonly number[]) {
    const { issue, blame, promise, says } = this.#telling;
    const [first = '', second = ''] = it.parties.map(({ id }) => id);
    return {
      facts: says[0] ?? '',
      issues: issue,
      responsibility: blame,
      points: dues.map((_, at) => this.#promised(promise, at).what),
      promises: dues.map((due, at) => ({
        ...{
          id: this.#uuid(`promise ${this.#name} ${it.drafts} ${at}`),
          by: second,
          to: first,
          due: addDays(day, due),
        },
        ...this.#promised(promise, at),
      })),
    };
  }
  #promised(promise: readonly string[], at: number) {
    const text = promise[at % promise.length] ?? '';
    const money = String(600 + 200 * this.#sum);
    const what = text.replace('{money}', money);
    return text.includes('{money}')
      ? { what, how: '通过银行转账一次付清', amount: money }
      : { what, how: '由调解员到场验收', amount: null };
  }
  get #sum(): number {
    return (this.#name.length * 7 + this.steps.length) % 40;
  }

  /** @param dues days after the effect by which each promise is due. */
  orally(dues: readonly number[]): this {
    return this.#add(60, this.#mediator, (it, now) => ({
      move: 'agreeOrally',
      agreement: this.#agreement(it, dayOf(now), dues),
    }));
  }
  drafted(dues: readonly number[]): this {
    return this.#add(90, this.#mediator, (it, now) => ({
      ...{ move: 'draft', version: it.drafts + 1 },
      agreement: this.#agreement(it, dayOf(now), dues),
    }));
  }
  /** @param who how many of the parties sign; the mediator does. */
  signed(who = 2): this {
    for (const at of [0, 1].slice(0, who))
      this.#add(20, this.#mediator, (it) => ({
        ...{ move: 'sign', version: it.draft?.version ?? 0, how: 'screen' },
        party: it.parties[at]?.id ?? null,
      }));
    return this.#add(5, this.#mediator, (it) => ({
      ...{ move: 'sign', version: it.draft?.version ?? 0, party: null, how: 'screen' },
    }));
  }
  written(dues: readonly number[]): this {
    this.drafted(dues).signed();
    return this.#add(30, this.#mediator, (it) => ({ move: 'seal', version: it.draft?.version ?? 0 }));
  }

  performed(days: number, which = 0): this {
    const proof = this.#luck.pick(phrases.proof);
    return this.#add(officeDays(days), this.#mediator, (it, now) => {
      const promise = it.promises[which]?.id;
      return promise === undefined ? null : { move: 'perform', promise, day: dayOf(now), proof, files: [] };
    });
  }
  breached(days: number): this {
    const words = this.#luck.pick(phrases.breach);
    return this.#add(officeDays(days), this.#mediator, (it) => ({
      ...{ move: 'breach', promise: it.promises[0]?.id ?? '', words },
    }));
  }
  settled(): this {
    return this.#add(officeDays(6), this.#mediator, () => ({ move: 'settle', routes: ['court'] }));
  }
  failed(): this {
    const reason = this.#luck.pick(phrases.failed);
    return this.#add(120, this.#mediator, () => ({ move: 'fail', routes: ['arbitration', 'court'], reason }));
  }
  confirmation(days: number, outcome: 'confirmed' | 'rejected' | null): this {
    this.#add(officeDays(days), this.#mediator, (_, now) => ({
      ...{ move: 'applyConfirmation', court: 'wc-court', day: dayOf(now), answers: {} },
      documents: ['司法确认申请书', '调解协议', '身份证明'],
    }));
    if (outcome === null) return this;
    return this.#add(officeDays(6), this.#mediator, (_, now) => ({
      ...{ move: 'decideConfirmation', outcome, day: dayOf(now) },
    }));
  }
  repeats(of: string): this {
    this.#add(15, this.#mediator, () => ({ move: 'seeEarlier' }));
    return this.#add(5, this.#mediator, () => ({ move: 'markRepeat', of }));
  }
  visited(days: number): this {
    const words = this.#luck.pick(phrases.visit);
    return this.#add(officeDays(days), this.#mediator, (_, now) => ({
      ...{ move: 'visit', day: dayOf(now), kept: true, words },
    }));
  }
  rated(stars: keyof typeof phrases.rated): this {
    const words = this.#luck.pick(phrases.rated[stars]);
    return this.#add(
      officeDays(2),
      (it) => ({ party: it.parties[0]?.id ?? '' }),
      () => ({ move: 'rate', stars: Number(stars), words }),
    );
  }
  answered(): this {
    const letter = this.#luck.pick(phrases.letter);
    return this.#add(officeDays(1), this.#holder, () => ({ move: 'answerReferrer', letter }));
  }
  archived(): this {
    return this.#add(
      officeDays(2),
      (it) => this.#mediator(it) ?? this.#holder(it) ?? this.#centre(it),
      () => ({
        move: 'archive',
      }),
    );
  }
}

import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import type { MoveIn } from '../capabilities/matters/move.contract.ts';
import { dayOf } from '../platform/calendar/calendar.rules.ts';
import type { AuthorityRow } from '../platform/places/authority.rules.ts';
import { responsible } from '../platform/places/authority.rules.ts';
import type { Dice } from './random.ts';
import { dice } from './random.ts';
import { phrases } from './tellings.ts';
import { afterOfficeMinutes, minutesAfter, officeDays } from './wucheng.seasons.ts';

/** One move on a matter: when, by whom (a person's key of `people`, or the reporter), and what, as the contract takes it. */
export type Step = {
  readonly at: Date;
  readonly by: string;
  readonly act: MoveIn;
  /** The body whose task it is, where the kind's rule called it in: `act` cannot know the task's id yet. */
  readonly called?: string;
  /** Only where the fix on the spot was drawn for a second look, which the server decides. */
  readonly ifSampled?: true;
};

export type Happening = {
  readonly kind: KindSeed;
  readonly territory: string;
  readonly reported: Date;
  readonly channel: string;
  readonly urgent: boolean;
  readonly hasContact: boolean;
  /** Key of the liaison who found it. */
  readonly liaison: string | null;
  /** The earlier matter that this one repeats. */
  readonly repeats: string | null;
  /** What was done, in words. */
  readonly did: () => string;
};

/** What happens to a matter, until `now`: the same at every run for the same name. */
export function storyOf(name: string, one: Happening, rows: readonly AuthorityRow[], now: Date): Step[] {
  const steps = new Story(dice(`story ${name}`), one, rows).tell();
  return steps.filter(({ at }) => at <= now);
}

/** Stands for a task whose id is known once its line is (load.ts). */
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Some bodies are quick, some are slow, and each stays so: between 0.6 and 1.5. */
function paceOf(body: string): number {
  return 0.6 + dice(`pace of ${body}`).next() * 0.9;
}

class Story {
  readonly #luck: Dice;
  readonly #one: Happening;
  readonly #rows: readonly AuthorityRow[];
  readonly #steps: Step[] = [];
  readonly #desk: string;
  #at: Date;
  #body = 'wc-centre';
  #handler = '';
  /** Bodies that the kind's rule calls in, which have not done their part yet. */
  #called: readonly string[] = [];

  constructor(luck: Dice, one: Happening, rows: readonly AuthorityRow[]) {
    this.#luck = luck;
    this.#one = one;
    this.#rows = rows;
    this.#at = one.reported;
    // A third is dispatched by the township's own coordinator, the rest by the district's desk.
    this.#desk =
      one.territory.length > 6 && luck.chance(0.34)
        ? coordinatorOf(one.territory)
        : luck.pick(['duty1', 'duty1', 'duty2']);
  }

  tell(): Step[] {
    const { liaison, repeats, kind, channel } = this.#one;
    if (liaison !== null && (kind.group === 'hazard' || kind.group === 'incident') && this.#luck.chance(0.5))
      return this.#fixed(liaison);
    if (channel !== 'field' && channel !== 'hotline' && this.#luck.chance(0.012)) return this.#withdrawn();
    const first = kind.firstActionMinutes * 0.35 * this.#luck.around(0.8) + 1;
    // The desk is awake day and night; what has time waits for the office.
    if (kind.firstActionMinutes >= 240) this.#waitAtOffice(first);
    else this.#wait(first);
    if (repeats !== null)
      return this.#add(this.#desk, { move: 'merge', into: repeats, reason: this.#luck.pick(phrases.merged) });
    if (this.#luck.chance(0.006)) return this.#add('duty1', { move: 'void', reason: this.#luck.pick(phrases.voided) });
    if (kind.group !== 'hazard' && this.#luck.chance(0.02))
      return this.#add(this.#desk, {
        move: 'redirect',
        door: this.#luck.pick(['petition', 'petition', 'court', 'discipline', 'labour', 'police']),
      });
    this.#triaged();
    this.#assigned();
    this.#handled();
    this.#looked();
    this.#after();
    return this.#steps;
  }

  #add(by: string, act: MoveIn, ifSampled = false): Step[] {
    this.#steps.push(ifSampled ? { at: this.#at, by, act, ifSampled: true } : { at: this.#at, by, act });
    return this.#steps;
  }

  #wait(minutes: number): void {
    this.#at = minutesAfter(this.#at, Math.max(0.2, minutes));
  }

  #waitAtOffice(minutes: number): void {
    this.#at = this.#one.urgent ? minutesAfter(this.#at, minutes * 0.6) : afterOfficeMinutes(this.#at, minutes);
  }

  /** A liaison's own find, mended at once; one in some is looked at by a second person. */
  #fixed(liaison: string): Step[] {
    this.#wait(this.#luck.whole(1, 15));
    this.#add(liaison, { move: 'fixOnSpot', result: this.#one.did(), photos: [] });
    this.#waitAtOffice(this.#luck.whole(120, 900));
    const verifier = this.#verifier();
    this.#add(verifier, { move: 'verify', note: this.#luck.pick(phrases.verified), photos: [] }, true);
    this.#wait(2);
    return this.#add(verifier, { move: 'close' }, true);
  }

  #withdrawn(): Step[] {
    this.#wait(this.#luck.whole(10, 600));
    return this.#add('reporter', { move: 'withdraw', reason: this.#luck.pick(phrases.withdrawn) });
  }

  #triaged(): void {
    if (this.#one.urgent || this.#luck.chance(0.6)) {
      this.#add(this.#desk, {
        move: 'triage',
        urgency: this.#one.urgent ? 'urgent' : undefined,
        note: this.#luck.pick(phrases.triage),
      });
      this.#wait(this.#luck.whole(1, 12));
    }
    const mayAsk = this.#one.hasContact || this.#one.channel === 'public' || this.#one.channel === 'anonymous';
    if (mayAsk && this.#luck.chance(0.05)) {
      this.#add(this.#desk, { move: 'ask', question: this.#luck.pick(phrases.asked) });
      this.#wait(this.#luck.whole(15, 900));
      if (this.#luck.chance(0.75))
        this.#add('reporter', { move: 'answer', answer: this.#luck.pick(phrases.answered), photos: [] });
      this.#wait(this.#luck.whole(2, 60));
    }
  }

  #assigned(): void {
    const right =
      responsible(this.#rows, this.#one.territory, this.#one.kind.code, dayOf(this.#at))?.body ?? 'wc-centre';
    this.#called = this.#one.kind.with.filter((body) => body !== right);
    if (this.#luck.chance(0.04)) {
      const wrong = this.#luck.pick(
        ['wc-enforcement', 'wc-housing', 'wc-emergency', 'wc-centre'].filter((body) => body !== right),
      );
      this.#called = this.#one.kind.with.filter((body) => body !== wrong);
      this.#add(this.#desk, { move: 'assign', body: wrong });
      this.#waitAtOffice(this.#luck.whole(20, 300));
      this.#add(handlerOf(wrong, this.#luck), {
        move: 'return',
        ground: 'duty',
        cites: phrases.cites,
        reason: this.#luck.pick(phrases.returned),
      });
      this.#wait(this.#luck.whole(10, 120));
    }
    this.#body = right;
    this.#handler = handlerOf(right, this.#luck);
    this.#add(this.#desk, {
      move: 'assign',
      body: right,
      note: this.#luck.chance(0.3) ? this.#luck.pick(phrases.assign) : undefined,
    });
  }

  #handled(): void {
    const pace = paceOf(this.#body);
    this.#waitAtOffice(50 * pace * this.#luck.around(1));
    this.#add(this.#handler, { move: 'accept' });
    for (const body of this.#called) {
      this.#wait(this.#luck.whole(5, 60));
      this.#steps.push({
        at: this.#at,
        by: handlerOf(body, this.#luck),
        act: { move: 'taskDone', task: UNKNOWN, result: this.#luck.pick(phrases.taskDone), photos: [] },
        called: body,
      });
    }
    this.#called = [];
    // Some lie: they are what a desk must see.
    const stuck = this.#luck.chance(0.03) ? 4 : 1;
    const whole = officeDays(this.#one.kind.handleWorkingDays) * 0.42 * pace * stuck * this.#luck.around(0.5);
    if (this.#luck.chance(0.3)) {
      this.#waitAtOffice(whole * 0.4);
      this.#add(this.#handler, {
        move: 'note',
        note: this.#luck.pick(phrases.note),
        photos: [],
        forReporter: this.#luck.chance(0.5),
      });
      this.#waitAtOffice(whole * 0.6);
    } else this.#waitAtOffice(whole);
    this.#add(this.#handler, { move: 'handOver', result: this.#one.did(), photos: [] });
  }

  #looked(): void {
    const verifier = this.#verifier();
    this.#waitAtOffice(this.#luck.whole(15, 420));
    if (this.#luck.chance(0.06)) {
      this.#add(verifier, { move: 'sendBack', reason: this.#luck.pick(phrases.sentBack) });
      this.#waitAtOffice(officeDays(this.#one.kind.handleWorkingDays) * 0.25 * this.#luck.around(0.4));
      this.#add(this.#handler, { move: 'handOver', result: this.#one.did(), photos: [] });
      this.#waitAtOffice(this.#luck.whole(15, 300));
    }
    this.#add(verifier, {
      move: 'verify',
      note: this.#luck.chance(0.6) ? this.#luck.pick(phrases.verified) : undefined,
      photos: [],
    });
    this.#wait(this.#luck.whole(1, 30));
    this.#add(verifier, { move: 'close' });
  }

  /** The reporter has the last word, if they want it. */
  #after(): void {
    if (this.#one.channel === 'field' || this.#one.channel === 'exchange' || !this.#luck.chance(0.45)) return;
    const days = (this.#at.getTime() - this.#one.reported.getTime()) / 86_400_000;
    const isLate = days > this.#one.kind.handleWorkingDays * 1.5;
    this.#wait(this.#luck.whole(20, 6000));
    if (this.#luck.chance(isLate ? 0.12 : 0.04)) {
      this.#add('reporter', { move: 'reopen', reason: this.#luck.pick(phrases.reopened) });
      this.#handler = handlerOf(this.#body, this.#luck);
      this.#handled();
      this.#looked();
      this.#wait(this.#luck.whole(60, 3000));
    }
    const stars = this.#luck.pick(
      isLate ? ([2, 3, 3, 4, 1, 5] as const) : ([5, 5, 5, 5, 4, 4, 5, 3, 5, 4, 2] as const),
    );
    const words = this.#luck.pick<string>(phrases.stars[stars]);
    this.#add('reporter', words === '' ? { move: 'rate', stars } : { move: 'rate', stars, words });
  }

  /** Never the handler: verifiers of the centre, or the township's coordinator. */
  #verifier(): string {
    return this.#one.territory.length > 6 && this.#luck.chance(0.25)
      ? coordinatorOf(this.#one.territory)
      : this.#luck.pick(['verifier1', 'verifier2']);
  }
}

function handlerOf(body: string, luck: Dice): string {
  const account = body === 'wc-t001' ? 'handler1' : body === 'wc-enforcement' ? 'handler2' : null;
  return account !== null && luck.chance(0.6) ? account : `handler-${body}-${luck.chance(0.7) ? 'a' : 'b'}`;
}

function coordinatorOf(territory: string): string {
  const town = territory.slice(6, 9);
  return town === '001' ? 'coordinator1' : town === '106' ? 'coordinator2' : `coordinator-wc-t${town}`;
}

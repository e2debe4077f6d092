import { type Day, dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../platform/db/scope.ts';
import { daysCounted } from '../../../platform/journal/audit.store.ts';
import { measureRange } from '../../../platform/journal/tally.rules.ts';
import { FIGURES } from '../catalogue.ts';
import { type IssueParts, issue } from './issuing.ts';
import { type OwnStamp, openStamp, type Stamp } from './stamp.ts';
import { duePeriods } from './statements.rules.ts';
import { askedStatements, statedPeriods } from './statements.store.ts';

/** Milliseconds for which a district rests where a statement could not be issued. */
const REST_MS = 60_000;

type Wanted = { readonly period: string; readonly subject: string | null };

/** The worker's turns at statements: at those that were asked for, and at what is due; one a turn, so that all else goes on. */
export class Stating {
  readonly #parts: IssueParts;
  /** The day on which nothing more was due, by district. */
  readonly #done = new Map<string, Day>();
  /** When a district may be tried again. */
  readonly #rests = new Map<string, number>();

  constructor(parts: IssueParts) {
    this.#parts = parts;
  }

  /** Issues the oldest statement that was asked for; true where one was issued. */
  asked(district: string): Promise<boolean> {
    return this.#turn(district, () =>
      this.#parts.db.read(whole(district), async (tx) => {
        const [one] = await askedStatements(tx, district);
        return one === undefined ? null : { period: one.statement.period, subject: one.statement.id };
      }),
    );
  }

  /** Issues the oldest statement that is due; true where one was issued. */
  due(district: string): Promise<boolean> {
    const { db, clock } = this.#parts;
    const today = dayOf(clock());
    if (this.#done.get(district) === today) return Promise.resolve(false);
    return this.#turn(district, () =>
      db.read(whole(district), async (tx) => {
        const counted = await daysCounted(tx, district, measureRange('opened/'));
        const stated = await statedPeriods(tx, district);
        const periods = counted === null ? [] : duePeriods(counted.first, today);
        const period = periods.find((one) => !stated.has(one));
        if (period !== undefined) return { period, subject: null };
        this.#done.set(district, today);
        return null;
      }),
    );
  }

  async #turn(district: string, next: () => Promise<Wanted | null>): Promise<boolean> {
    const { clock } = this.#parts;
    if ((this.#rests.get(district) ?? 0) > clock().getTime()) return false;
    const wanted = await next();
    if (wanted === null) return false;
    try {
      const outcome = await issue(this.#parts, district, wanted);
      if (outcome === 'unsigned') this.#rest(district);
      return outcome === 'issued';
    } catch (fault) {
      this.#rest(district);
      throw fault;
    }
  }

  #rest(district: string): void {
    this.#rests.set(district, this.#parts.clock().getTime() + REST_MS);
  }
}

/** What the worker gives: everything but the certificate, which is opened when the first statement is made. */
export type StatingParts = Omit<IssueParts, 'stamp' | 'figures'> & {
  readonly dataDir: string;
  readonly own: OwnStamp | null;
  /** What the certificate that is made here is called. */
  readonly name: string;
};

/** The worker's turns over every published figure. */
export function statingOf({ dataDir, own, name, ...parts }: StatingParts): Stating {
  let opened: Promise<Stamp> | null = null;
  const stamp = (): Promise<Stamp> => {
    opened ??= openStamp(dataDir, own, name).catch((fault: unknown) => {
      opened = null;
      throw fault;
    });
    return opened;
  };
  return new Stating({ ...parts, stamp, figures: FIGURES });
}

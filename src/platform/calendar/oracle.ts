import { type Calendar, type Day, dayAt, type Mark, numberOf } from './calendar.rules.ts';
import type { Hours, Span } from './hours.rules.ts';
import type { Suspension, Term } from './terms.rules.ts';

/**
 * The calendar reckoned slowly and so that one sees that it is right: day by day and minute by minute, by the marks themselves
 * and with no sum kept. For tests only.
 */
export class Oracle {
  private readonly said = new Map<Day, Mark>();
  private readonly announced: ReadonlySet<number>;
  private readonly hours: Hours;

  constructor(marks: readonly Mark[], announced: Calendar['announced'], hours: Hours) {
    for (const mark of marks) this.said.set(mark.day, mark);
    this.announced = announced;
    this.hours = hours;
  }

  private works(day: number): boolean {
    return this.said.get(dayAt(day))?.works ?? ![0, 6].includes(weekdayIn(day));
  }

  /** False for days of a year without a notice, and for the three before such a year. */
  private isKnown(day: number): boolean {
    return [day, day + 3].every((one) => this.announced.has(Number(dayAt(one).slice(0, 4))));
  }

  private isWithin(minute: number, spans: readonly Span[]): boolean {
    return spans.some((one) => one.from <= minute && minute < one.to);
  }

  private office(day: number): readonly Span[] {
    if (!this.works(day)) return [];
    const monthDay = dayAt(day).slice(5);
    const season = this.hours.seasons.find(({ from, to }) =>
      from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to,
    );
    return (season?.week ?? this.hours.week)[(weekdayIn(day) + 6) % 7] ?? [];
  }

  private duty(day: number): readonly Span[] {
    return this.hours.duty.filter(({ days, weekdays }) => {
      if (days === 'working' && !this.works(day)) return false;
      if (days === 'off' && this.works(day)) return false;
      return weekdays.length === 0 || weekdays.includes(weekdayIn(day) || 7);
    });
  }

  /** True where the body works in the minute of a day: in hours of that day, or in duty that began the day before. */
  private opens(day: number, minute: number): boolean {
    return (
      this.isWithin(minute, this.office(day)) ||
      this.isWithin(minute, this.duty(day)) ||
      this.isWithin(minute + 1440, this.duty(day - 1))
    );
  }

  /** For each minute of a day whether the body works, painted span by span. */
  minutesOf(day: number): boolean[] {
    const minutes = new Array<boolean>(1440).fill(false);
    const paint = ({ from, to }: Span, by: number) => {
      for (let at = Math.max(0, from - by); at < Math.min(1440, to - by); at++) minutes[at] = true;
    };
    for (const one of [...this.office(day), ...this.duty(day)]) paint(one, 0);
    for (const one of this.duty(day - 1)) paint(one, 1440);
    return minutes;
  }

  private endOf(day: number, ends: Term['ends']): number {
    const closes = Math.max(0, ...this.office(day).map((one) => one.to));
    return startOfDay(day) + (ends === 'close' && closes > 0 ? closes : 1440) * 60_000;
  }

  private stands(moment: number, suspensions: readonly Suspension[]): boolean {
    return suspensions.some(({ from, to }) => from < moment && moment <= to);
  }

  /** Days: the day after the start is the first; each that counts and does not end in a suspension is one of n. */
  private inDays(start: number, term: Term, suspensions: readonly Suspension[]): { due: number; provisional: boolean } {
    const first = dayIn(start);
    const looked: number[] = [];
    let day = first;
    for (let left = term.n; left > 0; ) {
      day++;
      if (term.unit === 'working days') looked.push(day);
      if (term.unit === 'working days' && !this.works(day)) continue;
      if (this.stands(this.endOf(day, term.ends), suspensions)) continue;
      left--;
    }
    if (term.unit === 'calendar days' && term.ends === 'close') looked.push(day);
    if (term.unit === 'calendar days' && term.rolls !== false) {
      looked.push(day);
      while (!this.works(day) || this.stands(this.endOf(day, term.ends), suspensions)) looked.push(++day);
    }
    return { due: this.endOf(day, term.ends), provisional: looked.some((one) => !this.isKnown(one)) };
  }

  /** Minutes: each that is not suspended, and for working hours in which the body works, is one. Starts and suspensions lie on whole minutes. */
  due(
    start: number,
    term: Term,
    suspensions: readonly Suspension[],
  ): { readonly due: number; readonly provisional: boolean } {
    if (term.unit === 'working days' || term.unit === 'calendar days') return this.inDays(start, term, suspensions);
    const isHours = term.unit === 'working hours';
    let at = start;
    let left = isHours ? term.n * 60 : term.n;
    while (left > 0) {
      if (this.counts(at, isHours, suspensions)) left--;
      at += 60_000;
    }
    let provisional = false;
    if (isHours) for (let day = dayIn(start); day <= dayIn(at - 1); day++) if (!this.isKnown(day)) provisional = true;
    return { due: at, provisional };
  }

  private counts(at: number, isHours: boolean, suspensions: readonly Suspension[]): boolean {
    if (suspensions.some(({ from, to }) => from <= at && at < to)) return false;
    return !isHours || this.opens(dayIn(at), (at - startOfDay(dayIn(at))) / 60_000);
  }

  used(start: number, end: number, term: Pick<Term, 'unit' | 'ends'>, suspensions: readonly Suspension[]): number {
    let used = 0;
    if (term.unit === 'working days' || term.unit === 'calendar days') {
      for (let day = dayIn(start) + 1; this.endOf(day, term.ends) <= end; day++) {
        const isCounted = term.unit === 'calendar days' || this.works(day);
        if (isCounted && !this.stands(this.endOf(day, term.ends), suspensions)) used++;
      }
      return used;
    }
    const isHours = term.unit === 'working hours';
    for (let at = start; at < end; at += 60_000) if (this.counts(at, isHours, suspensions)) used++;
    return isHours ? used / 60 : used;
  }
}

const ZONE_MS = 8 * 3_600_000;
const startOfDay = (day: number): number => Date.parse(`${dayAt(day)}T00:00:00+08:00`);
const dayIn = (at: number): number => numberOf(new Date(at + ZONE_MS).toISOString().slice(0, 10));
/** Sunday 0 … Saturday 6. */
const weekdayIn = (day: number): number => new Date(`${dayAt(day)}T00:00:00Z`).getUTCDay();

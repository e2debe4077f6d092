import { type Day, HOLIDAYS, type Holiday, isDay, weekdayOf } from './calendar.rules.ts';
import { type Festivals, statutoryMarks } from './statutory.rules.ts';

/** One day of a year's list. */
export type ListedDay = { readonly day: Day; readonly works: boolean; readonly holiday: Holiday };

export const NOTICE_FAULTS = [
  'empty',
  'holiday',
  'day',
  'weekday',
  'count',
  'year',
  'twice',
  'makeUp',
  'statutory',
] as const;
/** What does not fit in a list, and the words or the day at which it was seen. */
export type NoticeFault = { readonly why: (typeof NOTICE_FAULTS)[number]; readonly at: string };

export type ReadNotice = { readonly days: readonly ListedDay[]; readonly faults: readonly NoticeFault[] };

/** How the State Council's notices and tables name the holidays. */
const NAMED: readonly (readonly [RegExp, Holiday])[] = [
  [/元旦/, 'newYear'],
  [/春节/, 'springFestival'],
  [/清明/, 'tombSweeping'],
  [/劳动/, 'labourDay'],
  [/端午/, 'dragonBoat'],
  [/中秋/, 'midAutumn'],
  [/国庆/, 'nationalDay'],
  [/抗日|抗战/, 'victoryDay'],
];
const WEEKDAYS = '一二三四五六日';
const ITEM = /(?:^|\n)\s*[一二三四五六七八九十]+、\s*([^：:\n]{2,20})[：:]\s*([^\n]+)/g;
const ROW = /^\s*(\d{4}-\d{2}-\d{2})[\s,;，；]+(off|work|休|班|放假|上班)(?:[\s,;，；]+(.{1,20}?))?\s*$/;
const DATE = '(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:[（(]([^）)]*)[）)])?';
const OFF = new RegExp(`${DATE}(?:(?:至|到|[-—~～]+)${DATE})?[^。；]*?放假(?:[^。；]*?(\\d+)天)?`, 'g');

/**
 * Reads a year's list as it is pasted: the text of the State Council's notice ("一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。
 * 1月4日（周日）上班。"), or rows "2026-01-01 休 元旦". What the notice says twice is held against itself: each weekday, each count of days;
 * and the whole against the law: every holiday of the law is off, and what is made up for lies on a weekend.
 */
export function readNotice(text: string, year: number, festivals: Festivals): ReadNotice {
  const faults: NoticeFault[] = [];
  const days: ListedDay[] = [];
  // Pasted without its line breaks, each item still begins with its number.
  const plain = text.replaceAll('\r', '').replace(/。\s*(?=[一二三四五六七八九十]+、)/g, '。\n');
  const lines = plain.split('\n');
  const isTable = lines.some((line) => ROW.test(line));
  if (isTable) rows(lines, days, faults);
  else for (const [, names = '', said = ''] of plain.matchAll(ITEM)) item(names, said, year, days, faults);
  if (days.length === 0) return { days: [], faults: faults.length > 0 ? faults : [{ why: 'empty', at: '' }] };
  days.sort((a, b) => (a.day < b.day ? -1 : 1));
  return { days, faults: [...faults, ...faultsOf(days, year, festivals)] };
}

function rows(lines: readonly string[], days: ListedDay[], faults: NoticeFault[]): void {
  for (const line of lines) {
    if (line.trim() === '') continue;
    const [, day = '', word = '', name = ''] = ROW.exec(line) ?? [];
    const holiday = NAMED.find(([known]) => known.test(name))?.[1] ?? HOLIDAYS.find((one) => one === name);
    if (!isDay(day)) faults.push({ why: 'day', at: line.trim().slice(0, 40) });
    else if (holiday === undefined) faults.push({ why: 'holiday', at: line.trim().slice(0, 40) });
    else days.push({ day, works: ['work', '班', '上班'].includes(word), holiday });
  }
}

function item(names: string, said: string, year: number, days: ListedDay[], faults: NoticeFault[]): void {
  // Two holidays that are joined stand under the one that gives the days their length.
  const holidays = NAMED.filter(([known]) => known.test(names)).map(([, holiday]) => holiday);
  const holiday = holidays.find((one) => one === 'nationalDay') ?? holidays[0];
  if (holiday === undefined) {
    faults.push({ why: 'holiday', at: names });
    return;
  }
  for (const sentence of said.split(/[。；]/)) {
    if (sentence.includes('上班')) {
      let month = '';
      for (const date of sentence.matchAll(new RegExp(DATE, 'g'))) {
        month = date[2] ?? month;
        const day = dayFrom(date.slice(1), { year: String(year), month }, faults);
        if (day !== null) days.push({ day, works: true, holiday });
      }
      continue;
    }
    for (const off of sentence.matchAll(OFF)) {
      const first = dayFrom(off.slice(1, 5), { year: String(year), month: '' }, faults);
      if (first === null) continue;
      const until =
        off[7] === undefined
          ? first
          : dayFrom(off.slice(5, 9), { year: first.slice(0, 4), month: first.slice(5, 7) }, faults);
      if (until === null) continue;
      const span = spanOf(first, until);
      if (span.length === 0 || (off[9] !== undefined && Number(off[9]) !== span.length))
        faults.push({ why: 'count', at: off[0] });
      for (const day of span) days.push({ day, works: false, holiday });
    }
  }
}

function dayFrom(
  [year, month, day, said]: readonly (string | undefined)[],
  known: { readonly year: string; readonly month: string },
  faults: NoticeFault[],
): Day | null {
  const two = (text: string) => text.padStart(2, '0');
  const whole = `${year ?? known.year}-${two(month ?? known.month)}-${two(day ?? '')}`;
  if (!isDay(whole)) {
    faults.push({ why: 'day', at: whole });
    return null;
  }
  const weekday = /(?:周|星期)([一二三四五六日天])/.exec(said ?? '')?.[1]?.replace('天', '日');
  if (weekday !== undefined && WEEKDAYS.indexOf(weekday) + 1 !== weekdayOf(whole))
    faults.push({ why: 'weekday', at: `${whole}（${said}）` });
  return whole;
}

/** At most a month: what is longer is a slip of the pen. */
function spanOf(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last) && days.length <= 31; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function faultsOf(days: readonly ListedDay[], year: number, festivals: Festivals): NoticeFault[] {
  const faults: NoticeFault[] = [];
  const seen = new Set<Day>();
  for (const { day, works } of days) {
    // New Year's holiday may begin, and be made up for, in the last days of the year before.
    if (!day.startsWith(`${year}-`) && !(day >= `${year - 1}-12-24` && day < `${year}-01-01`))
      faults.push({ why: 'year', at: day });
    if (seen.has(day)) faults.push({ why: 'twice', at: day });
    seen.add(day);
    if (works && weekdayOf(day) <= 5) faults.push({ why: 'makeUp', at: day });
  }
  const off = new Set(days.filter((one) => !one.works).map((one) => one.day));
  for (const { day } of statutoryMarks(year, festivals)) {
    // A list may leave out what lies on a weekend anyway.
    if (!off.has(day) && (weekdayOf(day) <= 5 || seen.has(day))) faults.push({ why: 'statutory', at: day });
  }
  return faults;
}

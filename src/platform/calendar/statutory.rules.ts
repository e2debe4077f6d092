import { addDays, type Day, type Holiday, type Mark } from './calendar.rules.ts';

/** The days of a year that the moon and the sun date: the first day of the lunar year, Qingming, the fifth of the fifth month, the fifteenth of the eighth. */
export type Festivals = {
  readonly springFestival: Day;
  readonly tombSweeping: Day;
  readonly dragonBoat: Day;
  readonly midAutumn: Day;
};

/**
 * The holidays of all citizens in a year from 2000 on, as the law itself dates them: 全国年节及纪念日放假办法, art. 2, in the
 * revisions of 1999 (from 2000: three days each of Spring Festival, Labour Day, National Day), 2007 (from 2008: eve to
 * second, one day of Labour Day, and three festivals more), 2013 (from 2014: first to third) and 2024 (from 2025: eve to
 * third, two days of Labour Day). Days that the yearly notice moves around them are not among them.
 */
export function statutoryMarks(year: number, festivals: Festivals): Mark[] {
  const spring = (first: number, days: number) =>
    span('springFestival', addDays(festivals.springFestival, first), days);
  return [
    ...span('newYear', `${year}-01-01`, 1),
    ...(year >= 2025 ? spring(-1, 4) : year >= 2014 || year < 2008 ? spring(0, 3) : spring(-1, 3)),
    ...(year >= 2008 ? span('tombSweeping', festivals.tombSweeping, 1) : []),
    ...span('labourDay', `${year}-05-01`, year >= 2025 ? 2 : year >= 2008 ? 1 : 3),
    ...(year >= 2008 ? span('dragonBoat', festivals.dragonBoat, 1) : []),
    ...(year >= 2008 ? span('midAutumn', festivals.midAutumn, 1) : []),
    ...span('nationalDay', `${year}-10-01`, 3),
  ];
}

/**
 * Qingming of a year from 2000 to 2099: the customary formula of solar terms, floor(y·0.2422 + 4.81) - floor(y/4) of April;
 * it agrees with every notice since 2008.
 */
export function qingmingOf(year: number): Day {
  const y = year - 2000;
  const day = Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4);
  return `${year}-04-0${day}`;
}

function span(holiday: Holiday, first: Day, days: number): Mark[] {
  return Array.from({ length: days }, (_, n) => ({
    day: addDays(first, n),
    works: false,
    by: 'law',
    holiday,
    why: null,
    source: null,
  }));
}

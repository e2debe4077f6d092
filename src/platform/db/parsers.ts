import pg from 'pg';

/**
 * How PostgreSQL's values arrive, set once for the process: int8 as a number (counts and seq stay far below 2^53;
 * a larger one throws rather than being rounded), date as 'YYYY-MM-DD' (a day in Asia/Shanghai has no time zone).
 */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`int8 beyond 2^53: ${text}`);
  return number;
}

const INT8 = 20;
const DATE = 1082;
type TypeId = Parameters<typeof pg.types.getTypeParser>[0] & number;
// Lists have type ids of their own, which pg's types do not name.
const INT8_LIST = 1016;
const DATE_LIST = 1182;

pg.types.setTypeParser(INT8, wholeNumber);
pg.types.setTypeParser(DATE, (text) => text);
// int8[] and date[] in PostgreSQL's own notation hold neither commas nor quotes inside an element.
pg.types.setTypeParser(INT8_LIST as TypeId, (text) =>
  elements(text).map((one) => (one === 'NULL' ? null : wholeNumber(one))),
);
pg.types.setTypeParser(DATE_LIST as TypeId, (text) => elements(text).map((one) => (one === 'NULL' ? null : one)));

function elements(text: string): string[] {
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(',');
}

import { createHash } from 'node:crypto';
import { MapFile } from '../../../gateways/tabular/map-file.ts';
import { say } from '../../../platform/language/language.ts';
import { attributeOf } from './answers.rules.ts';
import { FIELDS, type Names, type Plan } from './importing.rules.ts';
import { importingWords } from './importing.words.ts';

/** How times are written in the tables of offices: year, month, day in this order, so that none can be read two ways. */
const FORMATS = [
  'YYYY-M-D H:mm:ss',
  'YYYY-M-D H:mm',
  'YYYY-M-D',
  'YYYY/M/D H:mm:ss',
  'YYYY/M/D H:mm',
  'YYYY/M/D',
  'YYYY年M月D日 H:mm',
  'YYYY年M月D日',
  'YYYY.M.D',
  'YYYY-MM-DDTHH:mm:ssZ',
];
/** The same for whoever mends a row: the forms that are met most. */
const EXAMPLE = '2026-03-05 08:30, 2026/3/5, 2026年3月5日';

/** Names that columns bear, in both languages: a table may come from anywhere. */
export const NAMES = Object.fromEntries(
  FIELDS.map((field) => [
    field,
    (['zh', 'en'] as const).flatMap((language) => say(importingWords, language, `n_${field}`).split('|')),
  ]),
) as unknown as Names;

/**
 * The map, as the command takes one from a file, that a whole plan means. Its name, of which every row's id is made, follows
 * from what the ledger is called or else from its heading: the same table twice, corrected or grown, gives the same ids.
 */
export function mapOf(plan: Plan, header: readonly string[]): MapFile {
  const { columns, kinds, otherwise, answers, datum, ledger } = plan;
  const called = ledger === '' ? ['heading', ...header.map((one) => one.trim())] : ['ledger', ledger];
  const name = `desk-${createHash('sha256').update(called.join('\u001f')).digest('hex').slice(0, 24)}`;
  const title = ledger === '' ? name : ledger;
  const origin = (column: string | null) => (column === null ? undefined : { column });
  return MapFile.parse({
    name,
    title: { zh: title, en: title },
    headerRow: plan.headerRow,
    ...(columns.number === null ? {} : { externalId: { columns: [columns.number] } }),
    happened: { columns: [columns.happened], formats: FORMATS, timezone: 'Asia/Shanghai', example: EXAMPLE },
    ...(columns.lon === null || columns.lat === null ? {} : { place: { lon: columns.lon, lat: columns.lat, datum } }),
    kind:
      columns.kind === null
        ? { constant: otherwise }
        : {
            column: columns.kind,
            values: Object.fromEntries(kinds.map((one) => [one.value, one.kind])),
            ...(otherwise === null ? {} : { otherwise }),
          },
    words: origin(columns.words),
    address: origin(columns.address),
    attributes: Object.fromEntries(answers.map((one) => [attributeOf(one), { column: one.column }])),
  });
}

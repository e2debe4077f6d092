import type { Catalogue, Column, Relation } from './catalogue.ts';

const HEAD = `// The tables as kysely sees them, read from PostgreSQL's catalogue by bin/catalogue.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

/** jsonb: read as what it holds, written as JSON text (pg would turn a list into a PostgreSQL array). */
// biome-ignore lint/suspicious/noExplicitAny: only its reader knows what a document holds.
export type Json = ColumnType<any, string, string>;
/** timestamptz: read as a Date, written as a Date or an ISO text. */
export type Time = ColumnType<Date, Date | string, Date | string>;
`;

/** How pg hands values over, with the parsers of parsers.ts: int8 as a number, date as 'YYYY-MM-DD'. */
const TYPES: Readonly<Record<string, string>> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  name: 'string',
  uuid: 'string',
  date: 'string',
  inet: 'string',
  bytea: 'Buffer',
  json: 'Json',
  jsonb: 'Json',
  timestamptz: 'Time',
};

/** The text of database/types.ts. Throws on a column whose type this list does not know. */
export function typesText(catalogue: Catalogue): string {
  const tables = catalogue.relations.map(
    (one) =>
      `export type ${nameOf(one)} = {\n${one.columns.map((column) => `  ${key(column.name)}: ${typeOf(one, column)};\n`).join('')}};\n`,
  );
  const list = catalogue.relations.map((one) => `  '${one.schema}.${one.name}': ${nameOf(one)};\n`).join('');
  return `${HEAD}\n${tables.join('\n')}\nexport type DB = {\n${list}};\n`;
}

const nameOf = ({ schema, name }: Relation): string =>
  `${schema}_${name}`
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);

function typeOf(relation: Relation, column: Column): string {
  const one = column.values?.map((value) => `'${value}'`).join(' | ') ?? TYPES[column.base];
  if (one === undefined)
    throw new Error(`${relation.schema}.${relation.name}.${column.name}: no type for ${column.base}`);
  const element = one === 'Time' ? 'Date' : one;
  const whole = column.list ? `${element.includes(' ') ? `(${element})` : element}[]` : one;
  const type = column.required || relation.kind === 'view' ? whole : `${whole} | null`;
  if (relation.kind === 'view')
    return `ColumnType<${one === 'Time' ? 'Date' : one === 'Json' ? 'unknown' : type} | null, never, never>`;
  return column.default !== null || column.filled !== '' ? `Generated<${type}>` : type;
}

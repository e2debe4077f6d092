import type { Catalogue, Column, Part, Relation } from './catalogue.ts';

const HEAD = `-- The whole schema as the migrations make it, read from PostgreSQL's catalogue by bin/catalogue.ts. Not run by anything:
-- it is here to be read, and to show in a change what a migration really does. Tables are owned by lianan_migrate.
`;

/** The text of database/schema.sql; the same for the same schema, whatever the version of PostgreSQL. */
export function schemaText(catalogue: Catalogue): string {
  return `${HEAD}${catalogue.schemas.map((schema) => ofSchema(catalogue, schema)).join('')}`;
}

function ofSchema(catalogue: Catalogue, schema: Catalogue['schemas'][number]): string {
  const grants = schema.grants
    .map((one) => `grant ${one.replace(' to ', ` on schema ${schema.name} to `)};\n`)
    .join('');
  const functions = catalogue.functions.filter((one) => one.schema === schema.name);
  const relations = catalogue.relations.filter((one) => one.schema === schema.name);
  return [
    `\n\n-- ${schema.name}\ncreate schema ${schema.name};\n${grants}`,
    ...relations.map((one) =>
      ofRelation(
        one,
        catalogue.parts.filter((part) => part.schema === schema.name && part.relation === one.name),
      ),
    ),
    ...functions.map(
      (one) =>
        `\n${tidy(one.text)};\n${one.grants.map((grant) => `grant ${grant.replace(' to ', ` on function ${one.signature} to `)};\n`).join('')}`,
    ),
  ].join('');
}

function ofRelation(relation: Relation, parts: readonly Part[]): string {
  const name = `${relation.schema}.${quoted(relation.name)}`;
  const constraints = parts.filter((part) => part.text.startsWith('constraint '));
  const others = parts.filter((part) => !part.text.startsWith('constraint '));
  const body = [...relation.columns.map(ofColumn), ...constraints.map((one) => tidy(one.text))]
    .map((line) => `  ${line}`)
    .join(',\n');
  const options = relation.options.length > 0 ? ` with (${relation.options.join(', ')})` : '';
  // A view's query is written back differently by each version of PostgreSQL; its migration has it as it was meant.
  const made = `create ${relation.kind} ${name} (\n${body}\n)${options};\n`;
  const security = [relation.enabled ? 'enable' : '', relation.forced ? 'force' : ''].filter((word) => word !== '');
  return [
    `\n${made}`,
    ...security.map((word) => `alter table ${name} ${word} row level security;\n`),
    ...others.map((one) => `${tidy(one.text)};\n`),
  ].join('');
}

function ofColumn(column: Column): string {
  const filled = column.filled === 'identity' ? ' generated as identity' : '';
  const given =
    column.default === null
      ? ''
      : column.filled === 'generated'
        ? ` generated always as (${column.default}) stored`
        : ` default ${column.default}`;
  const collation = column.collation === null ? '' : ` collate "${column.collation}"`;
  return `${quoted(column.name)} ${column.type}${collation}${column.required ? ' not null' : ''}${filled}${given}`;
}

const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`);

/** PostgreSQL's own layout leaves blanks at the ends of lines, which editors and git dislike. */
function tidy(text: string): string {
  return text.replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n');
}

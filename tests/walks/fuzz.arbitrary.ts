import fc from 'fast-check';
import { z } from 'zod';

/** A JSON schema as zod writes it, as far as the contracts use it. */
type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
};

/** What a schema asks for on its way in, as a JSON schema; what it cannot say is anything. */
export const schemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** Ids of things that are there, so that a fuzzed request may come past the door. */
export type Known = { readonly ids: readonly string[]; readonly codes: readonly string[] };

const WORDS = [
  'hazard.fire',
  'fire',
  '330702',
  '330702001',
  'note',
  '楼道堆满杂物',
  '13800000001',
  'zh',
  '2026-11-23',
  '',
];

/** Values that nearly or wholly fit a schema. */
export function fitting(schema: Schema, known: Known, depth = 0): fc.Arbitrary<unknown> {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return fc.oneof(...branches.map((one) => fitting(one, known, depth)));
  if (schema.allOf) return fitting(Object.assign({}, ...schema.allOf) as Schema, known, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return textFor(schema, known);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1000, -2_147_483_648),
        max: Math.min(schema.maximum ?? 1000, 2_147_483_647),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fitting(schema.items ?? {}, known, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3)),
      });
    case 'object':
      return objectFor(schema, known, depth);
    default:
      return fc.oneof(fc.constantFrom(...WORDS), fc.integer(), fc.boolean(), fc.constant(null));
  }
}

function textFor(schema: Schema, { ids, codes }: Known): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...ids));
  if (schema.format === 'date') return fc.constantFrom('2026-11-23', '2000-02-29', '9999-12-31', '0001-01-01');
  if (schema.format === 'date-time')
    return fc.constantFrom('2026-11-23T08:00:00Z', '1970-01-01T00:00:00+08:00', '9999-12-31T23:59:59.999Z');
  if (schema.format === 'base64') return fc.base64String({ maxLength: 200 });
  if (schema.pattern !== undefined) return fc.oneof(matching(schema.pattern), fc.constantFrom(...codes, ...WORDS));
  const least = Math.min(schema.minLength ?? 0, 200);
  return fc.oneof(
    fc.string({ minLength: least, maxLength: Math.max(least, Math.min(schema.maxLength ?? 40, 60)), unit: 'grapheme' }),
    fc.constantFrom(...WORDS),
  );
}

/** Texts of a pattern, where it can be read as one; anything otherwise. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern), { maxLength: 60 });
  } catch {
    return fc.string();
  }
}

function objectFor(
  { properties = {}, required = [], additionalProperties }: Schema,
  known: Known,
  depth: number,
): fc.Arbitrary<unknown> {
  const own = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fitting(one, known, depth + 1)])),
    { requiredKeys: [...required] },
  );
  if (typeof additionalProperties !== 'object') return own;
  return fc
    .tuple(
      own,
      fc.dictionary(fc.constantFrom('blocked', 'floor', 'x'), fitting(additionalProperties, known, depth + 1), {
        maxKeys: 2,
      }),
    )
    .map(([a, b]) => ({ ...a, ...b }));
}

/** A raw piece of JSON, written as it stands: what JSON.stringify would never write. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const nested = (depth: number) => new Raw('['.repeat(depth) + ']'.repeat(depth));
const LONG = 'x'.repeat(100_000);

/** What no field of ours should be able to stumble over. */
export const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  -0,
  1e21,
  Number.MAX_SAFE_INTEGER + 2,
  new Raw('1e400'),
  new Raw('-1e400'),
  new Raw('0.1e-400'),
  [],
  {},
  [[]],
  [null],
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  new Raw('"\\ud800"'),
  new Raw('"\\udfff\\ud800"'),
  '\u202e\u200b',
  '\ufeff',
  '\ufffe',
  "'; drop table matters.matter; --",
  '%',
  '_',
  '\\',
  '../../etc/passwd',
  '{{7*7}}',
  '=cmd()',
  LONG,
  new Raw(`"${'\\u0000'.repeat(500)}"`),
  nested(50),
  nested(20_000),
  new Raw('{"__proto__":{"polluted":true}}'),
  new Raw('{"constructor":{"prototype":{"polluted":true}}}'),
  new Raw('{"a":1,"a":2}'),
  'NaN',
  'Infinity',
  '9'.repeat(400),
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '0000-00-00',
  '+275760-09-13T00:00:00.001Z',
  ['a', 'b'],
  { length: 5 },
  { toString: 1 },
];

/** JSON with the raw pieces in their places. */
export function written(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${written(one)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

type Path = readonly (string | number)[];
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (value instanceof Raw || value === null || typeof value !== 'object') return [at];
  const entries = Array.isArray(value) ? value.map((one, index) => [index, one] as const) : Object.entries(value);
  return [at, ...entries.flatMap(([key, one]) => pathsOf(one, [...at, key]))];
}
function replaced(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((one, at) => (at === key ? replaced(one, rest, change) : one));
  const old = value as Record<string, unknown>;
  return { ...old, [key]: replaced(old[key], rest, change) };
}

/** A value, the same with one thing wrong in it, and where; `null` where nothing was made wrong. */
export type Spoilt = { readonly base: unknown; readonly value: unknown; readonly where: string | null };

/** Values that fit, each with at most one thing made wrong: replaced by something nasty, left out, or a field too many. */
export function spoilt(schema: Schema, known: Known): fc.Arbitrary<Spoilt> {
  return fc
    .tuple(
      fitting(schema, known),
      fc.nat(),
      fc.constantFrom('keep', 'nasty', 'nasty', 'nasty', 'nasty', 'drop', 'more'),
      fc.constantFrom(...NASTY),
    )
    .map(([value, pick, how, nasty]) => {
      const paths = pathsOf(value);
      const path = paths[pick % paths.length] ?? [];
      const where = path.join('.');
      if (how === 'keep') return { base: value, value, where: null };
      if (how === 'nasty') return { base: value, value: replaced(value, path, () => nasty), where };
      const isObject = (one: unknown): one is object =>
        one !== null && typeof one === 'object' && !Array.isArray(one) && !(one instanceof Raw);
      if (how === 'more')
        return {
          base: value,
          value: replaced(value, path, (old) => (isObject(old) ? { ...old, 'no such field': nasty } : old)),
          where,
        };
      const parent = path.slice(0, -1);
      const left = replaced(value, parent, (old) =>
        isObject(old) ? Object.fromEntries(Object.entries(old).filter(([key]) => key !== path.at(-1))) : old,
      );
      return { base: value, value: left, where: parent.join('.') };
    });
}

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asOwner } from '../harness/database.ts';

/** One row of the database as it stands: where it lies, which transaction wrote it, and what it says. */
export type Row = {
  readonly table: string;
  readonly xmin: string;
  readonly ctid: string;
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** Every row of every table of a database, catalogues left out: whatever folder's, better-auth's and pg-boss's among them. */
export function everyRow(ownerUrl: string): Promise<Row[]> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`);
    const all: Row[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query<{ xmin: string; ctid: string; row: Record<string, unknown> }>(
        `select t.xmin::text, t.ctid::text, to_jsonb(t) as row from ${name} t order by t.ctid`,
      );
      all.push(
        ...rows.map(({ xmin, ctid, row }) => ({ table: name, xmin, ctid, values: row, text: JSON.stringify(row) })),
      );
    }
    return all;
  });
}

/** A row's text, and what its bytes (printed as \\x…) say when they are read as text. */
export function readings(row: Row): string[] {
  const bytes = [...row.text.matchAll(/\\\\x([0-9a-f]{8,})/g)].map(([, hex = '']) => Buffer.from(hex, 'hex'));
  return [row.text, ...bytes.map((one) => one.toString('latin1')), ...bytes.map((one) => one.toString('utf8'))];
}

export type Span = { readonly from: number; readonly to: number };
/** Whether a moment lies in a span; one that is told coarsely covers all that it may mean. */
const isIn = (at: number, spans: readonly Span[], coarse = 0) =>
  spans.some(({ from, to }) => at <= to && at + coarse >= from);

/** Times within the spans that a text tells in any way: written out, in seconds or milliseconds since 1970, in a UUID that carries one. */
export function timesIn(text: string, spans: readonly Span[]): string[] {
  const written = [...text.matchAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?/g)].filter(
    ([time]) => {
      const zoned = /(Z|[+-]\d\d(:?\d\d)?)$/.test(time) ? time : `${time}Z`;
      const at = Date.parse(zoned.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
      return Number.isFinite(at) && isIn(at, spans, /\.\d/.test(time) ? 0 : /:\d\d:\d\d/.test(time) ? 999 : 59_999);
    },
  );
  const counted = [...text.matchAll(/(?<![0-9a-f.-])(\d{10}|\d{13})(?![0-9a-f-])/g)].filter(([digits]) =>
    digits.length === 10 ? isIn(Number(digits) * 1000, spans, 999) : isIn(Number(digits), spans),
  );
  const ids = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gi)].filter(
    ([id]) => {
      const at = timeOfId(id);
      return at !== null && isIn(at, spans);
    },
  );
  return [...written, ...counted, ...ids].map(([one]) => one);
}

/** The moment in a UUID of version 1, 6 or 7 (RFC 9562), in milliseconds; null for others. */
function timeOfId(id: string): number | null {
  const hex = id.replaceAll('-', '').toLowerCase();
  if (hex[12] === '7') return Number.parseInt(hex.slice(0, 12), 16);
  const ticks =
    hex[12] === '1'
      ? hex.slice(13, 16) + hex.slice(8, 12) + hex.slice(0, 8)
      : hex[12] === '6'
        ? hex.slice(0, 12) + hex.slice(13, 16)
        : null;
  return ticks === null ? null : Number(BigInt(`0x${ticks}`) / 10_000n) - 12_219_292_800_000;
}

/** What rows tell of somebody who must not be traced: any of the texts, any time within the spans. */
export function leaksIn(rows: readonly Row[], needles: readonly string[], spans: readonly Span[]): string[] {
  return rows.flatMap((row) => {
    const texts = readings(row);
    const found = needles.filter((needle) => texts.some((text) => text.toLowerCase().includes(needle.toLowerCase())));
    const times = texts.flatMap((text) => timesIn(text, spans));
    return [...found, ...times].map((one) => `${row.table}: ${one} in ${row.text.slice(0, 300)}`);
  });
}

/** One file or folder with all the times that a file system keeps of it. */
export type Stored = {
  readonly path: string;
  readonly bytes: Buffer | null;
  readonly times: Readonly<Record<'mtime' | 'ctime' | 'birthtime', number>>;
};

/** Everything below a folder, the folders themselves included. */
export async function everyFile(folder: string): Promise<Stored[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = [folder, ...entries.map((one) => join(one.parentPath, one.name))];
  return Promise.all(
    paths.map(async (path) => {
      const { mtimeMs, ctimeMs, birthtimeMs, isFile } = await stat(path).then((one) => ({
        ...one,
        mtimeMs: one.mtimeMs,
        ctimeMs: one.ctimeMs,
        birthtimeMs: one.birthtimeMs,
        isFile: one.isFile(),
      }));
      return {
        path,
        bytes: isFile ? await readFile(path) : null,
        times: { mtime: mtimeMs, ctime: ctimeMs, birthtime: birthtimeMs },
      };
    }),
  );
}

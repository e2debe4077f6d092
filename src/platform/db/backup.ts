import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import pg from 'pg';
import type { Measure } from './container.ts';
import { BackupWriter } from './container.ts';
import { copyOut } from './copy.ts';
import { Refusal } from './refusal.ts';
import { migrateUrlOf } from './roles.ts';
import type { Table } from './tables.ts';
import { NOT_SAVED, PLAIN_FORMS, sequencesOf, tablesOf } from './tables.ts';
import './parsers.ts';

export type BackupAsk = {
  /** The owner's address; only the migrating role is used on it, which sees all rows. */
  readonly ownerUrl: string;
  readonly masterKey: Buffer;
  /** File to write; it appears when it is whole. */
  readonly file: string;
  /** The stored bytes of a file by district and address, or null where there are none. */
  readonly bytesOf: (district: string, address: string) => Promise<Buffer | null>;
  readonly tell?: (progress: { readonly table: string; readonly rows: number }) => void;
};

/** What a backup holds: rows by table, files, and what the database named but the store did not have. */
export type Saved = {
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
  readonly missing: number;
};

/** Lines in one statement of the first part. */
const SLICE = 20_000;
const LINES = 'journal.line';

/**
 * Writes the whole database and its files into one file, while the system runs. Lines never change and are numbered without gaps,
 * so that all up to the head of a moment are read first in slices of `seq`, each a short statement of its own; what came after,
 * and all rows that change, are then read in one snapshot, which is thereby short: a long one makes every update leave dead
 * rows behind (a 35 s one cost 40 % of throughput). What is forgotten is not in it; jobs, sessions and roles are not either.
 */
export async function backup(ask: BackupAsk): Promise<Saved> {
  const folder = dirname(resolve(ask.file));
  if (!existsSync(folder)) throw new Refusal('backupNoTarget', { folder });
  const client = new pg.Client({ connectionString: migrateUrlOf(ask.ownerUrl), application_name: 'lianan backup' });
  client.on('error', () => {});
  await client.connect();
  const writer = new BackupWriter(ask.file, ask.masterKey);
  try {
    await client.query(PLAIN_FORMS);
    const saved = await new Saving(client, writer, ask).run();
    await writer.finish();
    return saved;
  } catch (error) {
    await writer.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

class Saving {
  readonly #client: pg.Client;
  readonly #writer: BackupWriter;
  readonly #ask: BackupAsk;
  readonly #rows: Record<string, number> = {};

  constructor(client: pg.Client, writer: BackupWriter, ask: BackupAsk) {
    this.#client = client;
    this.#writer = writer;
    this.#ask = ask;
  }

  async run(): Promise<Saved> {
    const { rows: there } = await this.#client.query<{ there: boolean }>(
      `select to_regclass('journal.line') is not null as there`,
    );
    if (there[0]?.there !== true) throw new Refusal('nothingToSave');
    const { rows: migrations } = await this.#client.query<{ folder: string; name: string; hash: string }>(
      'select folder, name, hash from db.migration order by folder, name',
    );
    const tables = (await tablesOf(this.#client)).filter((one) => !NOT_SAVED.has(one.name));
    await this.#writer.start();
    await this.#writer.record({ record: 'database', made: new Date().toISOString(), migrations });
    const lines = tables.find((one) => one.name === LINES);
    const upTo = lines ? await this.#linesInSlices(lines) : new Map<string, number>();

    await this.#client.query('begin isolation level repeatable read read only');
    for (const table of tables) await this.#table(table, table === lines ? beyond(upTo) : '');
    const sequences = await sequencesOf(this.#client);
    const { rows: files } = await this.#client.query<{ district: string; address: string }>(STORED);
    await this.#client.query('commit');
    const { stored, missing } = await this.#files(files);
    await this.#writer.record({ record: 'totals', rows: this.#rows, sequences, files: stored, missing });
    return { rows: this.#rows, files: stored, missing };
  }

  /** All lines up to the heads of this moment. @returns those heads by district. */
  async #linesInSlices(lines: Table): Promise<Map<string, number>> {
    const { rows: heads } = await this.#client.query<{ district: string; seq: number }>(
      'select district, seq from journal.head order by district',
    );
    for (const { district, seq } of heads) {
      for (let from = 0; from < seq; from += SLICE) {
        await this.#table(
          lines,
          `where district = '${district}' and seq > ${from} and seq <= ${Math.min(from + SLICE, seq)}`,
        );
      }
    }
    return new Map(heads.map((head) => [head.district, head.seq]));
  }

  async #table({ name, columns }: Table, condition: string): Promise<void> {
    const text = `copy (select ${columns.join(', ')} from ${name} ${condition}) to stdout`;
    const { rows }: Measure = await this.#writer.record(
      { record: 'rows', table: name, columns },
      copyOut(this.#client, text),
    );
    this.#rows[name] = (this.#rows[name] ?? 0) + rows;
    this.#ask.tell?.({ table: name, rows: this.#rows[name] });
  }

  async #files(files: readonly { district: string; address: string }[]): Promise<{ stored: number; missing: number }> {
    let missing = 0;
    for (const { district, address } of files) {
      const bytes = await this.#ask.bytesOf(district, address);
      // Forgotten or swept away since the snapshot.
      if (bytes === null) missing++;
      else await this.#writer.record({ record: 'file', district, address }, [bytes]);
    }
    return { stored: files.length - missing, missing };
  }
}

/** Lines after the heads that the slices went up to; districts founded meanwhile whole. */
function beyond(upTo: ReadonlyMap<string, number>): string {
  const known = [...upTo].map(([district, seq]) => `when '${district}' then seq > ${seq}`);
  return known.length === 0 ? '' : `where case district ${known.join(' ')} else true end`;
}

/** Every stored content that a row names. */
const STORED = `
  select distinct district, encode(address, 'hex') as address from (
    select district, address from files.file union all select district, thumb from files.file
    union all select district, address from files.tray union all select district, thumb from files.tray) x
  where address is not null order by 1, 2`;

import type { Mapped } from '../../../gateways/tabular/mapped.ts';
import { mappedRows } from '../../../gateways/tabular/mapped.ts';
import type { Row } from '../../../gateways/tabular/rows.ts';
import { Unreadable } from '../../../gateways/tabular/unreadable.ts';
import { addDays, dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import { heldBytes, letGo } from '../../../platform/files/files.door.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { stillAsked } from './answers.rules.ts';
import { type Bringing, bringingTo, broughtIn, examined } from './bringing.ts';
import type { Shown } from './importing.contract.ts';
import { lacking, type Plan } from './importing.rules.ts';
import * as kept from './importing.store.ts';
import { importingWords } from './importing.words.ts';
import { importSeal } from './importSeal.ts';
import {
  Findings,
  fits,
  guessedPlan,
  knownKinds,
  rowsOf,
  sampleOf,
  slices,
  type Table,
  tableOf,
  valuesOf,
} from './looking.ts';
import { mapOf } from './mapping.ts';

export type ImportParts = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly store: Parameters<typeof heldBytes>[0]['store'];
  readonly clock: () => Date;
};

/** A worker that has said nothing for so long is taken to be gone; what it was at is gone on with. */
const SILENT_MS = 60_000;
/** Days for which refused rows can be fetched after an import has ended. */
export const KEPT_DAYS = 7;

/**
 * A turn of the worker: removes what is over, then looks at, or brings in, one table after the other until none waits. It may be
 * ended at any batch (`ending`), killed, or run twice at a time: every row has its own id, and counts are written with the turn.
 */
export async function importTurn(parts: ImportParts, district: string, ending?: AbortSignal): Promise<void> {
  const { db, clock } = parts;
  if (await db.read(whole(district), (tx) => kept.isIdle(tx, district, dayOf(clock())))) return;
  await tidy(parts, district);
  while (!ending?.aborted) {
    const now = clock();
    const silentSince = new Date(now.getTime() - SILENT_MS);
    const row = await db.write(whole(district), (tx) => kept.takeImport(tx, district, now, silentSince));
    if (row === null) return;
    await new OneImport(parts, district, row, ending).work();
    await tidy(parts, district);
  }
}

async function tidy(parts: ImportParts, district: string): Promise<void> {
  const { db, clock } = parts;
  const now = clock();
  const today = dayOf(now);
  const inVain = await db.write(whole(district), async (tx) => {
    for (const id of await kept.leftOpen(tx, district, today))
      await kept.endImport(tx, district, id, { state: 'cancelled', ended: now, until: today });
    return kept.heldInVain(tx, district);
  });
  for (const { id, held } of inVain) {
    await letGo(parts, district, held);
    await db.write(whole(district), (tx) => kept.forgetHeld(tx, district, id));
  }
  await db.write(whole(district), (tx) => kept.dropOldImports(tx, district, today));
}

class OneImport {
  readonly #parts: ImportParts;
  readonly #district: string;
  readonly #row: kept.ImportRow;
  readonly #ending: AbortSignal | undefined;
  readonly #said: Shown;
  #stopped = false;

  constructor(parts: ImportParts, district: string, row: kept.ImportRow, ending: AbortSignal | undefined) {
    this.#parts = parts;
    this.#district = district;
    this.#row = row;
    this.#ending = ending;
    this.#said = this.#seal.openSaid(row.id, row.said);
  }

  get #seal() {
    return importSeal(this.#parts.keyring, this.#district);
  }

  #write<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#parts.db.write(whole(this.#district), fn);
  }

  async work(): Promise<void> {
    const { held, state } = this.#row;
    const bytes = held === null ? null : await heldBytes(this.#parts, this.#district, held);
    if (bytes === null) return this.#fail(textOf(importingWords, 'gone'));
    try {
      const all = await rowsOf(bytes);
      await (state === 'checking' ? this.#look(all) : this.#run(all));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      await this.#fail(error.reason);
    }
  }

  /** What the table is, how it will be read, and what would become of it. */
  async #look(all: readonly Row[]): Promise<void> {
    const bringing = await this.#bringing();
    const table = this.#table(all);
    if (table instanceof Unreadable) return this.#keep({ ...this.#said, found: null, trouble: table.reason });
    const { plan, remembered } = await this.#planFor(table, bringing);
    const said: Shown = {
      name: this.#said.name,
      header: [...table.header],
      sample: sampleOf(table),
      values: valuesOf(table, plan.columns.kind),
      remembered,
      plan: { ...plan, kinds: [...plan.kinds], answers: [...plan.answers] },
      found: null,
      trouble: null,
    };
    await this.#step({ upto: 0, rows: table.rows.length });
    try {
      if (lacking(plan).length === 0) {
        said.found = await this.#tried(all, table, plan, bringing);
        if (said.found === null) return;
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      said.trouble = error.reason;
    }
    await this.#keep(said);
  }

  /** The table under its heading; or why there is none where somebody says it is, who may say another row. */
  #table(all: readonly Row[]): Table | Unreadable {
    const { header, plan } = this.#said;
    try {
      return tableOf(all, plan?.headerRow ?? null);
    } catch (error) {
      if (error instanceof Unreadable && header.length > 0) return error;
      throw error;
    }
  }

  async #keep(said: Shown): Promise<void> {
    const cipher = this.#seal.said(this.#row.id, said);
    await this.#write((tx) => kept.keepChecked(tx, this.#district, this.#row, cipher));
  }

  /** The plan that was given, the one of an earlier table with this heading, or what the names of the columns tell. */
  async #planFor(table: Table, { ground }: Bringing): Promise<{ plan: Plan; remembered: boolean }> {
    const kinds = [...ground.kinds.values()];
    const given = this.#said.plan;
    if (given !== null && fits(given, table)) {
      const known = given.kinds.length > 0 ? given.kinds : knownKinds(table, given.columns.kind, kinds);
      const answers = stillAsked(given.answers, ground.kinds);
      return {
        plan: { ...given, headerRow: table.headerRow, kinds: known, answers },
        remembered: this.#said.remembered,
      };
    }
    const form = this.#seal.formOf(table.header);
    const cipher = await this.#write((tx) => kept.planOfForm(tx, this.#district, form));
    if (cipher !== null) {
      const plan = this.#seal.openPlan(form, cipher);
      const answers = stillAsked(plan.answers, ground.kinds);
      if (fits(plan, table)) return { plan: { ...plan, headerRow: table.headerRow, answers }, remembered: true };
    }
    return { plan: guessedPlan(table, kinds), remembered: false };
  }

  /** Null where it is to stop: the next worker, or the next plan, begins anew. */
  async #tried(all: readonly Row[], table: Table, plan: Plan, bringing: Bringing): Promise<Shown['found']> {
    const findings = new Findings();
    let upto = 0;
    for await (const batch of mappedRows(slices(all), mapOf(plan, table.header))) {
      findings.add(batch, await examined(this.#parts.db, bringing, batch));
      upto += batch.facts.length + batch.refusals.length;
      if ((await this.#step({ upto })) !== 'goes on') return null;
      if (!this.#isEnding) continue;
      await this.#write((tx) => kept.leaveTurn(tx, this.#district, this.#row));
      return null;
    }
    return findings.found(bringing.isPast);
  }

  /** Brings the rows in that no earlier turn has dealt with. */
  async #run(all: readonly Row[]): Promise<void> {
    const { id, upto } = this.#row;
    const { plan } = this.#said;
    if (plan === null) throw new Error('an import runs without a plan');
    const table = tableOf(all, plan.headerRow);
    const form = this.#seal.formOf(table.header);
    const remembered = this.#seal.plan(form, plan);
    const bringing = await this.#bringing();
    const today = dayOf(this.#parts.clock());
    await this.#write((tx) => kept.keepPlan(tx, this.#district, form, remembered, today));
    const batches = this.#fed(upto, mappedRows(slices(all), mapOf(plan, table.header)));
    let isOver = false;
    for await (const { row, stored, known, refusals } of broughtIn(this.#parts.db, bringing, batches)) {
      const cipher = refusals.length === 0 ? null : this.#seal.refused(id, row, refusals);
      const add = { stored, known, refused: refusals.length };
      const heard = await this.#step({ upto: row, add }, async (tx) => {
        if (cipher !== null) await kept.addRefused(tx, this.#district, id, row, cipher);
      });
      // What is under way meanwhile is in the database soon, and is to be counted.
      isOver ||= heard !== 'goes on';
      this.#stopped ||= isOver;
    }
    if (isOver) return;
    if (this.#stopped) await this.#write((tx) => kept.leaveTurn(tx, this.#district, this.#row));
    else await this.#end('done');
  }

  /** Hands on what stands after a row until it is to stop; the rows before are read all the same, for ids depend on them. */
  async *#fed(row: number, batches: AsyncIterable<Mapped>): AsyncGenerator<Mapped> {
    for await (const batch of batches) {
      if (this.#isEnding) this.#stopped = true;
      if (this.#stopped) return;
      if (batch.row <= row) continue;
      yield {
        ...batch,
        facts: batch.facts.filter((one) => one.row > row),
        refusals: batch.refusals.filter((one) => one.row > row),
      };
    }
  }

  #bringing(): Promise<Bringing> {
    const { db, keyring, clock } = this.#parts;
    const { owner: by, post } = this.#row;
    return bringingTo(db, keyring, this.#district, { bringer: { by, post }, clock });
  }

  get #isEnding(): boolean {
    return this.#ending?.aborted === true;
  }

  /** Says how far it is, and hears whether it is to go on. */
  #step(
    to: Omit<Parameters<typeof kept.stepImport>[3], 'now'>,
    besides: (tx: Tx) => Promise<void> = async () => {},
  ): ReturnType<typeof kept.stepImport> {
    const now = this.#parts.clock();
    return this.#write(async (tx) => {
      const heard = await kept.stepImport(tx, this.#district, this.#row, { ...to, now });
      if (heard !== 'over') await besides(tx);
      return heard;
    });
  }

  async #fail(trouble: Text): Promise<void> {
    const { id } = this.#row;
    await this.#end('failed', this.#seal.said(id, { ...this.#said, found: null, trouble }));
  }

  async #end(state: 'done' | 'failed', said?: Buffer): Promise<void> {
    const now = this.#parts.clock();
    const to = { state, ended: now, until: addDays(dayOf(now), KEPT_DAYS), ...(said === undefined ? {} : { said }) };
    await this.#write((tx) => kept.endTurn(tx, this.#district, this.#row, to));
  }
}

import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { keyring, type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { formOf } from '../../../../../tests/walks/photo.ts';
import { openFileStore } from '../../../../platform/files/files.door.ts';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { type As, staffOf } from '../../tests/staff.ts';
import type { readImport, Shown } from '../importing.contract.ts';
import { type ImportParts, importTurn } from '../importing.timers.ts';

export const HEADER = '编号,发生时间,类别,内容,地址,经度,纬度';
export const KIND = '消防隐患';
export const row = (n: number | string, over = `${KIND},楼道堆物，王秘密反映`): string =>
  `B${n},2026-02-03 08:30,${over},解放街${n}号,119.65,29.08`;
export const table = (...rows: string[]): Buffer => Buffer.from([HEADER, ...rows].join('\n'));

export type Course = AnswerOf<typeof readImport>['course'];
export const counts = ({ state, stored, known, refused }: Course) => ({ state, stored, known, refused });

/** A house whose people bring tables, and whose worker takes a turn when it is told to. */
export class ImportDesk {
  readonly house: TestHouse;
  readonly as: As;
  readonly #cookies = new Map<string, string>();

  private constructor(house: TestHouse, as: As) {
    this.house = house;
    this.as = as;
  }

  static async open(): Promise<ImportDesk> {
    const house = await testHouse();
    const as = await staffOf(house, {
      ...{ duty1: 'duty', duty2: 'duty', clerk1: 'clerk', leader1: 'leader' },
      ...{ admin1: 'sysadmin', sec1: 'secadmin' },
    });
    return new ImportDesk(house, as);
  }

  /** Ends what a test has left open. */
  async clear(): Promise<void> {
    this.house.time.now = null;
    await this.house.work.pool.query(
      `update matters.import set state = 'cancelled', ended = now() where state in ('checking', 'checked', 'running')`,
    );
    await this.turn();
  }

  get parts(): ImportParts {
    const { work, dataDir, time } = this.house;
    return { db: work, keyring, store: openFileStore({ dataDir }), clock: () => time.now ?? new Date() };
  }

  turn(ending?: AbortSignal): Promise<void> {
    return importTurn(this.parts, '330702', ending);
  }

  async read(login: string, id: string): Promise<{ course: Course; shown: Shown }> {
    const { status, body } = await this.as(login, 'GET', `/api/imports/${id}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body as { course: Course; shown: Shown };
  }

  async upload(login: string | null, bytes: Buffer, name = '台账.csv', id: string = randomUUID()) {
    const { payload, type } = await formOf(bytes, name);
    const answer = await this.house.server.inject({
      method: 'PUT',
      url: `/api/imports/${id}`,
      payload,
      headers: { 'content-type': type, ...(login === null ? {} : { cookie: await this.#cookieOf(login) }) },
    });
    return { id, status: answer.statusCode, body: answer.json() as Record<string, unknown> };
  }

  async #cookieOf(login: string): Promise<string> {
    const cookie = this.#cookies.get(login) ?? (await this.house.signIn(login));
    this.#cookies.set(login, cookie);
    return cookie;
  }

  /** Uploads, and lets the worker look. */
  async checked(bytes: Buffer, name?: string) {
    const { id, status, body } = await this.upload('duty1', bytes, name);
    expect(status, JSON.stringify(body)).toBe(200);
    await this.turn();
    return { id, ...(await this.read('duty1', id)) };
  }

  /** The same, and starts it; the worker's next turn brings it in. */
  async started(bytes: Buffer): Promise<string> {
    const { id } = await this.checked(bytes);
    expect((await this.as('duty1', 'POST', `/api/imports/${id}/start`, {})).status).toBe(200);
    return id;
  }

  /** Waits until some rows are dealt with. */
  async hasBegun(id: string): Promise<void> {
    for (;;) {
      if ((await this.read('duty1', id)).course.dealt > 0) return;
      await new Promise((soon) => setTimeout(soon, 5));
    }
  }

  /** Sealed files that lie in the store. */
  async files(): Promise<string[]> {
    const all = await readdir(join(this.house.dataDir, 'files'), { recursive: true }).catch(() => []);
    return all.filter((one) => /[0-9a-f]{64}$/.test(one));
  }

  async matters(): Promise<number> {
    const { rows } = await this.house.work.pool.query(
      `select count(*) as n from matters.matter where district = '330702'`,
    );
    return Number(rows[0].n);
  }
}

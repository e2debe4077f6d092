import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildHouse } from '../../src/apps/house.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { openFileStore, openScanner } from '../../src/platform/files/files.door.ts';
import { appointAll } from '../../src/platform/identity/appoint.ts';
import type { Post } from '../../src/platform/identity/caller.ts';
import { enterPeople } from '../../src/platform/identity/enterPeople.ts';
import { NOBODY } from '../../src/platform/identity/subject.store.ts';
import type { WitnessSettings } from '../../src/platform/proof/proof.routes.ts';
import type { PushSettings } from '../../src/platform/push/push.ts';
import { Keyring } from '../../src/platform/sealing/keyring.ts';
import { masterKey, type TestDatabase, testDatabase } from './database.ts';
import { testDistrict } from './district.ts';

export const keyring = new Keyring(masterKey);
export const PASSWORD = 'correct-horse-2026';

/** A whole server on a fresh database with a small district; what the process runs, without the process. */
export type TestHouse = TestDatabase & {
  readonly server: FastifyInstance;
  readonly dataDir: string;
  /** The server's clock; move it by assigning `now`. */
  readonly time: { now: Date | null };
  /** Enters a person with one appointment; returns the person's id. */
  appoint(login: string, post: Post, at: { body?: string; territory?: string }): Promise<string>;
  /** Signs in and returns the cookie header. */
  signIn(login: string): Promise<string>;
  close(): Promise<void>;
};

export async function testHouse(
  settings: {
    readonly kinds?: Parameters<typeof testDistrict>[2];
    readonly push?: PushSettings;
    readonly witness?: WitnessSettings;
  } = {},
): Promise<TestHouse> {
  const test = await testDatabase();
  await testDistrict(test.work, '330702', settings.kinds);
  const dataDir = await mkdtemp(join(tmpdir(), 'lianan-test-'));
  const time: { now: Date | null } = { now: null };
  const clock = () => time.now ?? new Date();
  const server = await buildHouse({
    db: test.db,
    keyring,
    clock,
    http: { logLevel: 'error', ratePerMinute: 1_000_000, origins: [], trustProxy: false, tileOrigins: [] },
    identity: {
      baseUrl: 'http://localhost',
      defaultDistrict: '330702',
      idleMinutes: 60,
      dataDir,
      sms: { kind: 'outbox' },
      oidc: null,
    },
    hooksInside: true,
    witness: settings.witness ?? null,
    files: { store: openFileStore({ dataDir }), scanner: openScanner(undefined) },
    push: settings.push ?? { baseUrl: 'http://localhost' },
    keepContactDays: 365,
  });
  await server.ready();
  return {
    ...test,
    server,
    dataDir,
    time,
    appoint: (login, post, at) =>
      test.work.write(whole('330702'), async (tx) => {
        const writing = { district: '330702', now: new Date(), origin: 'live' as const, author: NOBODY };
        const [person = ''] = await enterPeople(tx, keyring, writing, [
          { login, name: `${login}姓名`, password: PASSWORD },
        ]);
        const { refused } = await appointAll(
          tx,
          writing,
          [
            {
              person,
              post,
              body: at.body ?? null,
              territory: at.territory ?? null,
              from: '2020-01-01',
              to: null,
              deputyOf: null,
            },
          ],
          'founded',
        );
        if (refused.length > 0) throw new Error(`${login}: ${JSON.stringify(refused)}`);
        return person;
      }),
    signIn: async (login) => {
      const answer = await server.inject({
        method: 'POST',
        url: '/api/signin',
        payload: { login, password: PASSWORD },
      });
      if (answer.statusCode !== 200) throw new Error(`signing in as ${login}: ${answer.body}`);
      const cookies = [answer.headers['set-cookie'] ?? []].flat();
      return cookies.map((one) => one.split(';')[0]).join('; ');
    },
    close: async () => {
      await server.close();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

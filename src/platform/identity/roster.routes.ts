import { createHash } from 'node:crypto';
import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { appointAll } from './appoint.ts';
import { commitRoster, previewRoster } from './appointments.contract.ts';
import { mayPropose } from './appointments.rights.ts';
import { refusal } from './appointments.routes.ts';
import { appointmentWords } from './appointments.words.ts';
import { authorOf } from './author.ts';
import { enterPeople } from './enterPeople.ts';
import type { IdentityParts } from './parts.ts';
import { initialPassword } from './people.routes.ts';
import { planRoster, rosterRows } from './roster.ts';
import type { Writing } from './subject.store.ts';

/** Appointments from a sheet: first looked at, then committed whole or not at all. */
export function rosterRoutes(server: Server, parts: IdentityParts): void {
  const { db, keyring, identifier, clock } = parts;

  const begin = async (ask: Ask, sheet: string) => {
    if (!mayPropose(ask.caller)) throw new Problem(403, 'identity.notYours', textOf(appointmentWords, 'notYours'));
    const file = Buffer.from(sheet, 'base64');
    const origin = await parts.originOf(ask.district);
    const writing: Writing = {
      district: ask.district,
      now: clock(),
      origin,
      author: authorOf(ask.caller, ['sysadmin']),
    };
    return {
      digest: createHash('sha256').update(file).digest('hex'),
      rows: await rosterRows(file),
      writing,
      // A demonstration has nobody to be the second person.
      how: origin === 'demo' ? ('founded' as const) : ('proposed' as const),
    };
  };

  mount(server, previewRoster, async (ask, { body }) => {
    const { digest, rows, writing, how } = await begin(ask, body.sheet);
    const plan = await db.read(nothing(ask.district), (tx) => planRoster(tx, writing, rows, how));
    const refused = plan.rows.filter((one) => one.refusals.length > 0).length;
    return {
      digest,
      rows: plan.rows.map(({ row, fresh, refusals }) => ({ ...row, fresh, refusals: [...refusals] })),
      good: plan.rows.length - refused,
      refused,
    };
  });

  mount(server, commitRoster, async (ask, { body }) => {
    const { digest, rows, writing, how } = await begin(ask, body.sheet);
    if (digest !== body.digest) throw new Problem(409, 'identity.changed', textOf(appointmentWords, 'changed'));
    const answer = await db.write(nothing(ask.district), async (tx) => {
      const plan = await planRoster(tx, writing, rows, how);
      const refused = plan.rows.filter((one) => one.refusals.length > 0);
      if (refused.length > 0) {
        const fields = refused.slice(0, 50).map((one) => ({
          path: `sheet.${one.row.row}`,
          message: {
            zh: one.refusals.map((why) => why.zh).join('；'),
            en: one.refusals.map((why) => why.en).join('; '),
          },
        }));
        throw new Problem(
          422,
          'identity.refusedRows',
          textOf(appointmentWords, 'refusedRows', { count: refused.length }),
          fields,
        );
      }
      const entered = [...plan.people].map(([login, { id, name }]) => ({
        login,
        id,
        name,
        password: initialPassword(),
        initialPassword: true,
      }));
      await enterPeople(tx, keyring, writing, entered);
      const made = await appointAll(tx, writing, plan.drafts, how);
      if (made.refused[0]) throw refusal(made.refused[0].refusal);
      return { appointments: made.ids.length, entered: entered.map(({ login, password }) => ({ login, password })) };
    });
    identifier.drop();
    return { state: how === 'founded' ? ('standing' as const) : ('proposed' as const), ...answer };
  });
}

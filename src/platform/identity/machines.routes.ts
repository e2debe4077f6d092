import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { dayOf } from '../journal/line.rules.ts';
import { textOf } from '../language/language.ts';
import { closeAccount } from './accounts.store.ts';
import { authorOf } from './author.ts';
import { allBodies } from './bodies.store.ts';
import { bodyStaysFor } from './bodyDays.rules.ts';
import { postsOf } from './caller.ts';
import { foldMachine } from './folds.rules.ts';
import { newId } from './ids.ts';
import { issueMachine as issue } from './issueMachine.ts';
import { LINES } from './lines.rules.ts';
import { issueMachine, listMachines, revokeMachine } from './machines.contract.ts';
import { refuseMachine } from './machines.rules.ts';
import { allMachines, lockMachine, movedMachine } from './machines.store.ts';
import { machineWords } from './machines.words.ts';
import type { IdentityParts } from './parts.ts';
import { prepared, type Writing, write } from './subject.store.ts';

/** Keys of machines, issued and revoked by the security administrator, seen by the auditor too. */
export function machinesRoutes(server: Server, parts: IdentityParts): void {
  const { db, identifier, clock } = parts;

  const writingOf = async (ask: Ask): Promise<Writing> => {
    if (!postsOf(ask.caller).has('secadmin')) throw refused('notYours', 403);
    return {
      district: ask.district,
      now: clock(),
      origin: await parts.originOf(ask.district),
      author: authorOf(ask.caller, ['secadmin']),
    };
  };

  mount(server, listMachines, async ({ caller, district }) => {
    const posts = postsOf(caller);
    if (!posts.has('secadmin') && !posts.has('auditor')) throw refused('notYours', 403);
    const machines = await db.read(nothing(district), (tx) => allMachines(tx, district));
    return {
      machines: machines.map(({ id, name, body, scopes, state, until, start, used }) => ({
        id,
        name,
        body,
        scopes: [...scopes],
        state,
        until,
        start,
        used,
      })),
      mayIssue: posts.has('secadmin'),
    };
  });

  mount(server, issueMachine, async (ask, { body }) => {
    const writing = await writingOf(ask);
    const against = refuseMachine(body, dayOf(writing.now.toISOString()));
    if (against !== null) throw refused(against, 422, against === 'days' ? 'body.until' : 'body.scopes');
    const bodies = await db.read(nothing(ask.district), (tx) => allBodies(tx, ask.district));
    const own = bodies.find((one) => one.id === body.body);
    if (body.body !== null && !bodyStaysFor(own, dayOf(writing.now.toISOString()), body.until))
      throw refused('noBody', 422, 'body.body');
    return issue(parts, writing, body);
  });

  mount(server, revokeMachine, async (ask, { params }) => {
    const { district } = ask;
    const writing = await writingOf(ask);
    await db.write(nothing(district), async (tx) => {
      const row = await lockMachine(tx, district, params.id);
      if (row === null || row.state !== 'standing') throw refused('noMachine', 404);
      const { chain, userId, keyId: _, ...before } = row;
      const line = prepared(writing, {
        kind: LINES.revoked,
        subject: row.id,
        body: {},
        territory: null,
        chain,
        id: newId(),
      });
      await closeAccount(tx, userId);
      await write(tx, writing, [line], [movedMachine(line, foldMachine(before, line.line), district)]);
    });
    identifier.drop();
    return {};
  });
}

function refused(why: 'notYours' | 'days' | 'scopes' | 'noBody' | 'noMachine', status: number, path?: string): Problem {
  const words = textOf(machineWords, why);
  return new Problem(status, `identity.${why}`, words, path === undefined ? [] : [{ path, message: words }]);
}

import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { accessBefore, recordAccess } from './access.store.ts';
import { type Post, postsOf } from './caller.ts';
import { identityWords } from './identity.words.ts';
import type { IdentityParts } from './parts.ts';
import { listAccess, listAllSessions, listSessions, revokeAnySession, revokeSession } from './sessions.contract.ts';
import { endSession, liveSessions, type SessionRow } from './sessions.store.ts';
import { signedIn } from './signin.routes.ts';

const PAGE = 100;

/** Sessions seen and ended: one's own by everybody, those of others by the security administrator. */
export function sessionsRoutes(server: Server, parts: IdentityParts): void {
  const { db, identifier } = parts;

  const list = async (ask: Ask, person: string | null) => {
    const { session } = signedIn(await identifier.staff(ask.request));
    const rows = await db.read(nothing(ask.district), (tx) => liveSessions(tx, ask.district, person, ask.clock()));
    return { sessions: rows.map((row) => shown(row, session.session)) };
  };

  const revoke = async (ask: Ask, id: string, person: string | null) => {
    const { person: by } = signedIn(await identifier.staff(ask.request));
    const whose = await db.write(nothing(ask.district), async (tx) => {
      const ended = await endSession(tx, ask.district, id, person);
      if (ended !== null)
        await recordAccess(tx, ask.district, { person: ended, what: 'session-revoked', by }, ask.clock());
      return ended;
    });
    if (whose === null) throw new Problem(404, 'identity.noSession', textOf(identityWords, 'noSession'));
    identifier.drop();
    return {};
  };

  mount(server, listSessions, (ask) => list(ask, personOf(ask)));
  mount(server, revokeSession, (ask, { params }) => revoke(ask, params.id, personOf(ask)));
  mount(server, listAllSessions, (ask, { query }) => {
    mustHold(ask, ['secadmin']);
    return list(ask, query.person ?? null);
  });
  mount(server, revokeAnySession, (ask, { params }) => {
    mustHold(ask, ['secadmin']);
    return revoke(ask, params.id, null);
  });

  mount(server, listAccess, async (ask, { query }) => {
    mustHold(ask, ['secadmin', 'auditor']);
    const before = query.before === undefined ? new Date(ask.clock().getTime() + 1) : new Date(query.before);
    const entries = await db.read(nothing(ask.district), (tx) =>
      accessBefore(tx, ask.district, { person: query.person ?? null, before, most: PAGE + 1 }),
    );
    return {
      entries: entries.slice(0, PAGE).map((one) => ({ ...one, at: one.at.toISOString() })),
      more: entries.length > PAGE,
    };
  });
}

function personOf(ask: Ask): string {
  if (ask.caller.is !== 'staff') throw new Problem(401, 'identity.signin', textOf(identityWords, 'mustSignIn'));
  return ask.caller.person;
}

/** Refuses callers who hold none of these posts. */
export function mustHold(ask: Ask, posts: readonly Post[]): void {
  const held = postsOf(ask.caller);
  if (!posts.some((post) => held.has(post))) {
    throw new Problem(403, 'identity.notYours', textOf(identityWords, 'notYours'));
  }
}

const shown = (row: SessionRow, own: string) => ({
  id: row.id,
  person: row.person,
  login: row.login,
  made: row.made.toISOString(),
  used: row.used.toISOString(),
  expires: row.expires.toISOString(),
  device: row.device,
  proof: row.proof,
  mine: row.id === own,
});

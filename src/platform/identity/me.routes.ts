import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { nothing } from '../db/scope.ts';
import { mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { type Text, textOf } from '../language/language.ts';
import { recordAccess } from './access.store.ts';
import { passwordHash, setPassword } from './accounts.store.ts';
import type { AppointmentNow } from './appointments.rules.ts';
import { openAppointments } from './appointments.store.ts';
import { allBodies } from './bodies.store.ts';
import { type Appointment, postsOf } from './caller.ts';
import { openNames, personNow } from './enterPeople.ts';
import { foldPerson } from './folds.rules.ts';
import { identityWords } from './identity.words.ts';
import { newId } from './ids.ts';
import { LINES } from './lines.rules.ts';
import { type PasswordFault, passwordFault } from './login.rules.ts';
import type { IdentityParts } from './parts.ts';
import { lockPerson, peopleById, personFragment, setLanguage } from './people.store.ts';
import { changePassword, chooseLanguage, me, renewRecovery } from './signin.contract.ts';
import { signedIn } from './signin.routes.ts';
import { answerOf, failed, forgive, headersOf, takeTryOr429 } from './signin.ts';
import { prepared, write } from './subject.store.ts';

type Held = Pick<Appointment, 'id' | 'post' | 'body' | 'territory' | 'deputyOf'>;

/** Who I am, and what I may change about myself. */
export function meRoutes(server: Server, parts: IdentityParts): void {
  const { db, keyring, identifier, throttle, auth, clock } = parts;

  mount(server, me, async ({ caller, district, request }) => {
    const open = {
      is: caller.is,
      person: null,
      login: null,
      name: null,
      district,
      appointments: [],
      away: [],
      posts: [],
      language: null,
      needs: null,
      needsTotp: false,
      enrolled: false,
      outside: auth.hasOutside,
    };
    if (caller.is !== 'staff') return open;
    const known = await identifier.staff(request);
    const { person: id } = signedIn(known);
    const { person, name, away, bodies } = await db.read(nothing(district), async (tx) => {
      const people = await peopleById(tx, district, [id]);
      const own = await openAppointments(tx, district, [id]);
      return {
        person: people[0],
        name: (await openNames(tx, keyring, district, people)).get(id) ?? null,
        away: own.filter((one) => one.state === 'standing' && one.away),
        bodies: new Map(
          (await allBodies(tx, district)).map((one): [string, Text] => [one.id, { zh: one.nameZh, en: one.nameEn }]),
        ),
      };
    });
    const all = [...caller.appointments, ...away];
    const places = await territoryNames(parts, district, all);
    const named = (one: Held | AppointmentNow) => ({
      id: one.id,
      post: one.post,
      body: one.body,
      bodyName: one.body === null ? null : (bodies.get(one.body) ?? null),
      territory: one.territory,
      territoryName: one.territory === null ? null : (places.get(one.territory) ?? null),
      deputyOf: one.deputyOf,
    });
    return {
      ...open,
      person: id,
      login: person?.login ?? null,
      name,
      appointments: caller.appointments.map(named),
      away: away.map(named),
      posts: [...postsOf(caller)],
      language: person?.language ?? null,
      needs: known.needs,
      needsTotp: known.needsTotp,
      enrolled: known.session?.enrolled ?? false,
    };
  });

  mount(server, changePassword, async ({ request, district }, { body }) => {
    const { session, person: id } = signedIn(await identifier.staff(request));
    const counters = [throttle.login(session.login)];
    await takeTryOr429(parts, counters);
    const stored = await db.read(nothing(district), (tx) => passwordHash(tx, session.userId));
    if (stored === null || !(await verifyPassword({ hash: stored, password: body.old }))) {
      throw new Problem(401, 'identity.passwordWrong', textOf(identityWords, 'passwordWrong'));
    }
    await forgive(parts, counters);
    refuseWeak(body.new, session.login);
    if (body.new === body.old) {
      throw new Problem(422, 'identity.passwordSame', textOf(identityWords, 'passwordSame'));
    }
    const hash = await hashPassword(body.new);
    const origin = await parts.originOf(district);
    await db.write(nothing(district), async (tx) => {
      const row = await lockPerson(tx, district, id);
      if (row === null) throw new Problem(401, 'identity.signin', textOf(identityWords, 'mustSignIn'));
      const writing = { district, now: clock(), origin, author: { by: id, post: null } };
      const line = prepared(writing, {
        kind: LINES.passwordChanged,
        subject: id,
        body: {},
        territory: null,
        chain: row.chain,
        id: newId(),
      });
      await setPassword(tx, session.userId, hash, clock(), session.session);
      await recordAccess(tx, district, { person: id, what: 'password-changed' }, clock());
      await write(tx, writing, [line], [personFragment(line, foldPerson(personNow(row), line.line), district)]);
    });
    identifier.drop();
    return { needs: (await identifier.staff(request)).needs };
  });

  mount(server, renewRecovery, async ({ request, district }, { body }) => {
    const { session, person: id } = signedIn(await identifier.staff(request));
    if (!session.enrolled) throw new Problem(409, 'identity.notEnrolled', textOf(identityWords, 'notEnrolled'));
    const counters = [throttle.login(session.login)];
    await takeTryOr429(parts, counters);
    // First the codes, then the line: whoever is told of a fault in between asks again, and is recorded then.
    const answer = await answerOf(
      await auth.api.generateBackupCodes({
        body: { password: body.password },
        headers: headersOf(request),
        asResponse: true,
      }),
    );
    if (answer.status >= 500) return failed(parts, answer.status);
    if (!answer.ok) throw new Problem(401, 'identity.passwordWrong', textOf(identityWords, 'passwordWrong'));
    await forgive(parts, counters);
    const origin = await parts.originOf(district);
    await db.write(nothing(district), async (tx) => {
      const row = await lockPerson(tx, district, id);
      if (row === null) throw new Problem(401, 'identity.signin', textOf(identityWords, 'mustSignIn'));
      const writing = { district, now: clock(), origin, author: { by: id, post: null } };
      const line = prepared(writing, {
        kind: LINES.recoveryRenewed,
        subject: id,
        body: {},
        territory: null,
        chain: row.chain,
        id: newId(),
      });
      await recordAccess(tx, district, { person: id, what: 'recovery-renewed' }, clock());
      await write(tx, writing, [line], [personFragment(line, foldPerson(personNow(row), line.line), district)]);
    });
    return { recoveryCodes: answer.body['backupCodes'] as string[] };
  });

  mount(server, chooseLanguage, async ({ request, district }, { body }) => {
    const { person } = signedIn(await identifier.staff(request));
    await db.write(nothing(district), (tx) => setLanguage(tx, district, person, body.language));
    return {};
  });
}

/** Names of the territories of appointments; empty where the places know none. */
export async function territoryNames(
  parts: IdentityParts,
  district: string,
  all: readonly { readonly territory: string | null }[],
): Promise<ReadonlyMap<string, Text>> {
  const codes = [...new Set(all.flatMap((one) => one.territory ?? []))];
  if (codes.length === 0 || parts.territoryNames === undefined) return new Map();
  return parts.territoryNames(district, codes);
}

const PASSWORD_WORDS: Readonly<
  Record<PasswordFault, 'passwordShort' | 'passwordLong' | 'passwordPlain' | 'passwordLogin'>
> = {
  short: 'passwordShort',
  long: 'passwordLong',
  plain: 'passwordPlain',
  login: 'passwordLogin',
};

/** Refuses a password that the rules find weak, naming the field. */
export function refuseWeak(password: string, login: string): void {
  const fault = passwordFault(password, login);
  if (fault === null) return;
  const words = textOf(identityWords, PASSWORD_WORDS[fault]);
  throw new Problem(422, 'identity.passwordWeak', words, [{ path: 'body.new', message: words }]);
}

import { randomInt } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Tx } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { dayOf } from '../journal/line.rules.ts';
import { textOf } from '../language/language.ts';
import { closeAccount, dropSecondFactor, setPassword, takenLogins } from './accounts.store.ts';
import { moveAppointment } from './appoint.ts';
import { mayPropose, personAbilities, seesAppointments } from './appointments.rights.ts';
import { leavesNobody } from './appointments.rules.ts';
import { lockAppointments, openAppointments, othersStanding } from './appointments.store.ts';
import { appointmentWords } from './appointments.words.ts';
import { authorOf } from './author.ts';
import { enterPeople, openNames, personNow } from './enterPeople.ts';
import { foldPerson } from './folds.rules.ts';
import { newId } from './ids.ts';
import { LINES } from './lines.rules.ts';
import { loginFault } from './login.rules.ts';
import type { IdentityParts } from './parts.ts';
import { closePerson, enterPerson, listPeople, resetCode, resetPassword } from './people.contract.ts';
import { lockPerson, type PersonRow, peopleAfter, personFragment } from './people.store.ts';
import { prepared, type Writing, write } from './subject.store.ts';

const PAGE = 100;

/** People entered, and their logins mended or closed by those who administer. */
export function peopleRoutes(server: Server, parts: IdentityParts): void {
  const { db, keyring, identifier, clock } = parts;

  const writingOf = async (ask: Ask): Promise<Writing> => ({
    district: ask.district,
    now: clock(),
    origin: await parts.originOf(ask.district),
    author: authorOf(ask.caller, ['sysadmin', 'secadmin']),
  });

  mount(server, listPeople, async ({ caller, district }, { query }) => {
    if (!seesAppointments(caller)) throw notYours();
    const { people, names } = await db.read(nothing(district), async (tx) => {
      const rows = await peopleAfter(tx, district, query.after, PAGE + 1);
      return { people: rows, names: await openNames(tx, keyring, district, rows) };
    });
    return {
      people: people.slice(0, PAGE).map((one) => ({
        id: one.id,
        login: one.login,
        name: names.get(one.id) ?? '',
        state: one.state,
        enrolled: one.enrolled,
        initialPassword: one.initialPassword,
        abilities: personAbilities(caller, one),
      })),
      more: people.length > PAGE,
      mayEnter: mayPropose(caller),
    };
  });

  mount(server, enterPerson, async (ask, { body }) => {
    if (!mayPropose(ask.caller)) throw notYours();
    const fault = loginFault(body.login);
    if (fault !== null) throw refusedLogin(fault === 'form' ? 'loginForm' : 'loginNumber');
    const password = initialPassword();
    const writing = await writingOf(ask);
    const [id] = await db.write(nothing(ask.district), async (tx) => {
      if ((await takenLogins(tx, [body.login])).size > 0) throw refusedLogin('loginTaken');
      return enterPeople(tx, keyring, writing, [{ ...body, password, initialPassword: true }]);
    });
    return { id: id ?? '', password };
  });

  /** Locks a person, checks the right, and appends the line, all in one transaction. */
  const change = async (
    ask: Ask,
    id: string,
    ability: 'password' | 'code' | 'close',
    kind: (typeof LINES)['passwordReset' | 'codeReset' | 'personClosed'],
    act: (tx: Tx, row: PersonRow, writing: Writing) => Promise<void>,
  ) => {
    const { district } = ask;
    const writing = await writingOf(ask);
    await db.write(nothing(district), async (tx) => {
      const row = seesAppointments(ask.caller) ? await lockPerson(tx, district, id) : null;
      if (row === null) throw new Problem(404, 'identity.noPerson', textOf(appointmentWords, 'noPerson'));
      if (!personAbilities(ask.caller, row).includes(ability)) throw notYours();
      await act(tx, row, writing);
      const line = prepared(writing, { kind, subject: id, body: {}, territory: null, chain: row.chain, id: newId() });
      await write(tx, writing, [line], [personFragment(line, foldPerson(personNow(row), line.line), district)]);
    });
    identifier.drop();
  };

  mount(server, resetPassword, async (ask, { params }) => {
    const password = initialPassword();
    const hash = await hashPassword(password);
    await change(ask, params.id, 'password', LINES.passwordReset, (tx, row) =>
      setPassword(tx, row.userId, hash, clock(), null),
    );
    return { password };
  });

  mount(server, resetCode, async (ask, { params }) => {
    await change(ask, params.id, 'code', LINES.codeReset, (tx, row) => dropSecondFactor(tx, row.userId));
    return {};
  });

  mount(server, closePerson, async (ask, { params }) => {
    await change(ask, params.id, 'close', LINES.personClosed, async (tx, row, writing) => {
      // The posts of a person who is gone end with the login: nothing is to stand that nobody can act in.
      await lockAppointments(tx, ask.district);
      for (const one of await openAppointments(tx, ask.district, [row.id])) {
        const others = await othersStanding(tx, ask.district, one.post, row.id, dayOf(writing.now.toISOString()));
        if (one.state === 'standing' && leavesNobody(one.post, others)) {
          throw new Problem(409, 'identity.last', textOf(appointmentWords, 'last'));
        }
        await moveAppointment(
          tx,
          writing,
          one,
          one.state === 'standing'
            ? { kind: LINES.ended, body: { reason: 'left' } }
            : { kind: LINES.refused, body: { reason: 'not-needed' } },
        );
      }
      await closeAccount(tx, row.userId);
    });
    return {};
  });
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';

/** A password to be handed over and changed at once: three groups of four, without letters that look alike; about 66 bits. */
export function initialPassword(): string {
  const some = (from: string, n: number) => Array.from({ length: n }, () => from[randomInt(from.length)]).join('');
  return [CAPITALS, LETTERS, DIGITS].map((from) => some(from, 1) + some(LETTERS + CAPITALS + DIGITS, 3)).join('-');
}

const notYours = () => new Problem(403, 'identity.notYours', textOf(appointmentWords, 'notYours'));

function refusedLogin(why: 'loginForm' | 'loginNumber' | 'loginTaken'): Problem {
  const words = textOf(appointmentWords, why);
  return new Problem(why === 'loginTaken' ? 409 : 422, `identity.${why}`, words, [
    { path: 'body.login', message: words },
  ]);
}

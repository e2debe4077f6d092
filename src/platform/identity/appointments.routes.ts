import { nothing } from '../db/scope.ts';
import { mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { dayOf } from '../journal/line.rules.ts';
import { type Text, textOf } from '../language/language.ts';
import { appointAll, moveAppointment as moveOne } from './appoint.ts';
import { listAppointments, moveAppointment, proposeAppointment } from './appointments.contract.ts';
import { abilities, mayPropose, seesAppointments } from './appointments.rights.ts';
import { type Move, type Refusal, refuseMove, STATES } from './appointments.rules.ts';
import {
  appointmentsBefore,
  lockAppointment,
  lockAppointments,
  openAppointments,
  othersStanding,
} from './appointments.store.ts';
import { appointmentWords } from './appointments.words.ts';
import { authorOf } from './author.ts';
import { allBodies, lockBodies } from './bodies.store.ts';
import { bodyStaysFor } from './bodyDays.rules.ts';
import { postsOf } from './caller.ts';
import { openNames } from './enterPeople.ts';
import { LINES } from './lines.rules.ts';
import { territoryNames } from './me.routes.ts';
import type { IdentityParts } from './parts.ts';
import { peopleById } from './people.store.ts';

const PAGE = 100;

const KIND_OF = {
  approve: LINES.approved,
  refuse: LINES.refused,
  withdraw: LINES.withdrawn,
  end: LINES.ended,
  leave: LINES.left,
  return: LINES.returned,
} as const satisfies Record<Move, unknown>;

/** Appointments proposed, decided and ended. */
export function appointmentsRoutes(server: Server, parts: IdentityParts): void {
  const { db, keyring, identifier, clock } = parts;

  mount(server, listAppointments, async ({ caller, district }, { query }) => {
    if (caller.is !== 'staff') throw notYours();
    // Without an administering post one sees one's own.
    const person = seesAppointments(caller) ? (query.person ?? null) : caller.person;
    const { rows, people, names, bodies } = await db.read(nothing(district), async (tx) => {
      const found =
        person === null
          ? await appointmentsBefore(tx, district, {
              states: query.state ? [query.state] : STATES,
              before: query.before ?? null,
              most: PAGE + 1,
            })
          : await openAppointments(tx, district, [person]);
      const held = await peopleById(tx, district, [...new Set(found.map((one) => one.person))]);
      return {
        rows: found,
        people: new Map(held.map((one) => [one.id, one])),
        names: await openNames(tx, keyring, district, held),
        bodies: new Map(
          (await allBodies(tx, district)).map((one): [string, Text] => [one.id, { zh: one.nameZh, en: one.nameEn }]),
        ),
      };
    });
    const places = await territoryNames(parts, district, rows);
    return {
      appointments: rows.slice(0, PAGE).map((row) => {
        const { chain: _, ...one } = row;
        return {
          ...one,
          login: people.get(one.person)?.login ?? '',
          name: names.get(one.person) ?? '',
          bodyName: one.body === null ? null : (bodies.get(one.body) ?? null),
          territoryName: one.territory === null ? null : (places.get(one.territory) ?? null),
          abilities: abilities(caller, one),
        };
      }),
      more: rows.length > PAGE,
      mayPropose: mayPropose(caller),
    };
  });

  mount(server, proposeAppointment, async ({ caller, district }, { body: draft }) => {
    if (!mayPropose(caller)) throw notYours();
    const writing = {
      district,
      now: clock(),
      origin: await parts.originOf(district),
      author: authorOf(caller, ['sysadmin']),
    };
    return db.write(nothing(district), async (tx) => {
      const [person] = await peopleById(tx, district, [draft.person]);
      if (person === undefined) throw field('noPerson', 'person');
      if (person.state === 'closed') throw field('closed', 'person');
      if (draft.body !== null) {
        await lockBodies(tx, district);
        const body = (await allBodies(tx, district)).find((one) => one.id === draft.body);
        if (!bodyStaysFor(body, draft.from, draft.to)) throw field('noBody', 'body');
      }
      const { ids, refused } = await appointAll(tx, writing, [draft], 'proposed');
      if (refused[0]) throw refusal(refused[0].refusal);
      return { id: ids[0] ?? '' };
    });
  });

  mount(server, moveAppointment, async (ask, { params, body }) => {
    const { caller, district } = ask;
    if (caller.is !== 'staff') throw notYours();
    const writing = {
      district,
      now: clock(),
      origin: await parts.originOf(district),
      author: authorOf(caller, ['sysadmin', 'secadmin']),
    };
    const now = await db.write(nothing(district), async (tx) => {
      await lockAppointments(tx, district);
      const found = await lockAppointment(tx, district, params.id);
      // Somebody else's appointment does not exist for those who may not see it.
      const row = found !== null && (seesAppointments(caller) || found.person === caller.person) ? found : null;
      if (row === null) throw new Problem(404, 'identity.noAppointment', textOf(appointmentWords, 'noAppointment'));
      const others = await othersStanding(tx, district, row.post, row.person, dayOf(writing.now.toISOString()));
      const against = refuseMove(body.move, row, { person: caller.person, posts: postsOf(caller) }, others);
      if (against !== null) throw refusal(against);
      const author = { by: caller.person, post: writing.author.post ?? (row.person === caller.person ? row.id : null) };
      return moveOne(tx, { ...writing, author }, row, {
        kind: KIND_OF[body.move],
        body: 'reason' in body ? { reason: body.reason } : {},
      });
    });
    identifier.drop();
    return { state: now.state, away: now.away };
  });
}

const notYours = () => new Problem(403, 'identity.notYours', textOf(appointmentWords, 'notYours'));

const field = (why: 'noPerson' | 'closed' | 'noBody', name: string) => {
  const words = textOf(appointmentWords, why);
  return new Problem(422, `identity.${why}`, words, [{ path: `body.${name}`, message: words }]);
};

/** A refusal of the rules as a problem: 403 where it is the person, 409 where it is the state, 422 where it is the draft. */
export function refusal(why: Refusal): Problem {
  const status =
    why === 'notYours' || why === 'twoPeople' || why === 'self'
      ? 403
      : why === 'state' || why === 'last' || why === 'twice'
        ? 409
        : 422;
  return new Problem(status, `identity.${why}`, textOf(appointmentWords, why));
}

import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { dayOf } from '../journal/line.rules.ts';
import { type AppointmentNow, inForce } from './appointments.rules.ts';
import { appointmentsById, openAppointments } from './appointments.store.ts';
import type { AuthDoor, SignedIn } from './auth.ts';
import type { Caller } from './caller.ts';
import { districtOfUser, machineByUser } from './machines.store.ts';
import { personByUser } from './people.store.ts';
import { LONGEST_SESSION_HOURS, type Needs, needsOf } from './proof.rules.ts';
import { RESIDENT_COOKIE, residentToken } from './residentCookie.ts';
import { residentOfSession } from './residents.store.ts';
import { endSession } from './sessions.store.ts';

/** Who is known, of which district, and whether something is owed before any right is given. */
export type Known = {
  readonly caller: Caller;
  readonly district: string | null;
  /** True while a password must be changed or a one-time code enrolled or shown; then `caller` has no appointments. */
  readonly needsTotp: boolean;
  readonly needs: Needs;
  readonly session: SignedIn | null;
};

const NOBODY: Known = { caller: { is: 'nobody' }, district: null, needsTotp: false, needs: null, session: null };

/** Seconds for which an answer is believed without asking the database again; a change by this server drops it at once. */
const BELIEVED_MS = 3_000;
const MOST_KEPT = 5_000;

type Kept = { readonly known: Promise<Known>; readonly until: number };

/** Tells who sends a request: a key's machine, a cookie's member of staff, a cookie's resident, or nobody. */
export class Identifier {
  readonly #auth: AuthDoor;
  readonly #db: Database;
  readonly #clock: () => Date;
  readonly #kept = new Map<string, Kept>();
  /** Cookies that an answer must carry, by request. */
  readonly cookies = new WeakMap<FastifyRequest, readonly string[]>();

  constructor(auth: AuthDoor, db: Database, clock: () => Date) {
    this.#auth = auth;
    this.#db = db;
    this.#clock = clock;
  }

  async identify(request: FastifyRequest): Promise<Known> {
    // An anonymous report must leave no trace, not even a session moved on (charter rule 6).
    if ((request.routeOptions.config as { unlogged?: boolean }).unlogged === true) return NOBODY;
    const key = request.headers['x-api-key'];
    if (typeof key === 'string') return this.machine(key);
    const access = accessOf(request);
    const residentFirst = access.includes('resident') && !access.includes('staff');
    const ways = [() => this.staff(request), () => this.resident(request)];
    for (const way of residentFirst ? ways.reverse() : ways) {
      const known = await way();
      if (known.caller.is !== 'nobody') return known;
    }
    return NOBODY;
  }

  /** The machine that holds a key, or nobody. For gateways whose callers send the key otherwise than in `x-api-key`. */
  async machine(key: string): Promise<Known> {
    if (key.length < 20 || key.length > 200) return NOBODY;
    return this.#believed(`key ${createHash('sha256').update(key).digest('base64')}`, async () => {
      const { valid, key: found } = await this.#auth.api.verifyApiKey({ body: { key } });
      if (!valid || found === null) return NOBODY;
      const district = await this.#db.read(nothing('000000'), (tx) => districtOfUser(tx, found.referenceId));
      if (district === null) return NOBODY;
      const machine = await this.#db.read(nothing(district), (tx) => machineByUser(tx, district, found.referenceId));
      if (machine === null || machine.state !== 'standing' || machine.until < this.#today()) return NOBODY;
      const { id, scopes, body } = machine;
      return { ...NOBODY, caller: { is: 'machine', person: id, appointments: [], scopes, body }, district };
    });
  }

  /** The member of staff whose session a request carries. */
  async staff(request: FastifyRequest): Promise<Known> {
    const known = await this.staffBy(request.headers.cookie ?? '');
    if (known.session !== null && known.session.cookies.length > 0) this.cookies.set(request, known.session.cookies);
    return known;
  }

  /** The member of staff whose session a Cookie header names. */
  async staffBy(cookie: string): Promise<Known> {
    const token = /lianan\.session_token=([^;]+)/.exec(cookie)?.[1];
    return token === undefined ? NOBODY : this.#believed(`staff ${token}`, () => this.#staffOf(cookie));
  }

  async #staffOf(cookie: string): Promise<Known> {
    const session = await this.#auth.session(new Headers({ cookie }));
    if (session === null) return NOBODY;
    const { district } = session;
    const today = this.#today();
    return this.#db.write(nothing(district), async (tx) => {
      const person = await personByUser(tx, district, session.userId);
      if (person === null || person.state === 'closed') return NOBODY;
      if (this.#clock().getTime() - session.made.getTime() > LONGEST_SESSION_HOURS * 3_600_000) {
        await endSession(tx, district, session.session, person.id);
        return NOBODY;
      }
      const own = await openAppointments(tx, district, [person.id]);
      const wanted = own.flatMap((one) => one.deputyOf ?? []);
      const principals = wanted.length === 0 ? [] : await appointmentsById(tx, district, wanted);
      const byId = new Map<string, AppointmentNow>(principals.map((one) => [one.id, one]));
      const appointments = inForce(own, byId, today);
      const needs = needsOf({
        initialPassword: person.initialPassword,
        enrolled: session.enrolled,
        proof: session.proof,
        // An administrator who marked themselves away is one still: what they owe does not depend on the day.
        appointments: [...appointments, ...own.filter((one) => one.state === 'standing')],
      });
      const held = needs === null ? appointments : [];
      return {
        caller: { is: 'staff', person: person.id, appointments: held },
        district,
        needsTotp: needs !== null,
        needs,
        session,
      };
    });
  }

  /** The resident whose cookie a request carries. */
  async resident(request: FastifyRequest): Promise<Known> {
    const found = residentToken(request.cookies[RESIDENT_COOKIE]);
    if (found === null) return NOBODY;
    const { district, token } = found;
    if (!(await request.server.parts.districts.has(district))) return NOBODY;
    return this.#believed(`resident ${district} ${token.toString('hex')}`, async () => {
      const resident = await this.#db.read(nothing(district), (tx) =>
        residentOfSession(tx, district, token, this.#clock()),
      );
      return resident === null ? NOBODY : { ...NOBODY, caller: { is: 'resident', resident }, district };
    });
  }

  /** Forgets what was believed: after any change of posts, sessions or keys. */
  drop(): void {
    this.#kept.clear();
  }

  #today(): string {
    return dayOf(this.#clock().toISOString());
  }

  #believed(name: string, ask: () => Promise<Known>): Promise<Known> {
    const now = Date.now();
    const kept = this.#kept.get(name);
    if (kept !== undefined && kept.until > now) return kept.known;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const known = ask();
    this.#kept.set(name, { known, until: now + BELIEVED_MS });
    // Neither a failure nor an unknown caller is believed: the next request asks again.
    known.then(
      (one) => one.caller.is === 'nobody' && this.#kept.get(name)?.known === known && this.#kept.delete(name),
      () => this.#kept.get(name)?.known === known && this.#kept.delete(name),
    );
    return known;
  }
}

function accessOf(request: FastifyRequest): readonly string[] {
  const { contract } = request.routeOptions.config as { contract?: string };
  return request.server.contracts.find((one) => one.name === contract)?.access ?? [];
}

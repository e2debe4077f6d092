import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { appointmentsById } from '../../platform/identity/appointments.store.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import { hintLive, tellLive } from '../../platform/live/notifier.ts';
import { openBeside } from '../../platform/sealing/beside.ts';
import { bodyName, type Ground, groundOf, problem } from './ground.ts';
import { identitiesOf } from './identities.ts';
import { checkOpening } from './mediation.routes.ts';
import type { Ref, SpeaksAs } from './mediation.rules.ts';
import { casesAlike, loadCase, loadCases, type Stored } from './mediation.store.ts';
import { moveCase } from './moving.ts';
import { openCase } from './opening.ts';
import { apply, mine, mineMove, type PartyView, passport } from './party.contract.ts';
import { type Own, partyBehind, proved, subjectBehind } from './partyBehind.ts';
import { passportOf } from './passport.ts';
import { toldTo } from './sessions.rules.ts';
import { caseForParty, kindsOfLine } from './showing.ts';

/** What parties do: apply, see by the passport where their case is, and act on their own page. */
export function partyRoutes(server: Server): void {
  mount(server, apply, async (ask, { body }) => {
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const now = ask.clock();
    checkOpening(ground, body, dayOf(now));
    const opening = { ...body, channel: 'party' as const, publicOrder: false };
    const doing = { keyring: ask.keyring, district: ask.district, caller: ask.caller, now, origin: 'live' as const };
    const { stored } = await ask.db.write(proved(ask.district, body.id), (tx) =>
      openCase(tx, doing, opening, { by: null, post: null }, null),
    );
    hintLive(ask.db, ask.district, stored.state.territory);
    return { number: stored.state.number, caseCode: passportOf(ask.keyring, ask.district, body.id) };
  });

  mount(server, passport, async (ask, { body }) => {
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const subject = await subjectBehind(ask, body.code);
    return ask.db.read(proved(ask.district, subject), async (tx) => {
      const { state: it } = await mustLoad(tx, ask.district, subject);
      const lines = await linesOf(tx, ask.district, [subject], kindsOfLine);
      // Both sides have the code: that one came alone the other does not read here.
      const alone = new Set(it.sessions.filter((one) => toldTo(one) !== null).map(({ id }) => id));
      const { number, status, outcome, track, opened, due } = it;
      return {
        ...{ number, status, outcome, track, opened, due },
        // A body that was only asked has not the case of which it is said that it is not taken.
        body: bodyName(ground, it.body ?? (outcome === null ? it.proposed : null)),
        way: lines
          .filter(({ kind, body: said }) => WAY.has(kind) && !alone.has(String((said as { session?: string }).session)))
          .map(({ kind, recorded, body: said }) => ({
            kind,
            at: recorded,
            body: bodyName(ground, (said as { body?: string }).body ?? null),
          })),
      };
    });
  });

  mount(server, mine, async (ask, { body }) => viewOf(ask, await partyBehind(ask, body)));

  mount(server, mineMove, async (ask, { body }) => {
    const own = await partyBehind(ask, body);
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const scope = proved(ask.district, own.subject);
    const { seq } = await ask.db.write(scope, (tx) =>
      moveCase(tx, scope, ground, { party: own.party, as: own.as }, own.subject, body, ask.clock()),
    );
    if (seq !== null) tellLive(ask.db, ask.district, seq);
    return viewOf(ask, own);
  });
}

/** Lines that say where a case has gone; no person is behind what they tell. */
const WAY = new Set([
  'case.opened',
  'case.triaged',
  'case.refused',
  'case.offered',
  'case.accepted',
  'case.offer-refused',
  'case.offer-taken-back',
  'case.session-held',
  'case.session-met',
  'case.extended',
  'case.agreement-sealed',
  'case.agreed-orally',
  'case.confirmation-applied',
  'case.confirmation-decided',
  'case.failed',
  'case.declined',
  'case.withdrawn',
  'case.settled',
  'case.referrer-answered',
  'case.archived',
]);

async function mustLoad(tx: Tx, district: string, subject: string): Promise<Stored> {
  const stored = await loadCase(tx, district, subject);
  if (!stored) throw problem(404, 'notFound');
  return stored;
}

/** What a party sees of its own case now. */
export async function viewOf(ask: Ask, { subject, party, parts, as }: Own): Promise<PartyView> {
  const ground = await groundOf(ask.db, ask.keyring, ask.district);
  const earlier = await earlierTold(ask, subject, party);
  return ask.db.read(proved(ask.district, subject), async (tx) => {
    const stored = await mustLoad(tx, ask.district, subject);
    const shown = await caseForParty(tx, ground, party, stored, ask.clock());
    const { co: _c, matter: _m, round: _r, proposal: _p, mediatorIds: _i, filing: _d, ...view } = shown;
    const speaker = as === 'self' ? null : await speakerOf(tx, ground, stored, party, as);
    return {
      ...view,
      me: party,
      parts: [...parts],
      as,
      speaker,
      looks: await looksOf(tx, ground, subject, party),
      earlier,
    };
  });
}

/** Who speaks for a party: by name, for the party's own page alone. */
async function speakerOf(
  tx: Tx,
  ground: Ground,
  { state }: Stored,
  party: string,
  as: Exclude<SpeaksAs, 'self'>,
): Promise<PartyView['speaker']> {
  const one = (await identitiesOf(tx, ground, state)).get(party)?.[as];
  return one === undefined ? null : { name: one.name, relation: one.relation };
}

/** Who looked at what is known of a party, when, as what and why. */
async function looksOf(tx: Tx, ground: Ground, subject: string, party: string): Promise<PartyView['looks']> {
  const { district, keyring } = ground;
  const lines = (await linesOf(tx, district, [subject], kindsOfLine)).filter(
    ({ kind, body }) => kind === 'case.identity-looked' && (body as { party?: string }).party === party,
  );
  const reasons = lines.map(({ body }) => (body as unknown as { reason: Ref }).reason);
  const opened = await openBeside(tx, keyring, district, reasons);
  const posts = lines.flatMap(({ post }) => post ?? []);
  const held = new Map(
    (posts.length === 0 ? [] : await appointmentsById(tx, district, posts)).map((one) => [one.id, one]),
  );
  return lines.map(({ post, recorded }, at) => {
    const appointment = post === null ? undefined : held.get(post);
    return {
      at: recorded,
      post: appointment?.post ?? '',
      body: bodyName(ground, appointment?.body ?? null),
      reason: opened.get(reasons[at]?.id ?? '') ?? '',
    };
  });
}

/** What a mediator who looked for earlier cases was shown of this party, for it to see as well; of who else lives at an address it is told nothing. */
async function earlierTold(ask: Ask, subject: string, party: string): Promise<PartyView['earlier']> {
  return ask.db.read(whole(ask.district), async (tx) => {
    const lines = await linesOf(tx, ask.district, [subject], kindsOfLine);
    if (!lines.some(({ kind }) => kind === 'case.earlier-looked')) return [];
    const found = await loadCases(tx, ask.district, await casesAlike(tx, ask.district, subject, party));
    return found.map(({ state: { number, opened, nature } }) => ({ number, opened, nature }));
  });
}

import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import { askedBefore } from '../../platform/journal/lines.store.ts';
import { numberOf } from '../../platform/journal/number.rules.ts';
import { textOf } from '../../platform/language/language.ts';
import { tellLive } from '../../platform/live/notifier.ts';
import { metresBetween } from '../../platform/places/coordinates.rules.ts';
import { bodyName, type Standing, standing } from './ground.ts';
import { type Intake, type Outcome, storeAnonymous } from './intake.store.ts';
import { idFrom, misfit, type Report, type Taken, take } from './intake.ts';
import { mayReportForOthers, partsToward } from './matters.rights.ts';
import { loadMatter } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';
import { refusal } from './moves.rules.ts';
import { makeMove } from './moving.ts';
import { publicNear } from './public.store.ts';
import { near, report, reportAnonymously, reportFor } from './report.contract.ts';

/** What counts as near when somebody is about to report: metres, the degrees that surely hold them, and days. */
const NEAR = { metres: 300, degrees: 0.01, days: 30 };

/** The ways by which a report comes in from people: the public form, the anonymous form, the clerk's and the liaison's. */
export function reportRoutes(server: Server, intake: Intake): void {
  mount(server, report, async (ask, { body }) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const { phone, name, ...rest } = body;
    const taken = take(ground, { ...fromNobody(rest), channel: 'public', phone, name }, ask.clock());
    return receiptOf(ask, ground, taken, await intake.store(ask.district, taken));
  });

  mount(server, reportAnonymously, async (ask, { body }) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const taken = take(
      ground,
      { ...fromNobody({ ...body, id: idFrom(ask.keyring, ask.district, body.id) }), channel: 'anonymous' },
      ask.clock(),
    );
    return receiptOf(ask, ground, taken, await storeAnonymous(ask.db, ask.district, taken));
  });

  mount(server, near, async (ask, { query }) => {
    const since = new Date(ask.clock().getTime() - NEAR.days * 86_400_000);
    const at = { lon: query.lon, lat: query.lat };
    const found = await ask.db.read(nothing(ask.district), (tx) =>
      publicNear(tx, ask.district, { ...at, degrees: NEAR.degrees, since, kind: query.kind ?? null }),
    );
    const items = found
      .flatMap(({ lon, lat, number, kind, status, reported }) =>
        lon === null || lat === null
          ? []
          : [{ number, kind, status, metres: Math.round(metresBetween(at, { lon, lat })), day: dayOf(reported) }],
      )
      .filter((one) => one.metres <= NEAR.metres)
      .sort((a, b) => a.metres - b.metres);
    return { items: items.slice(0, 5) };
  });

  mount(server, reportFor, async (ask, { body }) => {
    if (!mayReportForOthers(ask.caller) || ask.caller.is !== 'staff') {
      throw new Problem(403, 'matters.notYours', textOf(mattersWords, 'notYours'));
    }
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const { phone, name, happened, waited, channel, urgency, fixed, ...rest } = body;
    const post = ask.caller.appointments.find((one) => ['clerk', 'duty', 'coordinator', 'liaison'].includes(one.post));
    const taken = take(
      ground,
      {
        ...fromNobody(rest),
        channel,
        urgency,
        phone,
        name,
        happened,
        waited,
        by: ask.caller.person,
        post: post?.id ?? null,
      },
      ask.clock(),
    );
    if (fixed !== undefined) refuseFixing(ask, ground, taken);
    const answer = await receiptOf(ask, ground, taken, await intake.store(ask.district, taken));
    if (fixed === undefined) return answer;
    const scope = { ...scopeOf(ask.caller, ask.district), subjects: [taken.matter.id] };
    const moved = await ask.db.write(scope, (tx) =>
      makeMove(
        tx,
        scope,
        ground,
        { caller: ask.caller, isReporter: false },
        taken.matter.id,
        {
          // The same for the same report: sent again after a fall between the two steps, it makes the second one and no third.
          id: idFrom(ask.keyring, ask.district, `${taken.matter.id}/fixed`),
          n: 1,
          act: { move: 'fixOnSpot', result: fixed, photos: [] },
          waited,
        },
        ask.clock(),
      ),
    );
    if (moved.seq !== null) tellLive(ask.db, ask.district, moved.seq);
    return { ...answer, status: moved.stored.matter.status };
  });
}

/** Whoever may not fix it there reports nothing as fixed: refused before anything is kept. */
function refuseFixing(ask: Ask, ground: Standing, { matter, files }: Taken): void {
  const refused = refusal('fixOnSpot', matter, partsToward(ask.caller, matter, false), {
    now: ask.clock().toISOString(),
    hasContact: false,
  });
  if (refused)
    throw new Problem(403, `matters.${refused}`, textOf(mattersWords, refused), [
      { path: 'body.fixed', message: textOf(mattersWords, refused) },
    ]);
  if (ground.kinds.get(matter.kind)?.evidence && files.length === 0) throw misfit('body.photos', 'evidence');
}

function fromNobody(body: {
  id: string;
  kind: string;
  place: Report['place'];
  words: string;
  answers: Record<string, unknown>;
  photos: string[];
}): Report {
  return {
    ...body,
    answers: body.answers as Record<string, Json>,
    channel: 'public',
    urgency: 'normal',
    by: null,
    post: null,
    origin: 'live',
  };
}

async function receiptOf(ask: Ask, ground: Standing, taken: Taken, outcome: Outcome) {
  let { matter } = taken;
  if (outcome === 'known') {
    const scope = { ...nothing(ask.district), subjects: [matter.id] };
    const known = await ask.db.read(scope, async (tx) => ({
      digest: await askedBefore(tx, ask.district, taken.asked.id),
      stored: await loadMatter(tx, ask.district, matter.id),
    }));
    if (!known.stored || !known.digest?.equals(taken.asked.digest)) {
      throw new Problem(409, 'matters.taken', textOf(mattersWords, 'taken'));
    }
    matter = known.stored.matter;
  }
  return {
    id: matter.id,
    code: taken.code,
    number: numberOf(matter.district, matter.id, matter.reported),
    status: matter.status,
    territory: matter.territory,
    outside: matter.outside,
    body: bodyName(ground, matter.body ?? matter.proposed),
    due: matter.due,
    repeated: outcome === 'known',
  };
}

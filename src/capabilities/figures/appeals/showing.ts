import { type Day, dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Scope } from '../../../platform/db/scope.ts';
import type { Ask } from '../../../platform/http/mount.ts';
import { headSeq } from '../../../platform/journal/lines.store.ts';
import { type Places, placesOf } from '../../../platform/places/places.ts';
import { openBeside } from '../../../platform/sealing/beside.ts';
import { nameOfMeasure, numbersOf } from '../../matters/matters.door.ts';
import { figureCoded } from '../catalogue.ts';
import { redacted } from '../figures.rules.ts';
import { publicLines } from '../figures.store.ts';
import { nameOf } from '../question.read.ts';
import type { AppealOut, RowOut } from './appeals.contract.ts';
import { abilities, mayReadWords } from './appeals.rights.ts';
import { type Appeal, isLate, type Signature, stepOf } from './appeals.rules.ts';
import { stepsTakenBack } from './appeals.store.ts';
import { problem, valueNow } from './filing.ts';
import type { Against } from './lines.rules.ts';

const placeOf = (places: Places, code: string) => ({ code, name: nameOf(places, code) });

/** Appeals as rows: posts and places, no persons; of a line as much as its reader may see of the matter. */
export async function rowsOf(ask: Ask, tx: Tx, places: Places, all: readonly Appeal[]): Promise<RowOut[]> {
  const { district, caller } = ask;
  const now = ask.clock().toISOString();
  const lines = all.flatMap(({ against }) => (against.is === 'line' ? against : []));
  const matters = lines.map((one) => one.matter);
  const numbers = await numbersOf(tx, district, matters);
  const open = await publicLines(
    tx,
    district,
    lines.map((one) => one.pinned.seq),
  );
  const signature = ({ as, place, at }: Signature) => ({ post: as, place: placeOf(places, place), at });
  return all.map((it) => {
    const isTheirs = mayReadWords(caller, it);
    return {
      id: it.id,
      state: it.state,
      place: placeOf(places, it.territory),
      against: againstOut(places, it.against, isTheirs, numbers, open),
      filed: signature(it.filed),
      due: it.due,
      late: isLate(it, now),
      decided: it.decided && { ...signature(it.decided), remedy: it.decided.remedy },
      abilities: abilities(caller, it),
    };
  });
}

function againstOut(
  places: Places,
  against: Against,
  isTheirs: boolean,
  numbers: ReadonlyMap<string, string>,
  open: Awaited<ReturnType<typeof publicLines>>,
): RowOut['against'] {
  if (against.is === 'figure') {
    const { territory, ...figure } = against;
    return { ...figure, place: placeOf(places, territory) };
  }
  const { matter, measure, day, territory, pinned } = against;
  const number = isTheirs ? numbers.get(matter) : undefined;
  // Whoever filed it saw the matter, and those above do; an auditor sees of it what everybody does.
  const count = { n: pinned.n, day, measure, territory };
  const seen = isTheirs ? { id: matter, line: '', number: number ?? '' } : null;
  const shown = redacted(count, seen, open.get(pinned.seq) ?? null);
  return {
    is: 'line',
    measure: nameOfMeasure(measure),
    kind: shown.hidden ? null : shown.kind,
    day: shown.hidden ? null : shown.day,
    place: shown.hidden ? null : placeOf(places, shown.territory),
    matter: number === undefined ? null : { id: matter, number },
    pinned,
  };
}

/** One appeal with what was contested as it was and as it is. */
export async function showAppeal(ask: Ask, scope: Scope, it: Appeal): Promise<AppealOut> {
  const { district, caller, keyring } = ask;
  const places = await placesOf(ask.db, district);
  return ask.db.read({ ...scope, subjects: [it.id] }, async (tx) => {
    const [row] = await rowsOf(ask, tx, places, [it]);
    if (row === undefined) throw problem(404, 'notFound');
    const refs = mayReadWords(caller, it) ? [it.words, it.decided?.reason ?? null] : [];
    const texts = await openBeside(tx, keyring, district, refs);
    const words = texts.get(it.words.id) ?? null;
    return {
      ...row,
      words: words === null ? null : (JSON.parse(words) as { reason: string; rule: string | null }),
      reason: texts.get(it.decided?.reason?.id ?? '') ?? null,
      step: stepOf(it.against),
      counts: (it.decided?.counts ?? []).map(({ measure, n }) => ({ measure: nameOfMeasure(measure), n })),
      live: await liveOf(tx, district, it.against, dayOf(ask.clock())),
    };
  });
}

async function liveOf(tx: Tx, district: string, against: Against, today: Day): Promise<AppealOut['live']> {
  if (against.is === 'line') {
    const step = stepOf(against);
    const isTaken = step !== null && (await stepsTakenBack(tx, district, against.pinned.seq)).includes(step);
    return { is: 'line', n: isTaken ? 0 : against.pinned.n };
  }
  const version = figureCoded(against.code)?.versions.find((one) => one.version === against.version);
  if (version === undefined) throw problem(404, 'unknownFigure');
  return {
    is: 'figure',
    seq: await headSeq(tx, district),
    value: await valueNow(tx, district, against, version, today),
  };
}

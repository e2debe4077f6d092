import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { nothing, type Scope } from '../../platform/db/scope.ts';
import { type FileParts, sendFile } from '../../platform/files/files.door.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { looksAt } from '../../platform/identity/looks.store.ts';
import { phoneIndexOf } from '../../platform/identity/residents.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { hintLive, tellLive } from '../../platform/live/notifier.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import { type Followed, follow, followMove, mine, mineMove } from './follow.contract.ts';
import { bodyName, type Standing, standing } from './ground.ts';
import { receiptDigest } from './intake.ts';
import { abilities } from './matters.rights.ts';
import { type Matter, OPEN } from './matters.rules.ts';
import { loadMatter, phoneOf, type Stored, subjectOfReceipt, subjectsOfPhone } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';
import { type Asking, makeMove } from './moving.ts';
import { nameReader } from './names.ts';
import { followPhoto, minePhoto } from './photo.contract.ts';
import { historyOf, openedTexts } from './showing.ts';

/** What reporters do: follow by the receipt code, or by a proved phone. */
export function followRoutes(server: Server, dataDir: string, files: FileParts, keepContactDays: number): void {
  const show = (ask: Ask, subject: string) => shown(ask, subject, keepContactDays);
  mount(server, follow, async (ask, { body }) => show(ask, await subjectBehind(ask, body.code)));

  mount(server, followMove, async (ask, { body }) => {
    const subject = await subjectBehind(ask, body.code);
    await moved(ask, subject, { id: body.id, n: body.n, act: body.act }, dataDir);
    return show(ask, subject);
  });

  mount(server, followPhoto, async (ask, { body }) =>
    sendFile(ask, files, proved(ask.district, await subjectBehind(ask, body.code)), body.id, body.variant),
  );

  mount(server, minePhoto, async (ask, { body }) => {
    await mustOwn(ask, body.subject);
    return sendFile(ask, files, proved(ask.district, body.subject), body.id, body.variant);
  });

  mount(server, mine, async (ask) => {
    const items: Followed[] = [];
    for (const subject of (await ownSubjects(ask)).slice(0, 50)) items.push(await show(ask, subject));
    return { items };
  });

  mount(server, mineMove, async (ask, { params, body }) => {
    await mustOwn(ask, params.id);
    await moved(ask, params.id, body, dataDir);
    return show(ask, params.id);
  });
}

async function subjectBehind(ask: Ask, code: string): Promise<string> {
  const digest = receiptDigest(ask.keyring, ask.district, code);
  const subject = await ask.db.read(nothing(ask.district), (tx) => subjectOfReceipt(tx, ask.district, digest));
  if (!subject) throw new Problem(404, 'matters.wrongCode', textOf(mattersWords, 'wrongCode'));
  return subject;
}

async function mustOwn(ask: Ask, subject: string): Promise<void> {
  if (!(await ownSubjects(ask)).includes(subject))
    throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
}

/** The matters reported with the phone that this resident has proved. */
async function ownSubjects(ask: Ask): Promise<string[]> {
  if (ask.caller.is !== 'resident') return [];
  const { resident } = ask.caller;
  return ask.db.read(nothing(ask.district), async (tx) => {
    const phone = await phoneIndexOf(tx, ask.district, resident);
    return phone ? subjectsOfPhone(tx, ask.district, phone) : [];
  });
}

const proved = (district: string, subject: string): Scope => ({ ...nothing(district), subjects: [subject] });

async function moved(ask: Ask, subject: string, asking: Asking, dataDir: string): Promise<void> {
  const ground = await standing(ask.db, ask.keyring, ask.district);
  const scope = proved(ask.district, subject);
  const { forgotten, seq, stored } = await ask.db.write(scope, (tx) =>
    makeMove(tx, scope, ground, { caller: { is: 'nobody' }, isReporter: true }, subject, asking, ask.clock()),
  );
  if (seq === null) hintLive(ask.db, ask.district, stored.matter.territory);
  else tellLive(ask.db, ask.district, seq);
  await logForgotten(
    dataDir,
    forgotten.map((key) => ({ district: ask.district, key })),
  );
}

async function shown(ask: Ask, subject: string, keepContactDays: number): Promise<Followed> {
  const ground = await standing(ask.db, ask.keyring, ask.district);
  return ask.db.read(proved(ask.district, subject), async (tx) => {
    const stored = await loadMatter(tx, ask.district, subject);
    if (!stored) throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
    return followedOf(tx, ask, ground, stored, keepContactDays);
  });
}

async function followedOf(
  tx: Tx,
  ask: Ask,
  ground: Standing,
  stored: Stored,
  keepContactDays: number,
): Promise<Followed> {
  const { matter, number } = stored;
  const hasContact = (await phoneOf(tx, ask.district, matter.id)) !== null;
  const texts = await openedTexts(tx, ground, matter.id);
  const looks = await looksAt(tx, ask.district, [matter.id], 100);
  return {
    id: matter.id,
    n: matter.n,
    number,
    status: matter.status,
    kind: matter.kind,
    territoryName: ground.places.pathOf(matter.territory),
    reported: matter.reported,
    due: matter.due,
    closed: matter.closed,
    body: bodyName(ground, matter.body ?? matter.proposed),
    words: (texts.bySlot as Record<string, string>)['words'] ?? null,
    rating: matter.rating,
    door: matter.door,
    history: await historyOf(tx, ground, stored, texts.byId, await nameReader(tx, ground, matter.id), {
      reporter: true,
    }),
    abilities: abilities({ is: 'nobody' }, matter, true, {
      now: ask.clock().toISOString(),
      hasContact,
    }),
    contact: hasContact ? { days: keepContactDays, until: forgottenOn(matter, keepContactDays) } : null,
    looks: looks.map((one) => ({ at: one.at, post: one.post, body: bodyName(ground, one.body), reason: one.reason })),
  };
}

/** The day on which the nightly forgetting takes the contact; none while the matter goes on. */
function forgottenOn(matter: Matter, keepContactDays: number): string | null {
  if (OPEN.includes(matter.status)) return null;
  return dayOf(new Date(Date.parse(matter.updated) + keepContactDays * 86_400_000));
}

import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Figure } from '../../../platform/figures/figure.rules.ts';
import { append } from '../../../platform/journal/append.store.ts';
import { oneMoment } from '../../../platform/journal/audit.store.ts';
import type { Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { prepareLine } from '../../../platform/journal/line.ts';
import { headSeq, originOf } from '../../../platform/journal/lines.store.ts';
import { placesOf } from '../../../platform/places/places.ts';
import { type Growth, grow } from '../../../platform/proof/growing.ts';
import { ED25519, headOf, noteOf, type Signer, verifierText } from '../../../platform/proof/notes.ts';
import { type Log, logOf } from '../../../platform/proof/proof.store.ts';
import { signerOf } from '../../../platform/proof/proofKey.ts';
import { hexOf, statedNote } from '../../../platform/proof/stating.ts';
import { kindsOf, openCodes } from '../../kinds/kinds.door.ts';
import { LINES } from './lines.rules.ts';
import { paperInThread } from './papers.ts';
import type { Stamp } from './stamp.ts';
import { type About, type Edited, fileFor, statedFigures, statedTerritories, type Where } from './stated.ts';
import { EDITIONS, type Edition, fold, SORTS, type Sort, statedSpan } from './statements.rules.ts';
import {
  issuedStatement,
  keepFiles,
  loadStatement,
  lockStatements,
  newStatement,
  type Stored,
  standingStatement,
} from './statements.store.ts';

export type IssueParts = {
  readonly db: Database;
  /** How the tree grows on which statements rest, and the key that signs both. */
  readonly growth: Growth;
  readonly stamp: () => Promise<Stamp>;
  readonly baseUrl: string;
  readonly clock: () => Date;
  readonly figures: readonly Figure[];
};

/** `there`: somebody else issued it meanwhile; `unsigned`: the tree is not signed now, and nothing rests on what is not signed. */
export type Outcome = 'issued' | 'there' | 'unsigned';

/**
 * Issues the statement of a period: reads its figures in one moment, lets the tree grow over every line that was counted, makes and
 * signs the files, and writes the line with them. `subject` is a statement that was asked for; null where one is due. Of several
 * workers one writes. The bytes are kept as they were signed: what a figure's later version makes of the period changes none.
 */
export async function issue(
  parts: IssueParts,
  district: string,
  { period, subject }: { readonly period: string; readonly subject: string | null },
): Promise<Outcome> {
  const { db, growth, clock } = parts;
  const head = await db.read(whole(district), (tx) => headSeq(tx, district));
  if ((await treeOver(growth, district, head)) === null) return 'unsigned';
  const read = await readEditions(parts, district, period);
  if (subject === null && read.standing !== null) return 'there';
  const log = await treeOver(growth, district, read.seq);
  if (log === null) return 'unsigned';
  const now = clock();
  const signer = signerOf(growth.secret, log.origin, ED25519);
  const stamp = await parts.stamp();
  const { where, seq, standing } = read;
  const about: About = {
    ...{ district, span: where.span, territories: statedTerritories(where) },
    ...{ period, seq, day: dayOf(now), made: now.toISOString(), checkpoint: log.checkpoint, key: log.key },
    certificate: stamp.certificate,
    replaces: standing?.issued ? { id: standing.id, json: standing.issued.editions.public.json } : null,
  };
  const files: Made[] = [];
  // One after the other: a paper takes a core for a second.
  for (const edited of read.editions) files.push(await filesOf(parts, { about, edited, stamp, signer, now }));
  const digests = (of: Edition) => {
    const own = files.find((one) => one.edition === of)?.bytes;
    if (own === undefined) throw new Error(`no ${of} edition`);
    return { json: hexOf(own.json), pdf: hexOf(own.pdf), note: hexOf(own.note) };
  };
  const body = {
    ...{ period, ...where.span, seq, tree: treeOf(log.checkpoint) },
    figures: (read.editions[0]?.figures ?? []).map((one) => ({ code: one.figure.code, version: one.version.version })),
    editions: { public: digests('public'), whole: digests('whole') },
    certificate: stamp.certificate,
    replaces: standing?.id ?? null,
  };
  const packed = await Promise.all(
    files.flatMap(({ edition, bytes }) =>
      SORTS.map(async (sort) => ({ edition, sort, bytes: await pack(bytes[sort]) })),
    ),
  );
  return db.write(whole(district), async (tx) => {
    await lockStatements(tx, district);
    const asked = subject === null ? null : await loadStatement(tx, district, subject, true);
    const newer = await standingStatement(tx, district, period);
    if ((subject !== null && asked?.statement.state !== 'asked') || newer?.id !== standing?.id) return 'there';
    const next = await step(tx, district, { id: subject ?? randomUUID(), before: asked, now, body });
    await append(tx, {
      district,
      asked: [],
      lines: [{ prepared: next.prepared, ask: null }],
      fragments: [asked === null ? newStatement(next.stored, null) : issuedStatement(next.stored)],
    });
    await keepFiles(tx, district, next.stored.statement.id, packed);
    return 'issued';
  });
}

/** A district's log when its signed tree holds every line up to `seq`; null where it cannot grow or another key signed it. */
async function treeOver(growth: Growth, district: string, seq: number): Promise<Log | null> {
  const holds = async (): Promise<Log | null> => {
    const log = await growth.db.read(whole(district), (tx) => logOf(tx, district));
    const own = log !== null && log.key === verifierText(signerOf(growth.secret, log.origin, ED25519));
    return own && log.fault === null && log.checkpoint !== '' && log.size >= seq ? log : null;
  };
  const before = await holds();
  if (before !== null) return before;
  return (await grow(growth, district)) === null ? holds() : null;
}

type Read = {
  readonly where: Where;
  readonly seq: number;
  readonly standing: Stored['statement'] | null;
  readonly editions: readonly Edited[];
};

/** Both editions, read in one moment. Throws where the period is none of which statements are made. */
async function readEditions({ db, figures, clock }: IssueParts, district: string, period: string): Promise<Read> {
  const span = statedSpan(period);
  if (span === null) throw new Error(`no statement is made of ${period}`);
  const where = { district, span, places: await placesOf(db, district) };
  const kinds = await kindsOf(db, district);
  return db.read(whole(district), async (tx) => {
    await oneMoment(tx);
    const open = await openCodes(tx, district);
    const exact = await openCodes(tx, district, true);
    const hidden = [...kinds.keys()].filter((code) => !open.includes(code)).length;
    const editions: Edited[] = [];
    for (const edition of EDITIONS) {
      const told = edition === 'public' ? { open, exact } : null;
      editions.push({ edition, hidden, figures: await statedFigures(tx, where, figures, told, dayOf(clock())) });
    }
    return {
      ...{ where, editions, seq: await headSeq(tx, district) },
      standing: await standingStatement(tx, district, period),
    };
  });
}

function treeOf(checkpoint: string): { origin: string; size: number; root: string } {
  const note = noteOf(checkpoint);
  const head = note === null ? null : headOf(note.text);
  if (head === null) throw new Error('a checkpoint was signed and says nothing');
  return { origin: head.origin, size: head.size, root: head.root.toString('base64') };
}

type Made = { readonly edition: Edition; readonly bytes: Readonly<Record<Sort, Buffer>> };

/** The files of an edition: the machine-readable one, the signed paper, and the note that names both. */
async function filesOf(
  { baseUrl }: IssueParts,
  of: {
    readonly about: About;
    readonly edited: Edited;
    readonly stamp: Stamp;
    readonly signer: Signer;
    readonly now: Date;
  },
): Promise<Made> {
  const { about, edited, stamp, signer, now } = of;
  const json = fileFor(about, edited);
  const paper = await paperInThread({ ...about, baseUrl, json: hexOf(json), signedBy: stamp.name }, edited);
  const pdf = await stamp.sign(paper, now);
  const { district, period, seq, certificate, key } = about;
  const { edition } = edited;
  const stated = { district, period, edition, seq, certificate, key, tree: treeOf(about.checkpoint) };
  const note = Buffer.from(statedNote({ ...stated, files: { json: hexOf(json), pdf: hexOf(pdf) } }, signer));
  return { edition, bytes: { json, pdf, note } };
}

const pack = promisify(gzip);
/** The bytes as they were signed. */
export const unpacked = promisify(gunzip);

/** The line by which a statement is issued, and the state after it. */
async function step(
  tx: Tx,
  district: string,
  at: { readonly id: string; readonly before: Stored | null; readonly now: Date; readonly body: object },
): Promise<{ readonly prepared: ReturnType<typeof prepareLine>; readonly stored: Stored }> {
  const before = at.before?.statement ?? null;
  const recorded = new Date(Math.max(at.now.getTime(), before === null ? 0 : Date.parse(before.updated))).toISOString();
  const line: Line<string, Json> = {
    ...{ district, id: randomUUID(), subject: at.id, n: (before?.n ?? 0) + 1, kind: LINES.issued.name },
    origin: await originOf(tx, district),
    ...{ happened: recorded, recorded, by: null, post: null, territory: district },
    body: at.body as Json,
  };
  const prepared = prepareLine(LINES.issued, line, at.before?.head ?? null, []);
  return { prepared, stored: { statement: fold(before, prepared.line), head: prepared.hash } };
}

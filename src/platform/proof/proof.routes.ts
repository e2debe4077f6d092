import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { scopeOf } from '../identity/reach.rules.ts';
import { hashesBehind } from '../journal/lines.store.ts';
import { textOf } from '../language/language.ts';
import type { Bundle } from './bundle.ts';
import { EMPTY_ROOT, HASH_BYTES } from './merkle.ts';
import { headOf, noteOf, type Signer, type Verifier, verifierOf, verifierText } from './notes.ts';
import { proofOfGrowth, proofOfLeaf, proofOfLine, proofOfSubject, proofStatus } from './proof.contract.ts';
import { type Log, logOf, tileOf } from './proof.store.ts';
import { proofWords } from './proof.words.ts';
import { digestOf } from './proofKey.ts';
import { bundleFor, consistencyProof, inclusionProof, type Wanted } from './proving.ts';
import { nameOfTree } from './restarting.ts';
import { bundleOf, TILE, tileNamed, widthAt } from './tiles.ts';
import { waitingOf } from './waiting.ts';
import { witnessesOf } from './witness.store.ts';
import { witness } from './witnessing.ts';

const gone = (key: 'noLog' | 'noLine' | 'noSize' | 'noTile'): Problem =>
  new Problem(404, `proof.${key}`, textOf(proofWords, key));

/** The log of a district as far as it is signed. Throws Problem 404 before the first checkpoint. */
async function signedLog(tx: Tx, district: string): Promise<Log> {
  const log = await logOf(tx, district);
  if (log === null || log.checkpoint === '') throw gone('noLog');
  return log;
}

/** Trees of others that this server witnesses; none where absent. */
export type WitnessSettings = {
  readonly logs: readonly Verifier[];
  readonly signer: Signer;
  readonly district: string;
};

/** The tree over the journal: how far it is signed, proofs out of it, and the tree itself for whoever checks it with tools of their own. */
export function proofRoutes(server: Server, witnessing: WitnessSettings | null): void {
  mount(server, proofStatus, async (ask) => {
    const { log, witnesses } = await ask.db.read(nothing(ask.district), async (tx) => ({
      log: await signedLog(tx, ask.district),
      witnesses: await witnessesOf(tx, ask.district),
    }));
    const { lines, since, late, fault } = await waitingOf(ask.db, ask.district, ask.clock());
    return {
      origin: log.origin,
      key: log.key,
      digest: digestOf(verifierOf(log.key)?.key ?? Buffer.alloc(0)),
      size: log.size,
      root: (headOf(noteOf(log.checkpoint)?.text ?? '')?.root ?? EMPTY_ROOT).toString('base64'),
      made: log.made?.toISOString() ?? null,
      checkpoint: log.checkpoint,
      waiting: { lines, since: since?.toISOString() ?? null, late },
      fault,
      witnesses: witnesses.map(({ at, ...one }) => ({ ...one, at: at?.toISOString() ?? null })),
      witness: witnessing === null ? null : verifierText(witnessing.signer),
    };
  });

  mount(server, proofOfLine, (ask, { params }) => proved(ask, { line: params.id }));
  mount(server, proofOfSubject, (ask, { params }) => proved(ask, { subject: params.id }));

  mount(server, proofOfLeaf, async (ask, { params: { index }, query }) =>
    ask.db.read(nothing(ask.district), async (tx) => {
      const log = await signedLog(tx, ask.district);
      const { size = log.size } = query;
      if (size > log.size || index >= size) throw gone('noSize');
      const path = await inclusionProof(tx, ask.district, index, size);
      return { index, size, path: path.map((one) => one.toString('base64')) };
    }),
  );

  mount(server, proofOfGrowth, async (ask, { query }) =>
    ask.db.read(nothing(ask.district), async (tx) => {
      const log = await signedLog(tx, ask.district);
      const { from, to = log.size } = query;
      if (to > log.size || from > to) throw gone('noSize');
      const path = await consistencyProof(tx, ask.district, from, to);
      return { from, to, path: path.map((one) => one.toString('base64')) };
    }),
  );

  treeRoutes(server);
  if (witnessing !== null) witnessRoutes(server, witnessing);
}

/** Where others ask this server to witness their trees (C2SP tlog-witness, add-checkpoint). */
function witnessRoutes(server: Server, { logs, signer, district }: WitnessSettings): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 65_536 }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/transparency/witness/add-checkpoint', {
      schema: { hide: true },
      config: { rateLimit: { max: 600, timeWindow: 60_000 } },
      handler: async (request, reply) => {
        const { db, clock } = server.parts;
        const body = typeof request.body === 'string' ? request.body : '';
        const answer = await witness({ db, district, signer, logs, clock }, body);
        reply.code(answer.status);
        if (answer.status === 409) return reply.type('text/x.tlog.size').send(`${answer.size}\n`);
        return reply.type('text/plain; charset=utf-8').send(answer.status === 200 ? answer.line : '');
      },
    });
  });
}

/** Lines with their proof for whoever may see them, as a file. Throws Problem 404 where there are none. */
async function proved({ db, caller, district, reply }: Ask, wanted: Wanted): Promise<Bundle> {
  const found = await db.read(scopeOf(caller, district), (tx) => bundleFor(tx, district, wanted));
  if (found === null) throw gone('noLine');
  const name = 'line' in wanted ? wanted.line : wanted.subject;
  reply.header('content-disposition', `attachment; filename="${name}.proof.json"`);
  return found;
}

/** The tree as C2SP tlog-tiles serves it, below `/transparency/DISTRICT/`: what an outsider's tools read. */
function treeRoutes(server: Server): void {
  const serve = (url: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    server.get(url, {
      schema: { hide: true },
      config: { rateLimit: { max: 3_000, timeWindow: 60_000 } },
      // Hashes do not shrink; and of a thousand tiles one begins as something compressed would, and is then called so without being it.
      compress: false,
      handler,
    });

  const checkpoint = async (request: FastifyRequest, reply: FastifyReply) => {
    const log = await read(server, request, (tx, district) => treeAt(tx, district, request));
    return reply
      .headers({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
      .type('text/plain; charset=utf-8')
      .send(log.checkpoint);
  };

  const tiles = async (request: FastifyRequest, reply: FastifyReply) => {
    const tile = tileNamed((request.params as { '*': string })['*']);
    if (tile === null) throw gone('noTile');
    const { level, index, width } = tile;
    const bytes = await read(server, request, async (tx, district) => {
      const { size } = await treeAt(tx, district, request);
      // A part of a tile that is full by now is still its beginning.
      if (width > widthAt(level === 'entries' ? 0 : level, index, size)) throw gone('noTile');
      if (level === 'entries') return bundleOf(await hashesBehind(tx, index * TILE, width));
      return Buffer.from(await tileOf(tx, district, level, index)).subarray(0, width * HASH_BYTES);
    });
    return reply
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', 'access-control-allow-origin': '*' })
      .type('application/octet-stream')
      .send(bytes);
  };

  // A tree's address is its name: one that was begun again is another one, below its number, and whoever keeps tiles of the first keeps them for good.
  for (const tree of ['/transparency/:district', '/transparency/:district/:tree']) {
    serve(`${tree}/checkpoint`, checkpoint);
    serve(`${tree}/tile/*`, tiles);
  }
}

/** The signed log, at the address of its own tree alone. Throws Problem 404. */
async function treeAt(tx: Tx, district: string, request: FastifyRequest): Promise<Log> {
  const { tree = '1' } = request.params as { tree?: string };
  const log = await signedLog(tx, district);
  if (String(nameOfTree(log.origin).number) !== tree) throw gone('noLog');
  return log;
}

async function read<T>(
  server: Server,
  request: FastifyRequest,
  fn: (tx: Tx, district: string) => Promise<T>,
): Promise<T> {
  const { district } = request.params as { district: string };
  const { db, districts } = server.parts;
  if (!/^\d{6}$/.test(district) || !(await districts.has(district))) throw gone('noLog');
  return db.read(nothing(district), (tx) => fn(tx, district));
}

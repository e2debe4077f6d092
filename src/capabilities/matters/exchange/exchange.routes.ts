import type { FastifyReply, FastifyRequest } from 'fastify';
import { messageOf } from '../../../gateways/exchange/message.ts';
import { SIGNATURE_HEADER, type Verdict, verified } from '../../../gateways/exchange/signature.ts';
import { nothing } from '../../../platform/db/scope.ts';
import type { Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { NOBODY } from '../../../platform/identity/subject.store.ts';
import { textOf } from '../../../platform/language/language.ts';
import { standing } from '../ground.ts';
import { heardFrom, refusedTo } from './answers.store.ts';
import type { Partner } from './exchange.rules.ts';
import { firstSight, partnerOf, unsee } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';
import { listRoutes } from './lists.routes.ts';
import { partnerRoutes } from './partners.routes.ts';
import { secretsOf } from './partners.ts';
import { Exchange, type Taking } from './taking.ts';
import { trafficRoutes } from './traffic.routes.ts';

const PATH = '/exchange/v1/messages';
const BODY_BYTES = 65_536;
/** A desk speaks for a whole district, from one address. */
const PER_MINUTE = 3_000;

/**
 * The exchange with the desks of others: messages by signed webhook, lists for those without one, and who they are. A message's
 * form and signature: src/gateways/exchange.
 * @param dataDir where forgettings are logged.
 */
export function exchangeRoutes(server: Server, dataDir: string): void {
  const exchange = new Exchange(server.parts.db);
  server.register(async (scope) => {
    // A signature holds for bytes: they are judged before anything reads them.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: 'POST',
      url: PATH,
      schema: { hide: true },
      bodyLimit: BODY_BYTES,
      config: { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } },
      handler: (request, reply) => receive(server, exchange, request, reply),
    });
  });
  partnerRoutes(server, dataDir);
  listRoutes(server, exchange);
  trafficRoutes(server);
}

async function receive(
  server: Server,
  exchange: Exchange,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Taking> {
  const { db, keyring, clock } = server.parts;
  const district = await districtOf(server, request);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const now = clock();
  const known = await partnerBehind(server, district, body);
  const header = request.headers[SIGNATURE_HEADER];
  const verdict = verified({ header, body, secrets: known?.secrets ?? [], now });
  if (!verdict.ok) {
    if (known !== null) await note(server, district, known.partner, 'matters.signature', now);
    throw unsigned(verdict);
  }
  const message = messageOf(body);
  if (!message.ok) {
    const fields = message.problems.map((one) => ({ ...one, path: one.path === '' ? 'body' : `body.${one.path}` }));
    await note(server, district, (known as Known).partner, 'matters.badMessage', now);
    throw new Problem(400, 'matters.badMessage', textOf(exchangeMatterWords, 'badMessage'), fields);
  }
  const seen = Buffer.from(verdict.replayId, 'hex');
  // A second longer than it is genuine: the check rounds.
  const until = new Date(verdict.expires.getTime() + 1000);
  const isFirst = await db.write(nothing(district), async (tx) => {
    await heardFrom(tx, district, (known as Known).partner.desk, now);
    return firstSight(tx, district, seen, until, now);
  });
  if (!isFirst) throw new Problem(409, 'matters.replayed', textOf(exchangeMatterWords, 'replayed'));
  try {
    const ground = await standing(db, keyring, district);
    return await exchange.take(ground, (known as Known).partner, message.fact, NOBODY, now);
  } catch (error) {
    // What failed through no fault of the message may be sent again just as it is.
    if (!(error instanceof Problem) || error.status >= 500)
      await db.write(nothing(district), (tx) => unsee(tx, district, seen)).catch(() => {});
    if (error instanceof Problem) await note(server, district, (known as Known).partner, error.code, now);
    throw error;
  } finally {
    reply.header('cache-control', 'no-store');
  }
}

/** What is refused in a desk's name shows on the screen of the exchange, as a code. */
async function note({ parts }: Server, district: string, { desk }: Partner, code: string, now: Date): Promise<void> {
  await parts.db.write(nothing(district), (tx) => refusedTo(tx, district, desk, code, now));
}

type Known = { readonly partner: Partner; readonly secrets: readonly string[] };

/** The desk that a body claims to come from, with its secrets; null for a claim that nobody stands behind. */
async function partnerBehind(server: Server, district: string, body: Buffer): Promise<Known | null> {
  const { db, keyring, clock } = server.parts;
  const desk = claimed(body);
  if (desk === null) return null;
  const partner = (await db.read(nothing(district), (tx) => partnerOf(tx, district, desk)))?.partner;
  if (partner?.state !== 'standing') return null;
  const own = { ...nothing(district), subjects: [partner.id] };
  const secrets = await db.read(own, (tx) => secretsOf(tx, keyring, partner, clock()));
  return { partner, secrets };
}

function claimed(body: Buffer): string | null {
  try {
    const { desk } = JSON.parse(body.toString('utf8').replace(/^\ufeff/, '')) as { desk?: unknown };
    return typeof desk === 'string' && desk.length <= 31 ? desk : null;
  } catch {
    return null;
  }
}

function unsigned({ status, reason }: Extract<Verdict, { ok: false }>): Problem {
  const fields = [{ path: `headers.${SIGNATURE_HEADER}`, message: reason }];
  return new Problem(status, 'matters.signature', textOf(exchangeMatterWords, 'signature'), fields);
}

/** The district that a desk names, of those that live here; the server's own where it names none. */
async function districtOf(server: Server, request: FastifyRequest): Promise<string> {
  const { defaultDistrict, districts } = server.parts;
  const named = request.headers['x-lianan-district'] ?? (request.query as Record<string, unknown>)['district'];
  const district = typeof named === 'string' ? named : defaultDistrict;
  if (!(await districts.has(district)))
    throw new Problem(404, 'matters.noPartner', textOf(exchangeMatterWords, 'noPartner'));
  return district;
}

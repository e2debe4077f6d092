import type { FastifyInstance } from 'fastify';
import { lagOf } from '../journal/lines.store.ts';
import { foldLag, outboxAge, poolWaiting, registry } from './metrics.ts';

/**
 * Alive, ready for requests (the database answers), and what is measured. Neither names a person nor a district.
 * @param unproved since when lines have waited too long for their place in a signed tree; requests are served all the same.
 */
export function healthRoutes(server: FastifyInstance, unproved: () => Promise<string | null>): void {
  const { db } = server.parts;
  const quiet = { schema: { hide: true }, config: { unlogged: true, rateLimit: false } } as const;
  server.get('/health', quiet, async () => ({ status: 'ok' }));
  server.get('/ready', quiet, async (_request, reply) => {
    try {
      await db.pool.query('select 1');
      const since = await unproved();
      return { status: 'ready', ...(since === null ? {} : { unproved: since }) };
    } catch {
      return reply.code(503).send({ status: 'away' });
    }
  });
  server.get('/metrics', quiet, async (_request, reply) => {
    poolWaiting.set({ pool: 'serve' }, db.pool.waitingCount);
    poolWaiting.set({ pool: 'intake' }, db.intake.waitingCount);
    await countLag(db.pool).catch(() => {});
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** What the worker leaves behind; a database that is away is told by /ready, not by a missing page of metrics. */
async function countLag(pool: FastifyInstance['parts']['db']['pool']): Promise<void> {
  for (const { district, lines, outboxSeconds } of await lagOf(pool)) {
    foldLag.set({ district }, lines);
    outboxAge.set({ district }, outboxSeconds);
  }
}

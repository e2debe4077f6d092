import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Shells that were built, each with its own page; every address below one is that page (the shell routes by itself). */
const SHELLS = ['desk', 'field'] as const;

/**
 * Serves the built shells from `folder`: assets with their hash in the name for a year, pages always asked for anew.
 * Addresses that no route has get the public page for browsers (Accept: text/html), and problem details otherwise.
 */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = (name: string) => ({
    schema: { hide: true },
    config: { unlogged: true },
    handler: (_request: unknown, reply: { sendFile(name: string): unknown }) => reply.sendFile(name),
  });
  server.get('/', page('index.html') as never);
  for (const shell of SHELLS) {
    server.get(`/${shell}`, page(`${shell}/index.html`) as never);
    server.get(`/${shell}/*`, page(`${shell}/index.html`) as never);
  }
  for (const name of PUBLIC_PAGES) server.get(`/${name}`, page('index.html') as never);
  for (const name of PUBLIC_PAGES) server.get(`/${name}/*`, page('index.html') as never);
}

/** The first parts of the public shell's own addresses. */
const PUBLIC_PAGES = ['report', 'follow', 'figures', 'mine', 'charter', 'doors', 'changes', 'map', 'outbox'] as const;

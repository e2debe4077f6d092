import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Shells that were built, each with its own page; every address below one is that page (the shell routes by itself). */
const SHELLS = ['desk', 'field'] as const;

/**
 * Serves the built shells from `folder`: assets with their hash in the name for a year, pages always asked for anew.
 * `more`: first parts of addresses that pages of capabilities have in the public shell.
 * Addresses that no route has get the public page for browsers (Accept: text/html), and problem details otherwise.
 */
export async function servePages(server: FastifyInstance, folder: string, more: readonly string[] = []): Promise<void> {
  if (!existsSync(folder)) return;
  // Looked up when asked for, so that a build made while the server runs is served at once.
  for (const part of ['assets', 'icons']) {
    await server.register(fastifyStatic, {
      root: join(folder, part),
      prefix: `/${part}/`,
      decorateReply: part === 'assets',
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        // Pages are sent through this part too, and keep what they say of themselves.
        if (!path.startsWith(join(folder, part, '/'))) return;
        reply.header(
          'cache-control',
          part === 'assets' ? 'public, max-age=31536000, immutable' : 'public, max-age=86400',
        );
      },
    });
  }
  const page = (url: string, name: string) =>
    server.get(url, { schema: { hide: true }, config: { unlogged: true } }, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(name, folder),
    );
  page('/', 'index.html');
  page('/field.webmanifest', 'field.webmanifest');
  // The phone asks for it each time whether there is a new release.
  page('/field/sw.js', 'field/sw.js');
  page('/push-worker.js', 'push-worker.js');
  page('/public-worker.js', 'public-worker.js');
  for (const shell of SHELLS) {
    page(`/${shell}`, `${shell}/index.html`);
    page(`/${shell}/*`, `${shell}/index.html`);
  }
  for (const name of [...PUBLIC_PAGES, ...more]) {
    page(`/${name}`, 'index.html');
    page(`/${name}/*`, 'index.html');
  }
}

/** The first parts of the public shell's own addresses. */
const PUBLIC_PAGES = [
  'report',
  'follow',
  'open',
  'figures',
  'mine',
  'charter',
  'doors',
  'changes',
  'liaisons',
  'map',
  'outbox',
  'around',
  'm',
  'areas',
  'proof',
] as const;

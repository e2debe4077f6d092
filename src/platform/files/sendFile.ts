import type { FastifyReply } from 'fastify';
import type { Scope } from '../db/scope.ts';
import type { Ask } from '../http/mount.ts';
import { openFile } from './openFile.ts';
import type { FileParts } from './receive.ts';
import { TAKEN } from './sniff.ts';

/**
 * Answers a request with a file that a scope can see; for routes of capabilities too, which prove a right in their own
 * way (a receipt code). Nothing in it can run in a browser: fixed type, no sniffing, sandboxed; documents are only saved.
 */
export async function sendFile(
  ask: Ask,
  parts: FileParts,
  scope: Scope,
  id: string,
  variant: 'whole' | 'thumb',
): Promise<FastifyReply> {
  const { file, type, bytes } = await openFile(parts, (fn) => ask.db.read(scope, fn), ask.district, id, variant);
  const ending = variant === 'thumb' ? 'webp' : TAKEN[file.type].ending;
  return ask.reply
    .header('content-type', type)
    .header('content-length', bytes.length)
    .header('content-disposition', `${file.kind === 'photo' ? 'inline' : 'attachment'}; filename="${id}.${ending}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .send(bytes);
}

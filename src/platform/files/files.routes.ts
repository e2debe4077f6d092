import { dayOf } from '../calendar/calendar.rules.ts';
import type { Scope } from '../db/scope.ts';
import type { Ask, Server } from '../http/mount.ts';
import { mount } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { openFileThumb, openFileWhole, uploadDocument, uploadFile } from './files.contract.ts';
import { sendFile } from './files.door.ts';
import { filesWords } from './files.words.ts';
import type { FileParts } from './receive.ts';
import { receive } from './receive.ts';
import { LARGEST } from './sniff.ts';
import { lastDayOf } from './tray.ts';
import { Turnstile } from './turnstile.ts';

/** Uploads held in memory at a time: 16 of 10 MB. */
const uploads = new Turnstile(16, 0);

/** Mounts upload and opening. @param scopeOf what the caller of a request may see. */
export function routes(
  server: Server,
  parts: FileParts,
  scopeOf: (caller: Ask['caller'], district: string) => Scope | Promise<Scope>,
): void {
  const taken = (ask: Ask, documents: boolean) =>
    uploads.through(async () => {
      const day = dayOf(ask.clock());
      const bytes = await uploaded(ask);
      const { upload, token } = await receive(parts, ask.db, {
        district: ask.district,
        bytes,
        documents,
        nobody: ask.caller.is === 'nobody',
        day,
      });
      const { kind, type, size, width, height } = upload;
      const notes = kind === 'document' ? [textOf(filesWords, 'properties')] : [];
      return { token, kind, type, size, width, height, until: lastDayOf(day), notes };
    });
  mount(server, uploadFile, (ask) => taken(ask, false));
  mount(server, uploadDocument, (ask) => taken(ask, true));
  mount(server, openFileWhole, async (ask, { params }) =>
    sendFile(ask, parts, await scopeOf(ask.caller, ask.district), params.id, 'whole'),
  );
  mount(server, openFileThumb, async (ask, { params }) =>
    sendFile(ask, parts, await scopeOf(ask.caller, ask.district), params.id, 'thumb'),
  );
}

async function uploaded(ask: Ask): Promise<Buffer> {
  if (!ask.request.isMultipart()) throw new Problem(415, 'files.form', textOf(filesWords, 'notForm'));
  const files: Buffer[] = [];
  try {
    // Every part is read to its end: a second file would otherwise hold the connection open.
    for await (const part of ask.request.parts({ limits: { fileSize: LARGEST, files: 2, fields: 4, parts: 6 } })) {
      if (part.type === 'file') files.push(await part.toBuffer());
    }
  } catch (error) {
    const tooLarge = (error as { statusCode?: number }).statusCode === 413;
    throw new Problem(
      tooLarge ? 413 : 400,
      tooLarge ? 'files.tooLarge' : 'files.form',
      textOf(filesWords, tooLarge ? 'tooLarge' : 'notForm'),
    );
  }
  const [bytes, second] = files;
  if (second) throw new Problem(400, 'files.oneOnly', textOf(filesWords, 'oneOnly'));
  if (!bytes) throw new Problem(400, 'files.missing', textOf(filesWords, 'missing'));
  return bytes;
}

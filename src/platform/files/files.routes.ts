import { dayOf } from '../calendar/calendar.rules.ts';
import type { Scope } from '../db/scope.ts';
import type { Ask, Server } from '../http/mount.ts';
import { mount } from '../http/mount.ts';
import { textOf } from '../language/language.ts';
import { openFileThumb, openFileWhole, uploadDocument, uploadFile } from './files.contract.ts';
import { sendFile } from './files.door.ts';
import { filesWords } from './files.words.ts';
import type { FileParts } from './receive.ts';
import { receive } from './receive.ts';
import { lastDayOf } from './tray.ts';
import { withUpload } from './uploaded.ts';

/** Mounts upload and opening. @param scopeOf what the caller of a request may see. */
export function routes(
  server: Server,
  parts: FileParts,
  scopeOf: (caller: Ask['caller'], district: string) => Scope | Promise<Scope>,
): void {
  const taken = (ask: Ask, documents: boolean) =>
    withUpload(ask, async ({ bytes }) => {
      const day = dayOf(ask.clock());
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

import { type FileParts, sendFile } from '../../../platform/files/files.door.ts';
import { mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { textOf } from '../../../platform/language/language.ts';
import { viewOf } from '../party.routes.ts';
import { partyBehind, proved } from '../partyBehind.ts';
import { sessionCalendar } from './calendar.ts';
import { mineCalendar, mineFile } from './tools.contract.ts';
import { toolWords } from './tools.words.ts';

/** What a party takes along from its own page: a session for its calendar, and the photos that it may see. */
export function partyToolRoutes(server: Server, files: FileParts): void {
  mount(server, mineCalendar, async (ask, { body }) => {
    const view = await viewOf(ask, await partyBehind(ask, body));
    const session = view.sessions.find(({ id, state }) => id === body.session && state === 'set');
    if (session === undefined || session.at === null)
      throw new Problem(409, 'mediation.notSet', textOf(toolWords, 'notSet'));
    const { district, language } = ask;
    return ask.reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="mediation.ics"')
      .header('cache-control', 'private, no-store')
      .send(sessionCalendar(view, session, session.at, { district, language, now: ask.clock() }));
  });

  mount(server, mineFile, async (ask, { body }) => {
    const own = await partyBehind(ask, body);
    const { history } = await viewOf(ask, own);
    // A file goes with its line: what this party does not read, it does not open either.
    if (!history.some((line) => line.files.some(({ id }) => id === body.id)))
      throw new Problem(404, 'mediation.noFile', textOf(toolWords, 'noFile'));
    return sendFile(ask, files, proved(ask.district, own.subject), body.id, body.variant);
  });
}

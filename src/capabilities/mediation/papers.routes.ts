import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import { textOf } from '../../platform/language/language.ts';
import type { CaseFacts, DocumentCode } from './documents/documents.contract.ts';
import { type Format, makeDocument } from './documents/documents.ts';
import { isDue } from './due.rules.ts';
import { factsOf } from './facts.ts';
import { type Ground, groundOf, problem } from './ground.ts';
import { actorOf, mayReadCases, sightOf } from './mediation.rights.ts';
import { loadCase } from './mediation.store.ts';
import { documentOf, mineDocument } from './papers.contract.ts';
import { paperWords } from './papers.words.ts';
import { partyBehind, proved } from './partyBehind.ts';
import { caseForParty, caseForStaff } from './showing.ts';

/** Documents of a case, for those who mediate it and for its parties. */
export function papersRoutes(server: Server): void {
  mount(server, documentOf, async (ask, { params, query }) => {
    if (!mayReadCases(ask.caller)) throw problem(404, 'notFound');
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const today = dayOf(ask.clock());
    const facts = await ask.db.read(scopeOf(ask.caller, ask.district), async (tx) => {
      const stored = await loadCase(tx, ask.district, params.id);
      if (!stored) throw problem(404, 'notFound');
      if (!sightOf(ask.caller, stored.state).people) throw problem(403, 'notYours');
      const shown = await caseForStaff(tx, ground, ask.caller, stored, ask.clock());
      if (!isDue(params.code, shown)) throw tooSoon();
      const mediates = actorOf(ask.caller, stored.state).parts.has('mediator');
      const reader = { is: mediates ? ('mediator' as const) : ('staff' as const) };
      return factsOf(tx, ground, stored, shown, reader, { today, session: query.session });
    });
    return send(ask, ground, params.code, facts, query.as);
  });

  mount(server, mineDocument, async (ask, { body }) => {
    const { subject, party } = await partyBehind(ask, body);
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const today = dayOf(ask.clock());
    const facts = await ask.db.read(proved(ask.district, subject), async (tx) => {
      const stored = await loadCase(tx, ask.district, subject);
      if (!stored) throw problem(404, 'notFound');
      const shown = await caseForParty(tx, ground, party, stored, ask.clock());
      if (!isDue(body.document, shown)) throw tooSoon();
      return factsOf(tx, ground, stored, shown, { is: 'party', party }, { today, session: body.session });
    });
    return send(ask, ground, body.document, facts, body.as);
  });
}

const tooSoon = () => new Problem(409, 'mediation.noDocument', textOf(paperWords, 'noDocument'));

/** A document is only saved, never shown in the page's own origin; its name holds the number and no person. */
async function send(ask: Ask, ground: Ground, code: DocumentCode, facts: CaseFacts, as: Format) {
  const { bytes, name, type } = await makeDocument(ground.terms, code, facts, as);
  return ask.reply
    .header('content-type', type)
    .header('content-length', bytes.length)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(bytes);
}

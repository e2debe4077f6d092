import type { Scope } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { textOf } from '../../platform/language/language.ts';
import { readingScope } from './reading.ts';
import { dropView, keepView, listViews, orderViews, type ViewQuery } from './views.contract.ts';
import { MOST_VIEWS, namesSomebody, shareRefusal } from './views.rules.ts';
import { orderOf, ownBesides, putOrder, putView, removeView, viewsOf } from './views.store.ts';
import { viewsWords } from './views.words.ts';

/** Saved views of the queue: kept by name, shared or not, in one's own order. */
export function viewsRoutes(server: Server): void {
  mount(server, listViews, async (ask) => {
    const { scope, person } = owner(ask);
    return ask.db.read(scope, async (tx) => {
      const { ids, first } = await orderOf(tx, ask.district, person);
      const views = (await viewsOf(tx, ask.district)).map(({ owner: whose, query, ...view }) => ({
        ...view,
        query: query as ViewQuery,
        own: whose === person,
      }));
      // What was never put in order stands last, as it was made.
      const place = (id: string): number => (ids.includes(id) ? ids.indexOf(id) : ids.length);
      views.sort((a, b) => place(a.id) - place(b.id));
      return { views, first: views.some((one) => one.id === first) ? first : null };
    });
  });

  mount(server, keepView, async (ask, { params, body }) => {
    const { scope, person } = owner(ask);
    const refused = shareRefusal(ask.caller, body.share, body.body);
    if (refused) throw new Problem(403, `views.${refused}`, textOf(viewsWords, refused));
    if (namesSomebody(body.name)) throw unfit('namesSomebody', 'body.name');
    const at = body.share === 'body' ? body.body : null;
    const view = { id: params.id, owner: person, name: body.name, query: body.query, share: body.share, body: at };
    await ask.db.write(scope, async (tx) => {
      if ((await ownBesides(tx, ask.district, person, params.id)) >= MOST_VIEWS) throw unfit('tooMany', 'body');
      if (!(await putView(tx, ask.district, view, ask.clock())))
        throw new Problem(404, 'views.notFound', textOf(viewsWords, 'notFound'));
    });
    return { ...view, own: true };
  });

  mount(server, dropView, async (ask, { params }) => {
    const { scope, person } = owner(ask);
    return { dropped: await ask.db.write(scope, (tx) => removeView(tx, ask.district, person, params.id)) };
  });

  mount(server, orderViews, async (ask, { body }) => {
    const { scope, person } = owner(ask);
    await ask.db.write(scope, (tx) => putOrder(tx, ask.district, person, body));
    return body;
  });
}

/** Whoever asks, among the subjects of their own scope: the policies give them their own. */
function owner(ask: Ask): { readonly scope: Scope; readonly person: string } {
  const scope = readingScope(ask);
  const person = ask.caller.is === 'staff' ? ask.caller.person : '';
  return { scope: { ...scope, subjects: [person] }, person };
}

function unfit(why: 'namesSomebody' | 'tooMany', path: string): Problem {
  const message = textOf(viewsWords, why, { most: MOST_VIEWS });
  return new Problem(422, `views.${why}`, message, [{ path, message }]);
}

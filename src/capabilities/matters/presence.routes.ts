import type { Tx } from '../../platform/db/database.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { openNames } from '../../platform/identity/enterPeople.ts';
import { peopleById } from '../../platform/identity/people.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { loadMatter } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';
import { beHere, GONE_AFTER_S, type Here, whoIsWhere } from './presence.contract.ts';
import { comeHere, goAway, othersHere, type Presence } from './presence.store.ts';
import { readingScope } from './reading.ts';

/** Who has which matter open: for those who see the matter, for seconds, nowhere kept. */
export function presenceRoutes(server: Server): void {
  mount(server, beHere, async (ask, { params, body }) => {
    const { scope, person, post, now, since } = asked(ask);
    return ask.db.write(scope, async (tx) => {
      if (!(await loadMatter(tx, ask.district, params.id)))
        throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
      if (body.doing === 'gone') await goAway(tx, ask.district, params.id, person);
      else await comeHere(tx, ask.district, { subject: params.id, person, post, doing: body.doing, at: now }, since);
      const others = await othersHere(tx, ask.district, person, since, params.id);
      return { others: [...(await shown(tx, ask, others, now)).values()].flat() };
    });
  });

  mount(server, whoIsWhere, async (ask) => {
    const { scope, person, now, since } = asked(ask);
    return ask.db.read(scope, async (tx) => {
      const others = await othersHere(tx, ask.district, person, since, null);
      return { matters: [...(await shown(tx, ask, others, now))].map(([id, who]) => ({ id, who })) };
    });
  });
}

function asked(ask: Ask) {
  const scope = readingScope(ask);
  const person = ask.caller.is === 'staff' ? ask.caller.person : '';
  const now = ask.clock();
  return {
    scope: { ...scope, subjects: [person] },
    person,
    post: (ask.caller.is === 'staff' ? ask.caller.appointments[0]?.post : undefined) ?? 'duty',
    now,
    since: new Date(now.getTime() - GONE_AFTER_S * 1000),
  };
}

/** Presences by matter, with the names of colleagues. */
async function shown(tx: Tx, ask: Ask, others: readonly Presence[], now: Date): Promise<Map<string, Here[]>> {
  const people = [...new Set(others.map((one) => one.person))];
  const rows = people.length === 0 ? [] : await peopleById(tx, ask.district, people);
  const names = await openNames(tx, ask.keyring, ask.district, rows);
  const byMatter = new Map<string, Here[]>();
  for (const one of others) {
    byMatter.set(one.subject, [
      ...(byMatter.get(one.subject) ?? []),
      {
        name: names.get(one.person) ?? null,
        post: one.post,
        doing: one.doing,
        seconds: Math.max(0, Math.round((now.getTime() - one.at.getTime()) / 1000)),
      },
    ]);
  }
  return byMatter;
}

import { mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { textOf } from '../../../platform/language/language.ts';
import { bodyName, standing } from '../ground.ts';
import { mattersWords } from '../matters.words.ts';
import { readingScope } from '../reading.ts';
import { overdue } from './overdue.contract.ts';
import { type OverdueMark, overdueStages } from './overdue.store.ts';
import { NO_TASK } from './stages.store.ts';

/** What should be done by now. */
export function overdueRoutes(server: Server): void {
  mount(server, overdue, async (ask, { query }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const by = new Date(ask.clock().getTime() + query.within * 3_600_000);
    const { items, after } = await ask.db.read(scope, (tx) =>
      overdueStages(tx, scope, { by, stage: query.stage, after: markOf(query.after), limit: query.limit }),
    );
    return {
      items: items.map(({ territory, body, since, due, task, ...one }) => ({
        ...one,
        task: task === NO_TASK ? null : task,
        since: since.toISOString(),
        due: due.toISOString(),
        body: bodyName(ground, body),
        territoryName: ground.places.pathOf(territory),
      })),
      after: after === null ? null : `${after.due}~${after.matter}~${after.stage}~${after.task}`,
    };
  });
}

function markOf(text: string | undefined): OverdueMark | null {
  if (text === undefined) return null;
  const [due = '', matter = '', stage = '', task = ''] = text.split('~');
  const isMark = !Number.isNaN(Date.parse(due)) && UUID.test(matter) && /^[a-z]+$/.test(stage) && UUID.test(task);
  if (!isMark) throw new Problem(400, 'matters.badPage', textOf(mattersWords, 'badPage'));
  return { due, matter, stage, task };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { textOf } from '../../platform/language/language.ts';
import { bodyName, standing } from './ground.ts';
import { mattersWords } from './matters.words.ts';
import { publicSteps } from './open311.store.ts';
import { publicByNumber } from './public.store.ts';
import { publicMatter } from './publicMatter.contract.ts';

/** More than any matter has taken; a story longer than this is told from its newest steps. */
const MOST_STEPS = 200;

/** One public matter for whoever has its number. What is hidden answers as what is not there. */
export function publicMatterRoutes(server: Server): void {
  mount(server, publicMatter, async (ask, { params }) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    return ask.db.read(nothing(ask.district), async (tx) => {
      const [one] = await publicByNumber(tx, ask.district, [params.number]);
      if (!one) throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
      const steps = await publicSteps(tx, ask.district, {
        numbers: [one.number],
        kinds: [one.kind],
        from: new Date(0),
        to: ask.clock(),
        limit: MOST_STEPS,
        offset: 0,
      });
      return {
        number: one.number,
        kind: one.kind,
        status: one.status,
        territoryName: ground.places.pathOf(one.territory),
        body: bodyName(ground, one.body),
        reported: dayOf(one.reported),
        due: one.due.toISOString(),
        closed: one.closed?.toISOString() ?? null,
        steps: steps.toReversed().map(({ n, kind, recorded }) => ({ n, kind, at: recorded.toISOString() })),
      };
    });
  });
}

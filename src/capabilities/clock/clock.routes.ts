import { calendarOf } from '../../platform/calendar/calendar.door.ts';
import { type Day, dayOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Text } from '../../platform/language/language.ts';
import { textOf } from '../../platform/language/language.ts';
import { ancestorsOf } from '../../platform/places/codes.rules.ts';
import { placesOf } from '../../platform/places/places.ts';
import { GROUPS, kindPrefixName, kindsOf } from '../kinds/kinds.door.ts';
import { moveRule, proposeRule, type Standing } from './changing.ts';
import {
  move,
  type ProposalOut,
  preview,
  propose,
  type RuleOut,
  rules,
  story as storyContract,
  type VersionOut,
} from './clock.contract.ts';
import { deadlineRulesOf } from './clock.door.ts';
import { abilities, mayPropose } from './clock.rights.ts';
import { type DeadlineRule, GROUNDS, ruleFor, type Term, versionOn } from './clock.rules.ts';
import { allRules, loadRule } from './clock.store.ts';
import { clockWords } from './clock.words.ts';
import { term } from './drafts.rules.ts';
import { GROUND_BASES } from './grounds.rules.ts';
import { dueOf } from './preview.rules.ts';
import { type Proposal, type RuleStory, versionsOf, waitingOf } from './proposals.rules.ts';

/** The calendar knows the years from 2000 to 2069; the longest term takes ten of them at most. */
const isWithin = (day: Day): boolean => day >= '2005-01-01' && day < '2060-01-01';

/** The rules of deadlines: read by everybody, proposed and decided by the desk. */
export function clockRoutes(server: Server): void {
  mount(server, rules, async (ask, { query }) => {
    const today = dayOf(ask.clock());
    const day = query.day ?? today;
    const [names, stories] = await Promise.all([
      namesFor(ask),
      ask.db.read(nothing(ask.district), (tx) => allRules(tx, ask.district)),
    ]);
    return {
      today,
      day,
      rules: stories
        .filter((one) => versionsOf(one).length > 0 || waitingOf(one) !== null)
        .map((one) => showRule(ask, one, names, day))
        .filter((one) => (query.stage ?? one.stage) === one.stage),
      grounds: GROUNDS.map((ground) => ({
        ground,
        name: textOf(clockWords, `ground_${ground}`),
        basis: GROUND_BASES[ground],
        explained: textOf(clockWords, `groundWhy_${ground}`),
      })),
      mayPropose: mayPropose(ask.caller, ask.district),
    };
  });

  mount(server, storyContract, async (ask, { params }) => {
    const today = dayOf(ask.clock());
    const stored = await ask.db.read(nothing(ask.district), (tx) => loadRule(tx, ask.district, params.code));
    if (!stored) throw new Problem(404, 'clock.notFound', textOf(clockWords, 'notFound'));
    const names = await namesFor(ask);
    return {
      today,
      rule: showRule(ask, stored.story, names, today),
      proposals: stored.story.proposals.map((one) => showProposal(one, names)).reverse(),
    };
  });

  mount(server, preview, async (ask, { query }) => {
    const { stage, kind, urgency, n, unit } = query;
    const at = new Date(query.at);
    const given = n === undefined || unit === undefined ? null : { n, unit };
    if (!isWithin(dayOf(at)) || (given !== null && !term.safeParse(given).success))
      throw new Problem(422, 'clock.outside', textOf(clockWords, 'outside'));
    const [names, calendar, book] = await Promise.all([
      namesFor(ask),
      calendarOf(ask.db, ask.district),
      ask.db.read(nothing(ask.district), (tx) => deadlineRulesOf(tx, ask.district)),
    ]);
    const territories = ancestorsOf(query.territory ?? ask.district).reverse();
    const rule = ruleFor(book, { stage, kind, urgency, territories, day: dayOf(at) });
    // A trial knows no body, so that it goes by the district's usual hours.
    const timetable = calendar.timetableOf(null);
    const due = (one: Term) => {
      const reckoned = dueOf(at, one, timetable);
      return { due: reckoned.due.toISOString(), provisional: reckoned.provisional };
    };
    return {
      standing: rule === null ? null : { ...due(rule.term), rule: showVersion(rule, names) },
      given: given && due(given),
    };
  });

  mount(server, propose, async (ask, { body }) => {
    const ground = await standing(ask);
    const story = await ask.db.write(nothing(ask.district), (tx) => proposeRule(tx, ground, doing(ask), body));
    return showRule(ask, story, await namesFor(ask), dayOf(ask.clock()));
  });

  mount(server, move, async (ask, { params, body }) => {
    const ground = await standing(ask);
    const story = await ask.db.write(nothing(ask.district), (tx) =>
      moveRule(tx, ground, doing(ask), params.code, body),
    );
    return showRule(ask, story, await namesFor(ask), dayOf(ask.clock()));
  });
}

const doing = (ask: Ask) => ({ caller: ask.caller, now: ask.clock(), origin: 'live' as const });

async function standing({ db, keyring, district }: Ask): Promise<Standing> {
  const [kinds, places] = await Promise.all([kindsOf(db, district), placesOf(db, district)]);
  return {
    keyring,
    district,
    knowsKind: (kind) => kinds.has(kind) || (GROUPS as readonly string[]).includes(kind),
    knowsTerritory: (code, day) => places.has(code, day),
  };
}

/** Names of what rules mention by code. */
type Names = { readonly kind: (code: string) => Text; readonly territory: (code: string) => Text };

async function namesFor({ db, district }: Ask): Promise<Names> {
  const [kinds, places] = await Promise.all([kindsOf(db, district), placesOf(db, district)]);
  return {
    kind: (code) => kindPrefixName(code, { kind: (one) => kinds.get(one)?.name ?? null }),
    territory: (code) => (places.nameOf(code) === null ? { zh: code, en: code } : places.pathOf(code)),
  };
}

function showVersion(rule: DeadlineRule, names: Names): VersionOut {
  return {
    ...rule,
    kindName: rule.kind === null ? null : names.kind(rule.kind),
    territoryName: rule.territory === null ? null : names.territory(rule.territory),
  };
}

/** Posts and times, no persons. */
function showProposal({ state, rule, why, proposed, decided }: Proposal, names: Names): ProposalOut {
  return {
    state,
    rule: showVersion(rule, names),
    why,
    proposed: { post: proposed.post, at: proposed.at },
    decided: decided && { post: decided.post, at: decided.at, reason: decided.reason },
  };
}

function showRule(ask: Ask, story: RuleStory, names: Names, day: Day): RuleOut {
  const versions = versionsOf(story);
  const held = versionOn(versions, day);
  const coming = versions.filter((one) => one.from > day).sort((a, b) => (a.from < b.from ? -1 : 1))[0] ?? null;
  const waiting = waitingOf(story);
  const newest = versions.at(-1) ?? null;
  const shown = held ?? coming ?? newest ?? waiting?.rule ?? story.proposals.at(-1)?.rule;
  if (!shown) throw new Error(`rule ${story.code} has no version`);
  return {
    code: story.code,
    stage: shown.stage,
    is: held ? 'standing' : coming ? 'coming' : versions.length === 0 && waiting ? 'proposed' : 'ended',
    rule: showVersion(shown, names),
    coming: held && coming ? showVersion(coming, names) : null,
    waiting: waiting && showProposal(waiting, names),
    versions: versions.length,
    newest: newest && showVersion(newest, names),
    abilities: abilities(ask.caller, ask.district, story),
  };
}

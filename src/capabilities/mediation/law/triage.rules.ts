import type { PARTY_SORTS, Scale, Track } from '../mediation.rules.ts';
import { type Forum, trackOf } from './forums.rules.ts';
import { isNature } from './natures.rules.ts';
import { ALTERNATIVES, ROWS, type Row, type RuleCode, type Shape } from './triageTable.rules.ts';

export { FORUM_NAMES, type Forum, forumName, trackOf } from './forums.rules.ts';
export type { RuleCode } from './triageTable.rules.ts';

/** Who entrusted or transferred a case from outside. */
export const SENDERS = ['court', 'police', 'petitions', 'labour', 'safety', 'transport'] as const;
export type Sender = (typeof SENDERS)[number];

/** What triage goes by. */
export type Asked = {
  /** A code of natures.rules.ts. */
  readonly nature: string;
  readonly scale: Scale;
  readonly parties: readonly { readonly sort: (typeof PARTY_SORTS)[number]; readonly minor: boolean }[];
  readonly entrustedBy: Sender | null;
  /** A minor public-order case among people. */
  readonly publicOrder: boolean;
  /** Whether all parties are of one village or community; what is not known counts as yes: whoever is nearest begins. */
  readonly oneVillage?: boolean | null;
};

/** Where a case goes, and the rule that says so. */
export type Triage = { readonly track: Track; readonly forum: Forum; readonly rule: RuleCode };

/** Organs that would get back what they sent. */
const OWN: Readonly<Partial<Record<Sender, readonly Forum[]>>> = {
  police: ['police', 'trafficPolice'],
  labour: ['labourBureau'],
  safety: ['safety'],
  transport: ['transport'],
};

/** Committees of the village, town and enterprise take what no other body is there for. */
const GENERAL: readonly Forum[] = ['village', 'town', 'enterprise'];

/** Who stands in a dispute. */
export function shapeOf({ scale, parties, oneVillage }: Omit<Asked, 'nature'>): Shape {
  if (parties.length > 0 && parties.every(({ sort }) => sort === 'organisation')) return 'firms';
  if (scale !== 'individual') return 'many';
  return oneVillage === false ? 'apart' : 'near';
}

/** The rows of the table that hold: always exactly one. Throws RangeError on a nature that is none. */
export function rowsFor(asked: Asked): Row[] {
  if (!isNature(asked.nature)) throw new RangeError(`not a nature: ${JSON.stringify(asked.nature)}`);
  const shape = shapeOf(asked);
  const beginning = longest(ROWS, asked.nature);
  return ROWS.filter(({ nature, when }) => nature === beginning && when.includes(shape));
}

/**
 * Where a case goes by its nature and parties, and why. A court's cases and the police's public-order cases go by who sent them; nobody
 * gets back what they sent. Throws RangeError on a nature that is none. Source: the rules' sentences (law.words.ts).
 */
export function triageOf(asked: Asked): Triage {
  const [row] = rowsFor(asked) as [Row];
  const { forum } = row;
  const isPeople = trackOf(forum) === 'people';
  if (asked.publicOrder) return to(isPeople && forum !== 'trade' ? forum : localOf(asked), 'triage_publicOrder');
  if (asked.entrustedBy === 'court')
    return isPeople && !GENERAL.includes(forum) ? to(forum, 'triage_courtCommittee') : to('court', 'triage_court');
  if (sentBy(asked, forum)) return to('town', 'triage_notBack');
  return to(forum, row.rule);
}

/** Whoever else a desk may choose instead, with its reason written down; never who was chosen, nor who sent the case. */
export function otherForums(asked: Asked): Triage[] {
  const chosen = triageOf(asked).forum;
  const own = rowsFor(asked);
  const beginning = longest(ALTERNATIVES, asked.nature);
  const listed = ALTERNATIVES.filter(({ nature }) => nature === beginning).flatMap(({ forums }) => forums);
  return [...new Set([...own.map(({ forum }) => forum), ...listed])]
    .filter((forum) => forum !== chosen && !sentBy(asked, forum) && !(asked.publicOrder && trackOf(forum) !== 'people'))
    .map((forum) => to(forum, own.find((row) => row.forum === forum)?.rule ?? 'triage_choice'));
}

const to = (forum: Forum, rule: RuleCode): Triage => ({ track: trackOf(forum), forum, rule });

const localOf = (asked: Asked): Forum => (shapeOf(asked) === 'near' ? 'village' : 'town');

const sentBy = ({ entrustedBy }: Asked, forum: Forum): boolean =>
  entrustedBy !== null && (OWN[entrustedBy]?.includes(forum) ?? false);

/** The longest beginning of a code that a list has rows for. */
const longest = (rows: readonly { readonly nature: string }[], code: string): string =>
  rows
    .map(({ nature }) => nature)
    .filter((beginning) => code.startsWith(beginning))
    .reduce((a, b) => (b.length > a.length ? b : a), '');

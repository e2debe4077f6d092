import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Track } from '../mediation.rules.ts';
import { triageWords } from './triage.words.ts';

/** Sorts of bodies that mediate, and which of the three kinds of mediation each does. Which body it is in a place is a setting. */
export const FORUMS = {
  village: 'people',
  town: 'people',
  enterprise: 'people',
  trade: 'people',
  consumer: 'people',
  medical: 'people',
  traffic: 'people',
  property: 'people',
  labour: 'people',
  police: 'administrative',
  trafficPolice: 'administrative',
  labourBureau: 'administrative',
  market: 'administrative',
  health: 'administrative',
  land: 'administrative',
  water: 'administrative',
  housing: 'administrative',
  enforcement: 'administrative',
  transport: 'administrative',
  ecology: 'administrative',
  civil: 'administrative',
  education: 'administrative',
  safety: 'administrative',
  agriculture: 'administrative',
  townGovernment: 'administrative',
  government: 'administrative',
  court: 'judicial',
} as const satisfies Record<string, Track>;

export type Forum = keyof typeof FORUMS;
export const FORUM_NAMES = Object.keys(FORUMS) as Forum[];

/** The kind of mediation that a forum does. */
export const trackOf = (forum: Forum): Track => FORUMS[forum];

/** What a forum is called. */
export const forumName = (forum: Forum): Text => textOf(triageWords, `forum_${forum}`);

/** The name under which the dated table of authority says which body is a forum at a place (`mediation.town-government`). */
export const authorityKind = (forum: string): string =>
  `mediation.${forum.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

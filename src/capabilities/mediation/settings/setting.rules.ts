import type { Line } from '../../../platform/journal/line.rules.ts';
import type { DocumentCode } from '../documents/documents.contract.ts';
import { STANDARD } from './standard.rules.ts';
import { type Subsidy, type Term, type Terms, versionName } from './terms.rules.ts';

/** One change: which term, of a template or a committee's word also which. */
export type Change =
  | { readonly term: 'days' | 'offerDays' | 'visitDays' | 'coldDays'; readonly value: number }
  /** Every committee's word, the whole map. */
  | { readonly term: 'word'; readonly value: Readonly<Record<string, string>> }
  | { readonly term: 'subsidy'; readonly value: Subsidy }
  /** A text of its own, or null: the release's again. */
  | { readonly term: 'template'; readonly code: DocumentCode; readonly value: string | null };

/** Who changed a term last, and when; the reason is sealed beside the line. */
export type Changed = {
  readonly at: string;
  readonly by: string | null;
  readonly as: string;
  readonly reason: { readonly id: string; readonly digest: string };
};
/** A saved template: the number of the line that saved it is its version. */
export type Saved = { readonly version: number; readonly text: string };

/** The state of a district's terms: the fold of its lines. What was never set is not there. */
export type Setting = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly days?: number;
  readonly offerDays?: number;
  readonly visitDays?: number;
  readonly coldDays?: number;
  readonly word?: Readonly<Record<string, string>>;
  readonly subsidy?: Subsidy;
  readonly templates: Readonly<Partial<Record<DocumentCode, Saved>>>;
  /** The last change of each term, of a template under `template.agreement`. */
  readonly changed: Readonly<Record<string, Changed>>;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

type Body = { readonly change: Change; readonly as: string; readonly reason: Changed['reason'] };

/** The state after one more line. Pure. Throws on a line that the terms cannot have. */
export function fold(before: Setting | null, line: Line): Setting {
  if (line.kind !== 'mediation-setting.changed') throw new Error(`terms have no line ${line.kind}`);
  const { change, as, reason } = line.body as Body;
  const templates = { ...before?.templates };
  if (change.term === 'template') {
    if (change.value === null) delete templates[change.code];
    else templates[change.code] = { version: line.n, text: change.value };
  }
  return {
    ...before,
    ...(change.term === 'template' ? {} : { [change.term]: change.value }),
    district: line.district,
    id: line.subject,
    n: line.n,
    templates,
    changed: { ...before?.changed, [keyOf(change)]: { at: line.recorded, by: line.by, as, reason } },
    updated: line.recorded,
  };
}

/** Under which name the last change of a term is kept. */
export const keyOf = (change: { readonly term: Term; readonly code?: DocumentCode }): string =>
  change.term === 'template' ? `template.${change.code}` : change.term;

/** The terms in force: what was set, and the standard where nothing was. */
export function termsOf(setting: Setting | null): Terms {
  if (setting === null) return STANDARD;
  const { n, days, offerDays, visitDays, coldDays, word, subsidy, templates } = setting;
  const own = Object.entries(templates).map(([code, one]) => [
    code,
    { version: versionName(one.version), text: one.text },
  ]);
  return {
    n,
    days: days ?? STANDARD.days,
    offerDays: offerDays ?? STANDARD.offerDays,
    visitDays: visitDays ?? STANDARD.visitDays,
    coldDays: coldDays ?? STANDARD.coldDays,
    word: word ?? STANDARD.word,
    subsidy: subsidy ?? STANDARD.subsidy,
    templates: { ...STANDARD.templates, ...Object.fromEntries(own) },
  };
}

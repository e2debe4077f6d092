import { type Text, textOf } from '../../language/language.ts';
import { placesWords, SHAPE_WORDS } from '../places.words.ts';
import type { BodyFault, Hanging } from './body.rules.ts';
import type { BodyDraft, Proposal } from './changes.rules.ts';
import { changesWords } from './changes.words.ts';
import type { BoundaryFault } from './shapes.rules.ts';

/** Names of what a change mentions by code or id; null where nobody knows it. */
export type Names = {
  readonly territory: (code: string) => Text | null;
  readonly body: (id: string) => Text | null;
  /** The name of every kind (''), a group or a kind; codes stand for themselves where nobody tells. */
  readonly kind?: (prefix: string) => Text;
};

/** One thing that a change changes, in words, old beside new. */
export type Difference = { readonly what: Text; readonly before: Text | null; readonly after: Text | null };

const same = (text: string): Text => ({ zh: text, en: text });
const joined = (texts: readonly Text[]): Text => ({
  zh: texts.map((one) => one.zh).join('、'),
  en: texts.map((one) => one.en).join(', '),
});

/** A word with parameters that themselves are said in both languages. */
function told(key: keyof typeof changesWords.zh, parameters: Readonly<Record<string, Text>>): Text {
  const of = (language: 'zh' | 'en') =>
    Object.fromEntries(Object.entries(parameters).map(([name, text]) => [name, text[language]]));
  return { zh: textOf(changesWords, key, of('zh')).zh, en: textOf(changesWords, key, of('en')).en };
}

/** A change's heading. Pure. */
export function titleOf(proposal: Proposal, names: Names): Text {
  const named = (code: string): Text => names.territory(code) ?? same(code);
  switch (proposal.what) {
    case 'territory-found':
      return told('title_found', { name: proposal.name });
    case 'territory-rename':
      return told('title_rename', { name: proposal.before });
    case 'territory-boundary':
      return told('title_boundary', { name: named(proposal.code) });
    case 'territory-end': {
      const name = joined(proposal.codes.map(named));
      if (proposal.into.length === 0) return told('title_close', { name });
      if (proposal.into.length > 1) return told('title_split', { name });
      return told('title_merge', { name, into: joined(proposal.into.map((one) => one.name ?? named(one.code))) });
    }
    case 'body-found':
      return told('title_bodyFound', { name: proposal.after.name });
    case 'body-change':
      return told('title_bodyChange', { name: proposal.before.name });
    case 'body-end':
      return told('title_bodyEnd', { name: names.body(proposal.id) ?? same(proposal.id) });
    case 'body-transfer':
      return told('title_bodyTransfer', {
        name: names.body(proposal.id) ?? same(proposal.id),
        to: names.body(proposal.to) ?? same(proposal.to),
      });
  }
}

/** Everything that a change changes, in words. Pure. */
export function differencesOf(proposal: Proposal, names: Names): Difference[] {
  const named = (code: string): Text => withCode(names.territory(code), code);
  const said = (key: 'd_code' | 'd_name' | 'd_from' | 'd_endsFrom' | 'd_into' | 'd_points'): Text =>
    textOf(changesWords, key);
  switch (proposal.what) {
    case 'territory-found':
      return [
        { what: said('d_name'), before: null, after: proposal.name },
        { what: said('d_code'), before: null, after: same(proposal.code) },
        { what: said('d_from'), before: null, after: same(proposal.from) },
      ];
    case 'territory-rename':
      return [
        { what: said('d_name'), before: proposal.before, after: proposal.name },
        { what: said('d_from'), before: null, after: same(proposal.from) },
      ];
    case 'territory-boundary':
      return [{ what: said('d_points'), before: null, after: same(String(proposal.points)) }];
    case 'territory-end': {
      const into = proposal.into.map((one) => (one.name === null ? named(one.code) : withCode(one.name, one.code)));
      return [
        { what: said('d_name'), before: joined(proposal.codes.map(named)), after: null },
        { what: said('d_into'), before: null, after: into.length === 0 ? textOf(changesWords, 'none') : joined(into) },
        { what: said('d_endsFrom'), before: null, after: same(proposal.from) },
      ];
    }
    case 'body-found':
      return [
        { what: said('d_code'), before: null, after: same(proposal.id) },
        ...ofBody(null, proposal.after, names),
        { what: said('d_from'), before: null, after: same(proposal.from) },
      ];
    case 'body-change':
      return ofBody(proposal.before, proposal.after, names);
    case 'body-end':
      return [{ what: said('d_endsFrom'), before: null, after: same(proposal.from) }];
    case 'body-transfer':
      return [
        {
          what: textOf(changesWords, 'd_answers'),
          before: names.body(proposal.id) ?? same(proposal.id),
          after: names.body(proposal.to) ?? same(proposal.to),
        },
        { what: textOf(changesWords, 'd_territories'), before: null, after: joined(proposal.territories.map(named)) },
        {
          what: textOf(changesWords, 'd_kinds'),
          before: null,
          after: joined(proposal.kinds.map((one) => names.kind?.(one) ?? same(one))),
        },
        { what: said('d_from'), before: null, after: same(proposal.from) },
      ];
  }
}

const withCode = (name: Text | null, code: string): Text =>
  name === null ? same(code) : { zh: `${name.zh}（${code}）`, en: `${name.en} (${code})` };

function ofBody(before: BodyDraft | null, after: BodyDraft, names: Names): Difference[] {
  const members: readonly [keyof typeof changesWords.zh, (one: BodyDraft) => Text | null][] = [
    ['d_name', (one) => one.name],
    ['d_territory', (one) => withCode(names.territory(one.territory), one.territory)],
    ['d_parent', (one) => (one.parent === null ? null : (names.body(one.parent) ?? same(one.parent)))],
    ['d_address', (one) => (one.address === null ? null : same(one.address))],
    ['d_phone', (one) => (one.phone === null ? null : same(one.phone))],
  ];
  return members
    .map(([key, say]) => ({
      what: textOf(changesWords, key),
      before: before === null ? null : say(before),
      after: say(after),
    }))
    .filter((one) => one.before?.zh !== one.after?.zh || one.before?.en !== one.after?.en);
}

/** A part of an area for people: `12 %`, and `1.4 %` below ten. */
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Why a boundary is refused, as a sentence. */
export function boundarySentence({ why, about, share }: BoundaryFault, names: Names): Text {
  if (why === 'form') {
    const [form = 'type', at = ''] = about.split(' ');
    return told('form', { about: textOf(placesWords, SHAPE_WORDS[form as keyof typeof SHAPE_WORDS], { at }) });
  }
  const code = why === 'overlap' || why === 'uncovered' ? withCode(names.territory(about), about) : same(about);
  return told(why, { about: code, share: same(share === null ? '' : percent(share)) });
}

/** Why a body's change is refused, as a sentence that names how many where something hangs on it. */
export function bodySentence({ why, hanging }: BodyFault): Text {
  if (why !== 'hangs' || hanging === undefined) return textOf(changesWords, why);
  const parts = (Object.keys(hanging) as (keyof Hanging)[])
    .filter((one) => hanging[one] > 0)
    .map((one) => textOf(changesWords, `hangs_${one}`, { n: hanging[one] }));
  return told('hangs', { list: joined(parts) });
}

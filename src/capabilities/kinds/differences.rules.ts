import { type Text, textOf } from '../../platform/language/language.ts';
import type { AuthorityRow } from '../../platform/places/authority.rules.ts';
import type { KindDraft, Proposal } from './changes.rules.ts';
import { GROUPS, type Group, type KindSeed, type Question } from './kinds.rules.ts';
import { kindsWords } from './kinds.words.ts';

/** One thing that a change changes, in words, old beside new; null where there was or will be nothing. */
export type Difference = {
  readonly path: string;
  readonly what: Text;
  readonly before: Text | null;
  readonly after: Text | null;
};

/** Names of things that a change mentions by their codes. */
export type Names = {
  readonly kind: (code: string) => Text | null;
  readonly body: (id: string) => Text | null;
  readonly territory: (code: string) => Text | null;
};

/** Everything that a proposal changes, in words. Pure; for the public list, and for the form while it is filled in. */
export function differencesOf(proposal: Proposal, names: Names): Difference[] {
  if (proposal.what === 'authority') return ofAuthority(proposal.before, proposal.after, names);
  const { before, after } = proposal;
  return [...plainMembers(before, after, names), ...ofQuestions(before?.seed.questions ?? [], after.seed.questions)];
}

/** What a change is about, as its heading. */
export function titleOf(proposal: Proposal, names: Names): Text {
  if (proposal.what !== 'authority') {
    const { zh, en } = proposal.after.seed.name;
    const key = proposal.what === 'norm' ? 'normTitle' : 'kindTitle';
    return { zh: textOf(kindsWords, key, { name: zh }).zh, en: textOf(kindsWords, key, { name: en }).en };
  }
  const { territory, kind } = proposal.after;
  const place = names.territory(territory) ?? same(territory);
  const about = kindPrefixName(kind, names);
  return {
    zh: textOf(kindsWords, 'authorityTitle', { place: place.zh, kind: about.zh }).zh,
    en: textOf(kindsWords, 'authorityTitle', { place: place.en, kind: about.en }).en,
  };
}

/** The name of what a row of authority names: every kind (''), a group, or one kind. */
export function kindPrefixName(prefix: string, names: Pick<Names, 'kind'>): Text {
  if (prefix === '') return textOf(kindsWords, 'everyKind');
  if ((GROUPS as readonly string[]).includes(prefix)) return textOf(kindsWords, `group_${prefix as Group}`);
  return names.kind(prefix) ?? same(prefix);
}

const same = (text: string): Text => ({ zh: text, en: text });

/** How each plain member of a kind is told. */
const MEMBERS: readonly {
  readonly key: keyof KindSeed;
  readonly say: (seed: KindSeed, names: Names) => Text | null;
}[] = [
  { key: 'code', say: (seed) => same(seed.code) },
  { key: 'name', say: (seed) => seed.name },
  { key: 'describe', say: (seed) => seed.describe },
  { key: 'icon', say: (seed) => (seed.icon === '' ? null : same(seed.icon)) },
  { key: 'visibility', say: (seed) => textOf(kindsWords, `visibility_${seed.visibility}`) },
  { key: 'firstActionMinutes', say: (seed) => textOf(kindsWords, 'minutes', { n: seed.firstActionMinutes }) },
  { key: 'handleWorkingDays', say: (seed) => textOf(kindsWords, 'workingDays', { n: seed.handleWorkingDays }) },
  { key: 'sampleEvery', say: (seed) => textOf(kindsWords, 'sample', { n: seed.sampleEvery }) },
  { key: 'evidence', say: (seed) => textOf(kindsWords, seed.evidence ? 'yes' : 'no') },
  {
    key: 'with',
    // Changes of before there were co-handlers by rule say nothing of them.
    say: ({ with: called = [] }, names) =>
      called.length === 0 ? null : joined(called.map((one) => names.body(one) ?? same(one))),
  },
  { key: 'gbt31000', say: (seed) => (seed.gbt31000 === null ? null : same(seed.gbt31000)) },
  { key: 'open311', say: (seed) => textOf(kindsWords, seed.open311 ? 'yes' : 'no') },
  { key: 'keywords', say: (seed) => (seed.keywords.length === 0 ? null : joined(seed.keywords.map(same))) },
];

function plainMembers(before: KindDraft | null, after: KindDraft, names: Names): Difference[] {
  const state = (draft: KindDraft): Text => textOf(kindsWords, draft.active ? 'active' : 'retired');
  const members = MEMBERS.flatMap(({ key, say }) =>
    differing(
      key,
      textOf(kindsWords, `field_${key as 'code'}`),
      before && say(before.seed, names),
      say(after.seed, names),
    ),
  );
  return [
    ...members,
    ...differing('active', textOf(kindsWords, 'field_active'), before && state(before), state(after)),
  ];
}

function ofQuestions(before: readonly Question[], after: readonly Question[]): Difference[] {
  const what = textOf(kindsWords, 'field_question');
  const ids = [...new Set([...after, ...before].map((one) => one.id))];
  const found = ids.flatMap((id) => {
    const old = before.find((one) => one.id === id);
    const next = after.find((one) => one.id === id);
    return differing(`questions.${id}`, what, old ? asked(old) : null, next ? asked(next) : null);
  });
  // What was added or taken out is told above; here only what stayed and stands in another place.
  const stayed = (questions: readonly Question[], others: readonly Question[]): Text | null => {
    const kept = questions.filter((one) => others.some((other) => other.id === one.id));
    return kept.length < 2
      ? null
      : joined(kept.map((one) => after.find((next) => next.id === one.id)?.text ?? one.text));
  };
  return [
    ...found,
    ...differing('questions', textOf(kindsWords, 'field_order'), stayed(before, after), stayed(after, before)),
  ];
}

/** A question with its sort of answer and its options, in words. */
export function asked(one: Question): Text {
  const options = joined(one.options.map((option) => option.text));
  const type = textOf(kindsWords, `type_${one.type}`);
  const required = textOf(kindsWords, one.required ? 'required' : 'optional');
  const key = one.options.length === 0 ? 'question' : 'questionWith';
  const inWords = (language: 'zh' | 'en'): string =>
    textOf(kindsWords, key, {
      text: one.text[language],
      type: type[language],
      required: required[language],
      options: options[language],
    })[language];
  return { zh: inWords('zh'), en: inWords('en') };
}

function ofAuthority(before: AuthorityRow | null, after: AuthorityRow, names: Names): Difference[] {
  const body = (row: AuthorityRow): Text => names.body(row.body) ?? same(row.body);
  const days = (row: AuthorityRow): Text =>
    row.to === null
      ? textOf(kindsWords, 'from', { from: row.from })
      : textOf(kindsWords, 'fromTo', { from: row.from, to: row.to });
  // A row for a wider place or kind stays as it is: it only answers here no longer.
  const own = before?.territory === after.territory && before.kind === after.kind ? before : null;
  const answered = own === null ? before && wider(before, body(before), names) : body(own);
  return [
    ...differing('body', textOf(kindsWords, 'field_body'), answered, body(after)),
    ...differing('from', textOf(kindsWords, 'field_days'), own && days(own), days(after)),
    ...differing('why', textOf(kindsWords, 'field_basis'), own?.why ?? null, after.why),
  ];
}

/** A body that answers by a row for a wider place or kind, and which. */
function wider(row: AuthorityRow, body: Text, names: Names): Text {
  const place = names.territory(row.territory) ?? same(row.territory);
  const kind = kindPrefixName(row.kind, names);
  const said = (language: 'zh' | 'en'): string =>
    textOf(kindsWords, 'wider', { body: body[language], place: place[language], kind: kind[language] })[language];
  return { zh: said('zh'), en: said('en') };
}

function differing(path: string, what: Text, before: Text | null, after: Text | null): Difference[] {
  return before?.zh === after?.zh && before?.en === after?.en ? [] : [{ path, what, before, after }];
}

function joined(texts: readonly Text[]): Text {
  const { zh, en } = textOf(kindsWords, 'separator');
  return { zh: texts.map((one) => one.zh).join(zh), en: texts.map((one) => one.en).join(en) };
}

import { nothing } from '../../platform/db/scope.ts';
import { measureOf } from '../../platform/figures/asked.rules.ts';
import type { AnswerOf } from '../../platform/http/contract.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { oneMoment } from '../../platform/journal/audit.store.ts';
import { readTallies } from '../../platform/journal/tallyReads.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { bodiesOf } from '../matters/matters.door.ts';
import { CASE_BODY_MEASURES, CASE_KINDS, groupsOfBodies, keyOfBody, NO_BODY } from '../mediation/mediation.door.ts';
import type { bodies as contract } from './bodies.contract.ts';
import { OWN_GROUPS } from './catalogue.ts';
import { figuresWords } from './figures.words.ts';
import { kindsFor, nameOf, type Question, refuseHidden } from './question.read.ts';
import { readingOf } from './reading.rules.ts';
import { FLOOR, floored } from './withheld.rules.ts';

type Answer = AnswerOf<typeof contract>;
type Counts = Answer['total'];

const COLUMNS = CASE_BODY_MEASURES;
/** The order of groups; whatever no body has accepted comes last. */
const ORDER = ['people', 'administrative', 'judicial', 'other'];

/**
 * What mediation counted by body, in one moment: a row for each body that anything stands against, and one for what none accepted, so
 * that the rows add up to the figure. The public is told of bodies in the whole district and of all natures at once alone, by whole
 * months, and no number below the floor (withheld.rules.ts): a body of one town or trade says where or what about.
 */
export async function readBodies(ask: Ask, question: Question): Promise<Answer> {
  const { district, territory, kind, asOf, places } = question;
  const known = await bodiesOf(ask.db, district);
  const groupOf = groupsOfBodies(places.authority);
  return ask.db.read(nothing(district), async (tx) => {
    await oneMoment(tx);
    const open = await kindsFor(ask, tx, territory);
    refuseHidden(kind, open);
    const whole = readingOf(CASE_KINDS, question, OWN_GROUPS, open);
    const split = readingOf(CASE_KINDS, { ...question, byBody: true }, OWN_GROUPS, open);
    const told = (n: number): number | null => (whole.guarded ? floored(n) : n);
    const sums = new Map<string, number>();
    // Under what each is counted, and which body that is.
    const keys = new Map([...known.keys()].map((id) => [keyOfBody(id), id]));
    const all = split.span === null ? [] : [...keys.keys(), NO_BODY];
    if (whole.isOfKind && whole.span !== null) {
      const measures = COLUMNS.flatMap((code) =>
        [code, ...all.map((key) => `${code}:${key}`)].map((one) => measureOf(one, 'flow', kind)),
      );
      const so = { district, measures, only: whole.only, territories: [territory], ...whole.span, asOf };
      for (const { measure, n } of await readTallies(tx, { ...so, by: 'total' }))
        sums.set(measure.slice(0, measure.indexOf('/')), n);
    }
    const isTold = whole.isOfKind && whole.span !== null;
    const counts = (of: string): Counts =>
      Object.fromEntries(COLUMNS.map((code) => [code, isTold ? told(sums.get(`${code}${of}`) ?? 0) : null]));
    const rows = all
      .filter((key) => COLUMNS.some((code) => (told(sums.get(`${code}:${key}`) ?? 0) ?? 0) !== 0))
      .map((key) => {
        const id = keys.get(key);
        return {
          id: key,
          name: id === undefined ? textOf(figuresWords, 'noBody') : named(known.get(id), id),
          group: id === undefined ? null : groupOf(id),
          counts: counts(`:${key}`),
        };
      });
    const place = (one: (typeof rows)[number]): number =>
      one.group === null ? ORDER.length : ORDER.indexOf(one.group.id);
    return {
      group: CASE_KINDS.group,
      territory: { code: territory, name: nameOf(places, territory) },
      from: question.from,
      to: question.to,
      isOfKind: whole.isOfKind,
      told: split.isOfKind ? split.span : null,
      floor: whole.guarded ? FLOOR : null,
      columns: [...COLUMNS],
      total: counts(''),
      rows: rows.toSorted((a, b) => place(a) - place(b)),
    };
  });
}

const named = (body: { readonly nameZh: string; readonly nameEn: string } | undefined, id: string) => ({
  zh: body?.nameZh ?? id,
  en: body?.nameEn ?? id,
});

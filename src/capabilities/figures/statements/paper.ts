import { type Language, say, textOf } from '../../../platform/language/language.ts';
import { ROOM, Sheet } from '../../../platform/paper/sheet.ts';
import { headOf, noteOf, verifierOf } from '../../../platform/proof/notes.ts';
import { digestOf } from '../../../platform/proof/proofKey.ts';
import type { Shown } from '../reading.rules.ts';
import { FLOOR } from '../withheld.rules.ts';
import { formulaText, written } from './formula.rules.ts';
import { paperWords } from './paper.words.ts';
import { periodText } from './periods.rules.ts';
import { type About, againstIn, type Edited, leagueOf, type StatedFigure } from './stated.ts';

type Key = keyof typeof paperWords.zh & string;
type Values = Readonly<Record<string, string | number>>;

/** What the paper says beside what the file says. */
export type PaperAbout = About & {
  readonly baseUrl: string;
  /** SHA-256 of the machine-readable file. */
  readonly json: string;
  /** Whose certificate signs it. */
  readonly signedBy: string;
};

/** The paper of an edition: A4, Chinese with English below, with room for its signature. */
export async function paperFor(about: PaperAbout, edited: Edited): Promise<Buffer> {
  const { district, period, span, baseUrl } = about;
  const { edition, figures } = edited;
  const [first] = about.territories;
  const name = first?.name ?? { zh: district, en: district };
  const title = textOf(paperWords, 'title');
  const titled = (language: Language): string => title[language].replace('{district}', name[language]);
  const at = new Date(about.made);
  const sheet = await Sheet.open({ title: `${titled('zh')} ${period}`, author: name.zh, at });
  const both = (key: Key, values: Values = {}): void => {
    sheet.write(say(paperWords, 'zh', key, values), { after: 0 });
    sheet.write(latin(say(paperWords, 'en', key, values)), { size: 8, soft: true, after: 6 });
  };
  const head = (key: Key): void => sheet.head(say(paperWords, 'zh', key), say(paperWords, 'en', key));
  const address = `${baseUrl}/figures/statements?year=${span.to.slice(0, 4)}`;

  const SIDE = 78;
  const beside = ROOM - SIDE - 12;
  sheet.code(address, SIDE);
  sheet.write(titled('zh'), { size: 20, bold: true, after: 0 }, beside);
  sheet.write(periodText(period, 'zh'), { size: 15, bold: true, after: 2 }, beside);
  sheet.write(`${titled('en')}, ${periodText(period, 'en')}`, { size: 9, soft: true, after: 8 }, beside);
  both(edition);
  both('span', span);
  both('asOf', { day: about.day, seq: about.seq });
  if (about.replaces !== null) both('again', { json: about.replaces.json });
  both('lead');

  head('tableTitle');
  districtTable(sheet, figures, district);
  both('tableNote', { floor: FLOOR });

  head('targetsTitle');
  sources(sheet, figures, district);

  head('leagueTitle');
  both('leagueNote');
  leagueTable(sheet, about, figures);

  head('formulaTitle');
  for (const one of figures) explained(sheet, one, figures);

  head('leftTitle');
  if (edition === 'public') {
    if (edited.hidden > 0) both('leftHidden', { kinds: edited.hidden });
    both('leftFew', { floor: FLOOR });
    both('leftTown');
  } else both('leftNothing');
  both('leftVillages');

  head('restsTitle');
  const note = noteOf(about.checkpoint);
  const tree = note === null ? null : headOf(note.text);
  const key = verifierOf(about.key);
  both('checkpoint', { origin: tree?.origin ?? '', size: tree?.size ?? 0, root: tree?.root.toString('base64') ?? '' });
  both('json', { json: about.json });
  both('key', { key: about.key });
  both('digest', { digest: key === null ? '' : digestOf(key.key) });
  both('certificate', { name: about.signedBy, certificate: about.certificate });

  head('howTitle');
  both('how1');
  both('how2');
  both('how3', { page: `${baseUrl}/proof` });
  both('page', { address });

  const named = say(paperWords, 'zh', edition === 'public' ? 'editionPublic' : 'editionWhole');
  return sheet.finish(
    (page, of) => say(paperWords, 'zh', 'foot', { title: titled('zh'), period, edition: named, page, of }),
    { field: 'Statement', reason: say(paperWords, 'zh', 'reason', { period }), at },
  );
}

/** English quotes: those of the Chinese face are as wide as a character. */
const latin = (text: string): string => text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"');

/** A value as a cell has it. */
function cellOf({ figure }: StatedFigure, value: Shown | undefined): string {
  if (value === undefined || value.few) return say(paperWords, 'zh', 'few');
  if (figure.unit === 'norm' && value.value === null) return say(paperWords, 'zh', 'noNorm');
  return value.value === null ? say(paperWords, 'zh', 'none') : written(figure.unit, value.value);
}

const headOfColumn = (key: Key): string[] => [say(paperWords, 'zh', key), say(paperWords, 'en', key)];

function districtTable(sheet: Sheet, figures: readonly StatedFigure[], district: string): void {
  const columns = [
    { title: headOfColumn('figure'), width: 177 },
    { title: headOfColumn('value'), width: 66, right: true },
    { title: headOfColumn('interval'), width: 90, right: true },
    { title: headOfColumn('made'), width: 74, right: true },
    { title: headOfColumn('target'), width: 64, right: true },
    { title: headOfColumn('version'), width: ROOM - 471, right: true },
  ];
  const rows = figures.map((one) => {
    const { figure, version, values } = one;
    const value = values.get(district);
    const { low = null, high = null, part = null, whole = null } = value ?? {};
    const end = (n: number | null): string => (n === null ? '' : written(figure.unit, n));
    return [
      [figure.name.zh, latin(figure.name.en)],
      cellOf(one, value),
      low === null && high === null ? '' : `${end(low)}–${end(high)}`,
      whole === null || part === null ? '' : `${written('count', part)} / ${written('count', whole)}`,
      againstCell(one, district),
      String(version.version),
    ];
  });
  sheet.table(columns, rows);
}

/** What a figure is held against, and whether it was met; empty where nothing was set. */
function againstCell(one: StatedFigure, territory: string): string | string[] {
  const against = againstIn(one, territory);
  if (against === null) return '';
  const value = written(against.is === 'norm' ? 'count' : one.figure.unit, against.value);
  if (against.met === null) return value;
  const key = against.met ? 'met' : 'unmet';
  return [value, `${say(paperWords, 'zh', key)} ${say(paperWords, 'en', key)}`];
}

/** Where what the district's figures are held against is set, since when. */
function sources(sheet: Sheet, figures: readonly StatedFigure[], district: string): void {
  let some = false;
  const both = (key: Key, values: (language: Language) => Values): void => {
    sheet.write(say(paperWords, 'zh', key, values('zh')), { size: 8.5, after: 0 });
    sheet.write(latin(say(paperWords, 'en', key, values('en'))), { size: 7.5, soft: true, after: 4 });
  };
  for (const one of figures) {
    const { figure, targets, norms } = one;
    const target = targets.get(district);
    const against = againstIn(one, district);
    if (against === null) continue;
    some = true;
    const of = (source: string, from: string) => (language: Language) => ({
      ...{ name: figure.name[language], source, from, n: new Set(norms.map(({ territory }) => territory)).size },
      value: written(against.is === 'norm' ? 'count' : figure.unit, against.value),
    });
    if (target !== undefined) both('targetOf', of(target.source, target.from));
    else
      both('normOf', of(documentsOf(norms.map(({ source }) => source)), norms.map(({ from }) => from).sort()[0] ?? ''));
  }
  both(some ? 'targetsNote' : 'targetsNone', () => ({}));
}

/** Documents that are named before the rest are left to the file. */
const NAMED = 3;
/** The documents of many settings, each once. */
function documentsOf(sources: readonly string[]): string {
  const each = [...new Set(sources)];
  return each.slice(0, NAMED).join('；') + (each.length > NAMED ? ' …' : '');
}

function leagueTable(sheet: Sheet, about: About, figures: readonly StatedFigure[]): void {
  const league = leagueOf(about, figures);
  const towns = about.territories.filter(({ code }) => code.length === about.district.length + 3);
  const NAME = 84;
  const columns = [
    { title: say(paperWords, 'zh', 'town'), width: NAME },
    ...league.figures.map((stated) => ({
      title: underTarget(stated, about.district),
      width: (ROOM - NAME) / Math.max(1, league.figures.length),
      right: true,
    })),
  ];
  const rows = towns.map(({ code, name }) => [
    name.zh,
    ...league.figures.map((one) => {
      const place = league.places.get(one.figure.code)?.get(code) ?? null;
      const cell = cellOf(one, one.values.get(code));
      if (one.contested.has(code)) return [cell, say(paperWords, 'zh', 'contested')];
      return place === null
        ? cell
        : [cell, place.from === place.to ? `(${place.from})` : `(${place.from}–${place.to})`];
    }),
  ]);
  sheet.table(columns, rows, 7.5);
}

/** The name of a figure, with the district's target below it. */
function underTarget({ figure, targets }: StatedFigure, district: string): string | string[] {
  const target = targets.get(district);
  if (target === undefined) return figure.name.zh;
  return [figure.name.zh, say(paperWords, 'zh', 'targetIn', { value: written(figure.unit, target.value) })];
}

/** What a figure means, how it is made, and what is left out of it. */
function explained(sheet: Sheet, { figure, version }: StatedFigure, all: readonly StatedFigure[]): void {
  const lines = (language: Language): string[] => {
    const { formula: made } = version;
    const itself = made.is === 'sum' && made.of.length === 1 && made.of[0]?.measure === figure.code;
    const named = (measure: string): string | null =>
      all.find((one) => one.figure.code === measure && one.figure.unit === 'count')?.figure.name[language] ?? null;
    const formula = itself ? say(paperWords, language, 'f_count') : formulaText(version, language, named);
    return [
      figure.means[language],
      say(paperWords, language, 'formula', { version: version.version, from: version.from, formula }),
      ...version.leavesOut.map((why) => say(paperWords, language, 'leavesOut', { why: why[language] })),
    ];
  };
  sheet.write(`${figure.name.zh}  ${figure.name.en}`, { size: 9.5, bold: true, after: 0 });
  const [zh, en] = [lines('zh'), lines('en')];
  for (const line of zh) sheet.write(line, { size: 8.5, after: 0 });
  sheet.write(latin(en.join(' · ')), { size: 7.5, soft: true, after: 6 });
}

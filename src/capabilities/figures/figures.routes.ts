import { createSecretKey, type KeyObject } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import { oneMoment } from '../../platform/journal/audit.store.ts';
import { type BehindMark, countsBehind } from '../../platform/journal/behind.store.ts';
import { readTallies } from '../../platform/journal/tally.store.ts';
import { say, textOf } from '../../platform/language/language.ts';
import { csv, figures, open } from './figures.contract.ts';
import { nameOf, questionOf, readFigures } from './figures.read.ts';
import { type FigureSet, redacted, SUMS } from './figures.rules.ts';
import { publicLines, seenLines } from './figures.store.ts';
import { figuresWords } from './figures.words.ts';

/** The figures, open to all: read them, open one to its lines, take them along as CSV. */
export function figuresRoutes(server: Server): void {
  mount(server, figures, async (ask, { query }) => readFigures(ask, await questionOf(ask, query)));

  mount(server, open, async (ask, { query }) => {
    const { measure, after, limit, ...asked } = query;
    const { district, territory, from, to, asOf, places } = await questionOf(ask, asked);
    const mark = after === undefined ? null : markFrom(ask, after);
    return ask.db.read(scopeOf(ask.caller, district), async (tx) => {
      await oneMoment(tx);
      const [sum] = await readTallies(tx, {
        district,
        measures: [measure],
        territories: [territory],
        from,
        to,
        asOf,
        by: 'total',
      });
      const page = await countsBehind(tx, {
        district,
        measure,
        territory,
        from,
        to,
        asOf,
        after: mark,
        limit: limit + 1,
      });
      const counts = page.slice(0, limit);
      const seen = await seenLines(
        tx,
        district,
        counts.flatMap((one) => (one.line ? one.seq : [])),
      );
      const others = await publicLines(
        tx,
        district,
        counts.flatMap((one) => (seen.has(one.seq) ? [] : one.seq)),
      );
      const last = counts.at(-1);
      return {
        value: sum?.n ?? 0,
        items: counts.map((count) => {
          const one = redacted(count, seen.get(count.seq) ?? null, others.get(count.seq) ?? null);
          return one.hidden ? one : { ...one, territoryName: nameOf(places, one.territory) };
        }),
        after: page.length > limit && last ? markOf(ask, last) : null,
      };
    });
  });

  mount(server, csv, async (ask, { query }) => {
    const { territory, total, children, from, to } = await readFigures(ask, await questionOf(ask, query));
    const word = (key: keyof (typeof figuresWords)['zh']) => say(figuresWords, ask.language, key);
    const row = (code: string, name: string, set: FigureSet) => [
      code,
      name,
      ...SUMS.map((sum) => set[sum]),
      set.satisfaction,
      set.onTimeRate,
      set.closingRate,
      set.onTimeClosingRate,
      set.firstAction?.minutes ?? null,
      set.handling?.minutes ?? null,
    ];
    const head = [
      word('territory'),
      word('territoryName'),
      ...SUMS.map((sum) => word(sum)),
      word('satisfaction'),
      word('onTimeRate'),
      word('closingRate'),
      word('onTimeClosingRate'),
      word('firstAction'),
      word('handling'),
    ];
    const rows = [
      row(territory.code, territory.name[ask.language], total),
      ...children.map((one) =>
        row(one.code, one.own ? `${one.name[ask.language]}${word('own')}` : one.name[ask.language], one.figures),
      ),
    ];
    ask.reply.type('text/csv; charset=utf-8');
    ask.reply.header(
      'content-disposition',
      `attachment; filename="figures-${territory.code}-${from}-${to}.csv"; filename*=UTF-8''${encodeURIComponent(`${word('csvName')}-${territory.code}-${from}-${to}.csv`)}`,
    );
    // The mark of byte order tells spreadsheets that it is UTF-8; a name that begins like a formula stays a text.
    return stringify([head, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
  });
}

/** Where a page ended, sealed: of a hidden line not even its day and place may travel in a page mark. */
function markOf({ keyring, district }: Ask, { seq, measure, day, territory }: BehindMark): string {
  return keyring
    .seal(markKey(keyring, district), JSON.stringify({ seq, measure, day, territory }), `figures/${district}`)
    .toString('base64url');
}

function markFrom({ keyring, district }: Ask, text: string): BehindMark {
  try {
    return JSON.parse(
      keyring.open(markKey(keyring, district), Buffer.from(text, 'base64url'), `figures/${district}`),
    ) as BehindMark;
  } catch {
    throw new Problem(422, 'figures.mark', textOf(figuresWords, 'badMark'), [
      { path: 'query.after', message: textOf(figuresWords, 'badMark') },
    ]);
  }
}

const markKey = (keyring: Ask['keyring'], district: string): KeyObject =>
  createSecretKey(keyring.blindIndex(district, 'figures.mark', 'key'));

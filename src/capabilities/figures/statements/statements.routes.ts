import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { nothing, type Scope } from '../../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { daysCounted } from '../../../platform/journal/audit.store.ts';
import { measureRange } from '../../../platform/journal/tally.rules.ts';
import { hexOf } from '../../../platform/proof/stating.ts';
import { askFor, refused } from './asking.ts';
import { unpacked } from './issuing.ts';
import { askStatement, type StatementOut, statementFile, statements } from './statements.contract.ts';
import { editionsFor, issuerOf } from './statements.rights.ts';
import { askablePeriods, fileName, replacedIn, type Sort, type Statement } from './statements.rules.ts';
import { askedStatements, fileOf, loadStatement, statedYears, statementsOf } from './statements.store.ts';

const TYPES: Readonly<Record<Sort, string>> = {
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  note: 'text/plain; charset=utf-8',
};

/** Statements of figures, open to all: by year, with their files; asked for by those who answer for them. */
export function statementRoutes(server: Server): void {
  mount(server, statements, async (ask, { query }) => {
    const { db, district } = ask;
    return db.read(nothing(district), async (tx) => {
      const years = await statedYears(tx, district);
      const year = query.year ?? years[0] ?? null;
      const found = year === null ? [] : await statementsOf(tx, district, `${year}-01-01`, `${year}-12-31`);
      const replaced = replacedIn(found);
      const items = found.flatMap((one) => shownTo(ask, one, replaced.get(one.id) ?? null));
      if (issuerOf(ask.caller, district) === null) return { years, year, items, issuing: null };
      const asked = (await askedStatements(tx, district)).map(({ statement }) => statement);
      const counted = await daysCounted(tx, district, measureRange('opened/'));
      const periods = counted === null ? [] : askablePeriods(counted.first, dayOf(ask.clock()));
      return {
        ...{ years, year, items },
        issuing: { periods, asked: asked.map(({ period, asked: by, updated }) => ({ period, at: by?.at ?? updated })) },
      };
    });
  });

  mount(server, askStatement, async (ask, { body }) => {
    const { db, district, caller, keyring, clock } = ask;
    const id = await db.write(sees(district, body.id), (tx) =>
      askFor(tx, { district, caller, keyring, now: clock() }, body),
    );
    return { id };
  });

  mount(server, statementFile, async (ask, { params }) => {
    const { db, district, caller, reply } = ask;
    const { id, edition, sort } = params;
    if (!editionsFor(caller).includes(edition)) throw refused(403, 'wholeOnly');
    const found = await db.read(nothing(district), async (tx) => {
      const it = (await loadStatement(tx, district, id))?.statement ?? null;
      return { it, packed: await fileOf(tx, district, { statement: id, edition, sort }) };
    });
    if (!found.it?.issued || found.packed === null) throw refused(404, 'notFound');
    const bytes = await unpacked(found.packed).catch(() => Buffer.alloc(0));
    // What the line says was signed, or nothing.
    if (hexOf(bytes) !== found.it.issued.editions[edition][sort]) throw refused(500, 'broken');
    const name = fileName(district, found.it.period, edition, sort);
    reply
      .header('content-disposition', `${sort === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`)
      .header('cache-control', edition === 'public' ? 'public, max-age=31536000, immutable' : 'private, no-store')
      .type(TYPES[sort]);
    await reply.send(bytes);
    return '';
  });
}

/** Statements are public: nothing that is protected is seen, and of what is asked for, that line. */
const sees = (district: string, ...subjects: string[]): Scope => ({ ...nothing(district), subjects });

function shownTo({ caller }: Ask, { id, period, issued }: Statement, replacedBy: string | null): StatementOut[] {
  if (issued === null) return [];
  const { from, to, at, seq, tree, certificate, figures, replaces } = issued;
  const editions = editionsFor(caller).map((edition) => ({ edition, digests: issued.editions[edition] }));
  return [
    { id, period, from, to, at, seq, tree, editions, certificate, figures: figures.length, replaces, replacedBy },
  ];
}

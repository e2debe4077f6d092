import type { Tx } from '../../../platform/db/database.ts';
import { textOf } from '../../../platform/language/language.ts';
import type { Heard, HookSource, Told } from '../../../platform/webhooks/source.ts';
import { LINES } from './lines.rules.ts';
import { statementsById } from './statements.store.ts';
import { statementsWords } from './statements.words.ts';

const EVENT = LINES.issued.name;

/** Statements as other systems hear of them: which period, and by which digests its public files are known. */
export const statementsHeard: HookSource = {
  events: [{ name: EVENT, text: textOf(statementsWords, 'event') }],
  kinds: { [EVENT]: [EVENT] },
  late: [],
  async told(tx: Tx, district: string, lines: readonly Heard[]): Promise<ReadonlyMap<string, readonly Told[]>> {
    const own = lines.filter((one) => one.kind === EVENT);
    const subjects = [...new Set(own.map((one) => one.subject))];
    const all = new Map((await statementsById(tx, district, subjects)).map((one) => [one.id, one]));
    return new Map(
      own.map(({ id, subject }) => {
        const it = all.get(subject);
        if (!it?.issued) return [id, []];
        const { from, to, seq, editions, replaces, at } = it.issued;
        const { json, pdf } = editions.public;
        const said = { id: subject, period: it.period, from, to, seq, json, pdf, replaces };
        return [id, [{ line: id, event: EVENT, territory: district, happened: at, recorded: at, subject: said }]];
      }),
    );
  },
};

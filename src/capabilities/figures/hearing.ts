import type { Tx } from '../../platform/db/database.ts';
import type { HearingSource, Post, Shown, Telling } from '../../platform/hearing/source.ts';
import { textOf } from '../../platform/language/language.ts';
import { ancestorsOf } from '../../platform/places/codes.rules.ts';
import { refusal } from './appeals/appeals.rights.ts';
import type { Appeal } from './appeals/appeals.rules.ts';
import { appealsById } from './appeals/appeals.store.ts';
import { appealsWords } from './appeals/appeals.words.ts';
import { LINES as APPEALS } from './appeals/lines.rules.ts';
import { LINES as STATEMENTS } from './statements/lines.rules.ts';
import { statementsById } from './statements/statements.store.ts';
import { statementsWords } from './statements/statements.words.ts';

const none = { what: null, of: null, due: null, urgent: false };
const lead = (territory: string): Post => ({ who: 'lead', territory });

async function appealsOf(tx: Tx, district: string, named: readonly { readonly subject: string }[]) {
  const ids = [...new Set(named.map(({ subject }) => subject))];
  return new Map((await appealsById(tx, district, ids)).map((one) => [one.id, one]));
}

/** Who hears of an appeal's line: leaders above when it is filed, those who filed it when it is decided. */
function tellings(kind: string, { territory, due }: Appeal): Telling[] {
  if (kind === APPEALS.filed.name)
    return ancestorsOf(territory)
      .filter((code) => code !== territory)
      .map((code) => ({ ...none, to: lead(code), sort: 'appeal', due }));
  return [lead(territory), { who: 'desk' as const, territory }].map((to) => ({ ...none, to, sort: 'news' }));
}

/** Appeals, as whoever decides them and whoever filed them hear of them. */
export const appealsHeard: HearingSource = {
  about: 'appeal',
  kinds: [APPEALS.filed, APPEALS.upheld, APPEALS.rejected],
  async told(tx, district, lines) {
    const all = await appealsOf(tx, district, lines);
    return new Map(
      lines.flatMap(({ id, kind, subject }) => {
        const it = all.get(subject);
        return it === undefined ? [] : [[id, tellings(kind, it)] as const];
      }),
    );
  },
  async shown(tx, district, { person, appointments }, notices) {
    const all = await appealsOf(tx, district, notices);
    return notices.map(({ subject, sort }): Shown | null => {
      const it = all.get(subject);
      if (it === undefined) return null;
      const { against, territory, id } = it;
      // What somebody may not decide, their own township's or their own, does not wait for them.
      if (sort === 'appeal' && refusal('uphold', it, { is: 'staff', person, appointments }) !== null) return null;
      return {
        number: against.is === 'figure' ? against.code : against.measure,
        name: textOf(appealsWords, 'noticed'),
        what:
          sort === 'news' ? textOf(appealsWords, it.state === 'upheld' ? 'noticedUpheld' : 'noticedRejected') : null,
        ...{ territory, body: null, hidden: false, to: `/figures/appeals/${id}` },
      };
    });
  },
};

/** Statements of figures, as the district's leaders hear of them. */
export const statementsNoticed: HearingSource = {
  about: 'statement',
  kinds: [STATEMENTS.issued],
  async told(_tx, district, lines) {
    return new Map(lines.map(({ id }) => [id, [{ ...none, to: lead(district), sort: 'news' }]]));
  },
  async shown(tx, district, _who, notices) {
    const ids = [...new Set(notices.map(({ subject }) => subject))];
    const all = new Map((await statementsById(tx, district, ids)).map((one) => [one.id, one]));
    return notices.map(({ subject }): Shown | null => {
      const it = all.get(subject);
      if (it?.issued == null) return null;
      const name = textOf(statementsWords, 'event');
      const at = { territory: district, body: null, hidden: false, to: '/figures/statements' };
      return { ...at, number: it.period, name, what: null };
    });
  },
};

import { startOf } from '../../platform/calendar/calendar.rules.ts';
import type { HeardAs, HearingSource, NoticedOf, Post, Shown, Telling } from '../../platform/hearing/source.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import { ancestorsOf } from '../../platform/places/codes.rules.ts';
import { LINES } from './lines.rules.ts';
import { mayReadCases } from './mediation.rights.ts';
import { type Case, type Offer, OPEN, offerOpen, type Reminded } from './mediation.rules.ts';
import { loadCases } from './mediation.store.ts';
import { isReminder, stillDue } from './reminders.rules.ts';
import { remindersWords } from './reminders.words.ts';

type Line = Parameters<HearingSource['told']>[2][number];

/** The end of a Shanghai day, by which something is to be done. */
const endOf = (day: string): string => new Date(startOf(day).getTime() + 86_400_000).toISOString();

const mediate = (body: string): Post => ({ who: 'mediate', body });
const head = (body: string): Post => ({ who: 'head', body });
const work = (body: string): Post => ({ who: 'work', body });
const desks = (territory: string): Post[] => ancestorsOf(territory).map((code) => ({ who: 'desk', territory: code }));

/** What somebody of the staff hears of a case's line, as the case stands now. Pure. */
export function tellingsOf(line: Pick<Line, 'kind' | 'body' | 'recorded'>, it: Case): Telling[] {
  const none = { what: null, of: null, due: null, urgent: false };
  const tell = (sort: HeardAs, to: readonly Post[], over: Partial<Telling> = {}): Telling[] =>
    to.map((one) => ({ ...none, ...over, sort, to: one }));
  switch (line.kind) {
    case LINES.offered.name: {
      const { offer, body, due } = line.body as { offer: string; body: string; due: string };
      return tell('offered', [mediate(body)], { of: offer, due: endOf(due) });
    }
    case LINES.mediators.name:
      return tell('assigned', it.body === null ? [] : [mediate(it.body)]);
    case LINES.alarmed.name:
      return tell('danger', [work(line.body['body'] as string)], { urgent: true });
    case LINES.performed.name:
      // The last promise of a minor public-order case is kept: the police who entrusted it punish no more (治安管理处罚法 art. 9).
      return it.publicOrder && it.outcome === 'performed' && it.ended === line.recorded && it.referrer !== null
        ? tell('news', [work(it.referrer.body), mediate(it.referrer.body)])
        : [];
    case LINES.reminded.name:
      return reminders(line.body as Reminded, it, tell);
    default:
      return [];
  }
}

function reminders(
  { what, of, due, said }: Reminded,
  it: Case,
  tell: (sort: HeardAs, to: readonly Post[], over: Partial<Telling>) => Telling[],
): Telling[] {
  // A session is at an hour; all else has until the end of its day.
  const at = what === 'session' ? it.sessions.find(({ id }) => id === of)?.at : null;
  const over = { what, of, due: at ?? endOf(due) };
  const asked = what === 'offer' ? (it.offers.find(({ id }) => id === of) ?? null) : null;
  const body = asked?.body ?? it.body;
  const late = said < 0;
  // What no body has yet is the desks' of its place.
  if (body === null) return tell(late ? 'overdue' : 'soon', desks(it.territory), over);
  if (!late) return tell('soon', [mediate(body)], over);
  return [
    ...tell('escalated', [head(body)], over),
    ...tell('overdue', asked === null ? [mediate(body)] : [mediate(body), ...desks(it.territory)], over),
  ];
}

/** Whether a notice still says what is so. */
function stands({ sort, what, of, due }: NoticedOf, it: Case, offer: Offer | null): boolean {
  if (isReminder(what))
    return (
      due !== null &&
      stillDue(it, { what, of, due: new Date(Date.parse(due) - 1 + 28_800_000).toISOString().slice(0, 10) })
    );
  switch (sort) {
    case 'offered':
      return offer !== null && offer.id === of;
    case 'assigned':
      return it.status === 'accepted';
    case 'danger':
      return OPEN.includes(it.status) && it.status !== 'ended';
    default:
      return it.outcome === 'performed';
  }
}

/** What lies with those who mediate a case is theirs, once there are any; an offer, and all else, is their body's. */
function isTheirs({ address, sort }: NoticedOf, it: Case, person: string): boolean {
  if (!address.startsWith('mediate/') || it.mediators.length === 0 || sort === 'offered' || sort === 'news')
    return true;
  return address !== `mediate/${it.body}` || it.mediators.includes(person);
}

function wordsFor({ what, sort }: NoticedOf): Text | null {
  if (isReminder(what)) return textOf(remindersWords, what);
  return sort === 'news'
    ? textOf(remindersWords, 'performed')
    : sort === 'danger'
      ? textOf(remindersWords, 'alarmed')
      : null;
}

/** Cases of mediation as members of the staff hear of them: by number and place; nothing of a party. */
export const casesHeard: HearingSource = {
  about: 'case',
  kinds: [LINES.offered, LINES.mediators, LINES.alarmed, LINES.performed, LINES.reminded],
  async told(tx, district, lines) {
    const all = await casesOf(tx, district, lines);
    return new Map(
      lines.flatMap((line) => {
        const it = all.get(line.subject);
        return it === undefined ? [] : [[line.id, tellingsOf(line, it)] as const];
      }),
    );
  },
  async shown(tx, district, { person, appointments }, notices) {
    if (!mayReadCases({ is: 'staff', person, appointments })) return notices.map(() => null);
    const all = await casesOf(tx, district, notices);
    return notices.map((one): Shown | null => {
      const it = all.get(one.subject);
      if (it === undefined || !stands(one, it, offerOpen(it)) || !isTheirs(one, it, person)) return null;
      return {
        number: it.number,
        name: textOf(remindersWords, 'notice'),
        what: wordsFor(one),
        territory: it.territory,
        body: offerOpen(it)?.body ?? it.body,
        hidden: true,
        to: `/mediation/${it.id}`,
      };
    });
  },
};

async function casesOf(
  tx: Parameters<HearingSource['told']>[0],
  district: string,
  named: readonly { readonly subject: string }[],
): Promise<ReadonlyMap<string, Case>> {
  const ids = [...new Set(named.map(({ subject }) => subject))];
  return new Map((await loadCases(tx, district, ids)).map(({ state }) => [state.id, state]));
}

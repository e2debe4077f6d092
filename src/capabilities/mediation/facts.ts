import type { Tx } from '../../platform/db/database.ts';
import { say } from '../../platform/language/language.ts';
import type { CaseFacts } from './documents/documents.contract.ts';
import type { Ground } from './ground.ts';
import { identitiesOf } from './identities.ts';
import { CONFIRMATION_DOCUMENTS } from './law/confirmation.rules.ts';
import { natureOf } from './law/natures.rules.ts';
import type { CaseOut } from './mediation.contract.ts';
import type { Stored } from './mediation.store.ts';
import { paperWords } from './papers.words.ts';

type Word = keyof typeof paperWords.zh & string;
const zh = (key: Word, named: Readonly<Record<string, string | number>> = {}): string =>
  say(paperWords, 'zh', key, named);

/** A Shanghai day or an instant as documents have it: 2026年3月1日. */
function dayText(time: string | null): string {
  if (time === null || time === '') return '';
  const day = time.length === 10 ? time : shanghai(time).slice(0, 10);
  const [y, m, d] = day.split('-').map(Number);
  return zh('day', { y: y ?? '', m: m ?? '', d: d ?? '' });
}
const shanghai = (instant: string): string => new Date(Date.parse(instant) + 28_800_000).toISOString();
function momentText(instant: string | null): string {
  if (instant === null) return '';
  const at = shanghai(instant);
  return zh('moment', { day: dayText(instant), h: Number(at.slice(11, 13)), min: at.slice(14, 16) });
}

/** For whom a document is made: the mediator, whose document says all that the law asks for, or a party, which reads its own papers alone. */
export type For =
  | { readonly is: 'mediator' }
  | { readonly is: 'staff' }
  | { readonly is: 'party'; readonly party: string };

/**
 * What the documents of a case may say, from the case as its reader sees it. Papers and telephones stand only where the law's document asks
 * for them and its maker mediates the case, or is the party itself.
 */
export async function factsOf(
  tx: Tx,
  ground: Ground,
  { state }: Stored,
  shown: Omit<CaseOut, 'abilities'>,
  reader: For,
  { today, session }: { readonly today: string; readonly session: string | undefined },
): Promise<CaseFacts> {
  const identities = await identitiesOf(tx, ground, state);
  const nameOf = (id: string): string => identities.get(id)?.name ?? zh('forgotten');
  const own = (id: string): boolean => reader.is === 'mediator' || (reader.is === 'party' && reader.party === id);
  const agreement = shown.agreement?.text ?? shown.draft?.agreement ?? null;
  const heldSessions = shown.sessions.filter(({ state: one }) => one === 'held');
  const sessions = session === undefined ? heldSessions : heldSessions.filter(({ id }) => id === session);
  const visits = shown.history.filter(({ kind }) => kind === 'case.return-visit');
  const ended = shown.history.findLast(({ kind }) => ['case.failed', 'case.refused'].includes(kind));
  return {
    number: shown.number,
    agreementNumber: shown.agreement?.number ?? '',
    committee: shown.body?.zh ?? '',
    district: ground.places.nameOf(ground.district)?.zh ?? ground.district,
    territory: shown.territoryName.zh,
    nature: natureOf(shown.nature)?.zh ?? shown.nature,
    channel: zh(`channel_${shown.channel}`),
    opened: dayText(shown.opened),
    accepted: dayText(shown.accepted),
    due: dayText(shown.due),
    effect: dayText(shown.agreement?.effect ?? null),
    today: dayText(today),
    mediators: shown.mediators.map((one) => one ?? zh('forgotten')),
    parties: shown.parties.map(({ id, side, sort }) => {
      const one = identities.get(id) ?? null;
      const mine = own(id);
      return {
        side: zh(`side_${side}`),
        sort: zh(`sort_${sort}`),
        name: nameOf(id),
        papers: mine ? (one?.paper ?? '') : '',
        phone: mine ? (one?.phone ?? '') : '',
        address: mine ? (one?.address ?? '') : '',
        guardian: one?.guardian ? zh('guardianOf', one.guardian) : '',
        representative: one?.representative ? zh('representativeOf', one.representative) : '',
      };
    }),
    words: shown.words ?? '',
    facts: agreement?.facts ?? '',
    issues: agreement?.issues ?? '',
    responsibility: agreement?.responsibility ?? '',
    points: agreement?.points ?? [],
    promises: (agreement?.promises ?? []).map((one) => {
      const state = shown.promises.find(({ id }) => id === one.id)?.state ?? 'owed';
      return {
        by: nameOf(one.by),
        to: nameOf(one.to),
        what: one.what,
        how: one.how,
        due: dayText(one.due),
        amount: one.amount === null ? '' : zh('yuan', { n: one.amount }),
        state: zh(`promise_${state}`),
      };
    }),
    sessions: sessions.map((one) => ({
      at: momentText(one.at),
      mode: zh(`mode_${one.mode}`),
      place: one.place ?? '',
      present: one.present.map(nameOf),
      record: one.record ?? '',
      signed: one.signed.map(nameOf),
    })),
    routes: shown.routes.map((one) => zh(`route_${one}`)),
    reason: ended?.words ?? '',
    court: shown.confirmation?.court?.zh ?? '',
    lastDay: dayText(shown.agreement?.confirmBy ?? null),
    documents: CONFIRMATION_DOCUMENTS.map((one) => one.zh),
    receiver: shown.offered?.zh ?? shown.offers.at(-1)?.body?.zh ?? '',
    referrer: shown.referrer === null ? null : { body: shown.referrer.body?.zh ?? '', letter: letterOf(shown) },
    outcome: outcomeOf(shown),
    visits: visits.map(({ facts, who, words }) => ({
      at: dayText(String(facts['day'] ?? '')),
      by: who?.name ?? '',
      words: words ?? '',
    })),
    dossier: shown.filing.map(({ n, name, there }) => ({
      n: String(n),
      name: name.zh,
      sheets: zh(there ? 'sheet' : 'noSheet'),
    })),
    archived: dayText(shown.archived),
    copies: String(shown.parties.length + 1),
  };
}

/** The answer that went to whoever entrusted the case. */
const letterOf = (shown: Pick<CaseOut, 'history'>): string =>
  shown.history.findLast(({ kind }) => kind === 'case.referrer-answered')?.words ?? '';

const outcomeOf = ({ outcome }: Pick<CaseOut, 'outcome'>): string => (outcome === null ? '' : zh(`outcome_${outcome}`));

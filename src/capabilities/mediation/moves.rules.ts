import {
  allConsent,
  type Case,
  type Confirmation,
  isProtected,
  OPEN,
  offerOpen,
  owed,
  type Status,
} from './mediation.rules.ts';

/**
 * What somebody is to a case. `centre`: a desk whose reach holds it. `offered`: somebody of the body that it is offered to. `holder`:
 * somebody of the body that has it. `mediator`: one of those who mediate it. `party`: known by the passport and their telephone.
 */
export const PARTS = ['centre', 'offered', 'holder', 'mediator', 'party'] as const;
export type Part = (typeof PARTS)[number];

export type Move =
  | 'askProtection'
  | 'addParty'
  | 'changeParty'
  | 'alarm'
  | 'triage'
  | 'refuse'
  | 'offer'
  | 'accept'
  | 'refuseOffer'
  | 'takeBack'
  | 'nameMediators'
  | 'recuse'
  | 'tellRights'
  | 'consent'
  | 'decline'
  | 'letTravel'
  | 'note'
  | 'seeEarlier'
  | 'seeIdentity'
  | 'markRepeat'
  | 'proposeSession'
  | 'answerSession'
  | 'setSession'
  | 'cancelSession'
  | 'holdSession'
  | 'recordSession'
  | 'signRecord'
  | 'extend'
  | 'draft'
  | 'dropDraft'
  | 'sign'
  | 'seal'
  | 'agreeOrally'
  | 'perform'
  | 'breach'
  | 'applyConfirmation'
  | 'decideConfirmation'
  | 'fail'
  | 'withdraw'
  | 'settle'
  | 'answerReferrer'
  | 'visit'
  | 'rate'
  | 'archive';

type Row = { readonly from: readonly Status[]; readonly by: readonly Part[] };

const waiting: readonly Status[] = ['applied', 'offered'];
const held: readonly Status[] = ['accepted', 'mediating'];
const before: readonly Status[] = [...waiting, ...held];
const staff: readonly Part[] = ['centre', 'holder', 'mediator'];

/**
 * The moves of a case, who may make them and from where. The buttons of every shell and the server's refusals are both drawn from
 * this table, by `refusal`.
 */
export const MOVES: Readonly<Record<Move, Row>> = {
  askProtection: { from: before, by: [...staff, 'offered'] },
  addParty: { from: before, by: staff },
  changeParty: { from: before, by: staff },
  alarm: { from: OPEN, by: [...staff, 'offered'] },
  triage: { from: ['applied'], by: ['centre'] },
  refuse: { from: ['applied', 'accepted'], by: ['centre', 'holder'] },
  offer: { from: ['applied', ...held], by: ['centre', 'holder'] },
  accept: { from: ['offered'], by: ['offered'] },
  refuseOffer: { from: ['offered'], by: ['offered'] },
  takeBack: { from: ['offered'], by: ['centre', 'holder'] },
  nameMediators: { from: held, by: ['holder'] },
  recuse: { from: held, by: ['mediator', 'holder'] },
  tellRights: { from: held, by: ['mediator', 'party'] },
  consent: { from: held, by: ['mediator', 'party'] },
  decline: { from: held, by: ['mediator', 'party'] },
  letTravel: { from: held, by: ['mediator', 'party'] },
  note: { from: [...held, 'agreed'], by: ['mediator', 'party'] },
  seeEarlier: { from: held, by: ['mediator'] },
  seeIdentity: { from: OPEN, by: staff },
  markRepeat: { from: held, by: ['mediator'] },
  proposeSession: { from: ['mediating'], by: ['mediator'] },
  answerSession: { from: ['mediating'], by: ['party'] },
  setSession: { from: ['mediating'], by: ['mediator'] },
  cancelSession: { from: ['mediating'], by: ['mediator'] },
  holdSession: { from: ['mediating'], by: ['mediator'] },
  recordSession: { from: ['mediating'], by: ['mediator'] },
  signRecord: { from: ['mediating', 'agreed'], by: ['mediator', 'party'] },
  extend: { from: ['mediating'], by: ['mediator'] },
  draft: { from: ['mediating'], by: ['mediator'] },
  dropDraft: { from: ['mediating'], by: ['mediator'] },
  sign: { from: ['mediating'], by: ['mediator', 'party'] },
  seal: { from: ['mediating'], by: ['mediator'] },
  agreeOrally: { from: ['mediating'], by: ['mediator'] },
  perform: { from: ['agreed'], by: ['mediator', 'party'] },
  breach: { from: ['agreed'], by: ['mediator', 'party'] },
  applyConfirmation: { from: ['agreed', 'ended'], by: ['mediator'] },
  decideConfirmation: { from: ['agreed', 'ended'], by: ['mediator'] },
  fail: { from: ['mediating'], by: ['mediator'] },
  withdraw: { from: before, by: [...staff, 'party'] },
  settle: { from: ['agreed'], by: ['mediator'] },
  answerReferrer: { from: ['agreed', 'ended'], by: ['holder', 'mediator', 'centre'] },
  visit: { from: ['agreed', 'ended'], by: ['holder', 'mediator'] },
  rate: { from: ['agreed', 'ended', 'archived'], by: ['party'] },
  archive: { from: ['ended'], by: ['holder', 'mediator', 'centre'] },
};
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

export type Refusal =
  | 'notYours' // no part that may
  | 'notNow' // not from this status
  | 'notAsked' // whether there is violence or a minor was not asked yet, which comes first
  | 'notTriaged' // nobody has said whose it is
  | 'noMediator' // nobody mediates it yet
  | 'notTold' // a party is told its rights before it says yes (人民调解法 art. 23)
  | 'onlyStaff' // a party says it for itself alone
  | 'notAgreedYet' // not every party takes part
  | 'noSession'
  | 'noRecord' // nothing was written down that could be signed
  | 'apart' // parties who are kept apart meet only with a reason
  | 'noDraft'
  | 'draftOpen' // another draft waits for signatures
  | 'unrecorded' // nothing of what was said was written down (人民调解法 art. 27)
  | 'unsigned' // effect needs every party and a mediator (人民调解法 art. 29)
  | 'nothingOwed'
  | 'stillOwed' // promises are owed that may yet be kept
  | 'noWritten' // confirmation is of a written agreement
  | 'confirmationAsked'
  | 'noConfirmation'
  | 'overTime' // the time for mediating is over, unless the parties extend it
  | 'noReferrer'
  | 'referrerAnswered'
  | 'referrerWaits' // whoever entrusted it has had no answer
  | 'ratedAlready'
  | 'notAlarmed';

/** Who acts: their parts, as which party, and as which person. */
export type Actor = {
  readonly parts: ReadonlySet<Part>;
  readonly party: string | null;
  readonly person: string | null;
};

/** Why this actor may not make this move today, or null. The one function behind every button and every write. */
export function refusal(move: Move, it: Case, actor: Actor, today: string): Refusal | null {
  const row = MOVES[move];
  if (!row.by.some((part) => actor.parts.has(part))) return 'notYours';
  if (!row.from.includes(it.status)) return 'notNow';
  return refusalOfIntake(move, it) ?? refusalOfTalk(move, it, actor, today) ?? refusalOfEnd(move, it, actor);
}

function refusalOfIntake(move: Move, it: Case): Refusal | null {
  switch (move) {
    case 'triage':
      return it.protection === null ? 'notAsked' : null;
    case 'offer':
      if (it.protection === null) return 'notAsked';
      return it.track === null ? 'notTriaged' : null;
    case 'takeBack':
    case 'accept':
    case 'refuseOffer':
      return offerOpen(it) === null ? 'notNow' : null;
    case 'recuse':
    case 'tellRights':
      return it.mediators.length === 0 ? 'noMediator' : null;
    default:
      return null;
  }
}

/** Moves that take mediation further, and end with its time. */
const IN_TIME: readonly Move[] = ['proposeSession', 'setSession', 'draft', 'agreeOrally'];
/** Moves that need everybody's yes. What was said on the last day is written down on the next one too: it counts when it was. */
const WILLING: readonly Move[] = [...IN_TIME, 'holdSession', 'recordSession'];

function refusalOfTalk(move: Move, it: Case, actor: Actor, today: string): Refusal | null {
  const over = it.due !== null && today > it.due;
  if (IN_TIME.includes(move) && over) return 'overTime';
  if (WILLING.includes(move) && !allConsent(it)) return 'notAgreedYet';
  const own = actor.party === null ? null : (it.parties.find(({ id }) => id === actor.party) ?? null);
  switch (move) {
    case 'consent':
      if (it.protection === null) return 'notAsked';
      if (it.mediators.length === 0) return 'noMediator';
      return own !== null && own.told === null ? 'notTold' : null;
    case 'answerSession':
      return it.sessions.some(({ state }) => state === 'proposed') ? null : 'noSession';
    case 'setSession':
    case 'cancelSession':
      return it.sessions.some(({ state }) => state === 'proposed' || state === 'set') ? null : 'noSession';
    case 'holdSession':
      return it.sessions.some(({ state }) => state === 'set') ? null : 'noSession';
    case 'fail':
      // That it was tried stands in a record (item 7 of the file), be it that one side alone came; or its time is over without anybody.
      return over || isRecorded(it) ? null : 'noSession';
    case 'withdraw':
      // Whoever applied takes it back; whom it was applied against says no (人民调解法 art. 17).
      return own?.side === 'respondent' ? 'notYours' : null;
    case 'signRecord':
      return it.sessions.some(
        ({ state, signed, present }) =>
          state === 'held' &&
          (actor.party === null
            ? present.some((one) => !signed.includes(one))
            : present.includes(actor.party) && !signed.includes(actor.party)),
      )
        ? null
        : 'noRecord';
    case 'dropDraft':
      return it.draft === null ? 'noDraft' : null;
    case 'sign':
      if (it.draft === null) return 'noDraft';
      if (actor.party !== null) return it.draft.signed.includes(actor.party) ? 'notNow' : null;
      return null;
    case 'seal':
      if (it.draft === null) return 'noDraft';
      if (!isSigned(it)) return 'unsigned';
      // After the seal no session can be held any more, and without its record the case could never be filed.
      return isRecorded(it) ? null : 'unrecorded';
    case 'agreeOrally':
      return it.draft === null ? null : 'draftOpen';
    default:
      return null;
  }
}

function refusalOfEnd(move: Move, it: Case, actor: Actor): Refusal | null {
  switch (move) {
    case 'perform':
      return it.promises.some(({ state }) => state !== 'performed') ? null : 'nothingOwed';
    case 'breach':
      return owed(it).length > 0 ? null : 'nothingOwed';
    case 'settle':
      return it.promises.some(({ state }) => state === 'breached') ? null : 'stillOwed';
    case 'applyConfirmation':
      if (it.agreement === null || it.agreement.form === 'oral') return 'noWritten';
      return mayApply(it) ? null : 'confirmationAsked';
    case 'decideConfirmation':
      return it.confirmation === null || it.confirmation.outcome !== null ? 'noConfirmation' : null;
    case 'answerReferrer':
      if (it.referrer === null) return 'noReferrer';
      return it.referrer.answered === null ? null : 'referrerAnswered';
    case 'visit':
      return it.agreement === null ? 'noWritten' : null;
    case 'rate':
      return it.parties.find(({ id }) => id === actor.party)?.rating == null ? null : 'ratedAlready';
    case 'archive':
      return it.referrer !== null && it.referrer.answered === null ? 'referrerWaits' : null;
    default:
      return null;
  }
}

/** Whether a court may be asked: none was, or it did not take the application, or it was taken back, and nobody has ruled on it. */
export const mayApply = ({ confirmation }: { readonly confirmation: Pick<Confirmation, 'outcome'> | null }): boolean =>
  confirmation === null || confirmation.outcome === 'notAccepted' || confirmation.outcome === 'withdrawn';

/** Whether a mediator has signed the draft who mediates the case still: the name of one who stepped back since is none. */
export const mediatorSigned = ({ draft, mediators }: Pick<Case, 'draft' | 'mediators'>): boolean =>
  draft !== null && draft.mediator !== null && mediators.includes(draft.mediator);

/** Whether every party and a mediator of the case have signed the draft (人民调解法 art. 29). */
export const isSigned = (it: Pick<Case, 'draft' | 'parties' | 'mediators'>): boolean =>
  mediatorSigned(it) && it.parties.every(({ id }) => it.draft?.signed.includes(id));

/** Whether what was said stands in a record: of one session at least that was held, in person, by phone or video. */
export const isRecorded = ({ sessions }: Pick<Case, 'sessions'>): boolean =>
  sessions.some(({ state }) => state === 'held');

/** Whether parties may sit in one room without a reason that is written down. */
export const mayMeet = (it: Case): boolean => !isProtected(it);

/** The moves that are open to an actor today, in the table's order. */
export const movesOpen = (it: Case, actor: Actor, today: string): Move[] =>
  MOVE_NAMES.filter((move) => refusal(move, it, actor, today) === null);

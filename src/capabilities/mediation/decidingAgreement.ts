import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Decided, Deciding } from './decided.ts';
import { mustBe, problem, worked } from './ground.ts';
import { confirmationRefusal } from './law/confirmation.rules.ts';
import { type Missing, missingIn } from './law/contents.rules.ts';
import { ITEMS, itemsPresent, missingItems } from './law/dossier.rules.ts';
import { lawText } from './law/law.words.ts';
import { LINES } from './lines.rules.ts';
import type { Case, Draft } from './mediation.rules.ts';
import type { AgreementIn, MoveIn } from './move.contract.ts';
import { mediatorSigned } from './moves.rules.ts';
import { partyHere } from './partyHere.ts';
import { agreementNumber, wordOf } from './settings/terms.rules.ts';

type Act<M extends MoveIn['move']> = Extract<MoveIn, { move: M }>;

/** Agreements, what was promised, confirmation, the end and what comes after it. */
export async function decideAgreement(doing: Deciding, act: MoveIn): Promise<Decided> {
  const { it, pen, actor, ground, now } = doing;
  const today = dayOf(now);
  switch (act.move) {
    case 'draft':
      return drafted(doing, act);
    case 'dropDraft':
      draftOf(it, act.version);
      return { kind: LINES.draftDropped, body: { version: act.version, reason: pen.seal('reason', act.reason) } };
    case 'sign':
      return signed(doing, act);
    case 'seal': {
      // A day that lies before the agreement's effect could never be kept.
      if (draftOf(it, act.version).promises.some(({ due }) => due < today))
        throw problem(422, 'promisePast', 'body.act.version');
      const body = it.body ?? '';
      const year = today.slice(0, 4);
      const numbering = await doing.around.numbering(year);
      const word = wordOf(numbering, { id: body, nameZh: ground.bodies.get(body)?.nameZh ?? body }, numbering.used);
      if (word === null) throw problem(409, 'sameWord');
      const number = agreementNumber(Number(year), word, await doing.around.nextNumber(body, year, word));
      return { kind: LINES.agreementSealed, body: { version: act.version, body, number, effect: today } };
    }
    case 'agreeOrally': {
      const { text, promises } = agreementOf(doing, act.agreement);
      return { kind: LINES.agreedOrally, body: { text, promises, effect: today } };
    }
    case 'perform': {
      const promise = it.promises.find(({ id }) => id === act.promise);
      if (!promise || promise.state === 'performed') throw problem(422, 'noPromise', 'body.act.promise');
      // Nobody settles their own debt, nor that of a third: whoever owes it says so, and whoever it is owed to or a mediator confirms it.
      if (actor.party !== null && actor.party !== promise.to && actor.party !== promise.by)
        throw problem(403, 'notYours', 'body.act.promise');
      dayWithin(it, act.day, today);
      const proof = pen.seal('proof', act.proof);
      const files = await pen.claim(act.files);
      return {
        kind: actor.party === promise.by ? LINES.claimed : LINES.performed,
        body: { promise: act.promise, party: actor.party, proof, files, day: act.day },
      };
    }
    case 'breach': {
      const promise = it.promises.find(({ id }) => id === act.promise);
      if (promise?.state !== 'owed') throw problem(422, 'noPromise', 'body.act.promise');
      if (actor.party !== null && actor.party !== promise.to) throw problem(403, 'notYours', 'body.act.promise');
      const words = pen.seal('breach', act.words);
      return { kind: LINES.breached, body: { promise: act.promise, party: actor.party, words } };
    }
    case 'applyConfirmation':
      return confirmationApplied(doing, act);
    case 'decideConfirmation':
      if (act.day > today || act.day < (it.confirmation?.applied ?? '')) throw problem(422, 'dayOrder', 'body.act.day');
      return {
        kind: LINES.confirmationDecided,
        body: { outcome: act.outcome, day: act.day, words: pen.seal('confirmation', act.words) },
      };
    case 'fail':
      return { kind: LINES.failed, body: { routes: act.routes, reason: pen.seal('reason', act.reason) } };
    case 'withdraw':
      return { kind: LINES.withdrawn, body: { party: actor.party, reason: pen.seal('reason', act.reason) } };
    case 'settle':
      return { kind: LINES.settled, body: { outcome: 'broken', routes: act.routes } };
    case 'answerReferrer':
      return {
        kind: LINES.answered,
        body: { body: it.referrer?.body ?? '', letter: pen.seal('answer', act.letter) },
      };
    case 'visit':
      dayWithin(it, act.day, today);
      return { kind: LINES.visited, body: { day: act.day, kept: act.kept, words: pen.seal('visit', act.words) } };
    case 'rate':
      partyHere(doing, actor.party ?? '');
      return {
        kind: LINES.rated,
        body: { party: actor.party, stars: act.stars, words: pen.seal('rating', act.words) },
      };
    case 'archive': {
      const missing = missingItems(it);
      if (missing.length > 0) {
        const items = ITEMS.filter(({ n }) => missing.includes(n)).map(({ n, zh }) => `${n} ${zh}`);
        throw problem(422, 'missingItems', 'body.act', { items: items.join('、') });
      }
      const explained = pen.seal('explained', act.explained);
      return { kind: LINES.archived, body: { items: itemsPresent(it, explained !== null), explained } };
    }
    default:
      throw new Error(`${act.move} is decided elsewhere`);
  }
}

/** Throws Problem 422 for a day before the agreement's effect or after today. */
function dayWithin(it: Case, day: string, today: string): void {
  if (day > today || day < (it.agreement?.effect ?? '')) throw problem(422, 'dayOrder', 'body.act.day');
}

/** Two drafts at once: whoever comes second looks at the first one before. */
function draftOf(it: Case, version: number): Draft {
  if (it.draft === null) throw problem(409, 'noDraft');
  if (it.draft.version !== version) throw problem(409, 'draftMoved', 'body.act.version');
  return it.draft;
}

/** The agreement sealed whole, and of its promises what may stand in the open. Throws Problem 422 naming what is missing. */
function agreementOf({ it, pen, now }: Deciding, one: AgreementIn) {
  const missing = missingIn(one, it.parties, dayOf(now));
  if (missing.length > 0) {
    throw problem(
      422,
      'incomplete',
      missing.map((fault) => ({ path: `body.act.agreement${pathOf(fault)}`, message: lawText(fault.code) })),
    );
  }
  return {
    text: pen.seal('agreement', JSON.stringify(one)),
    promises: one.promises.map(({ id, by, to, due }) => ({ id, by, to, due })),
  };
}

/** Where in the form a fault is shown. */
function pathOf({ code, at }: Missing): string {
  const name = code.slice('miss_'.length);
  if (name.startsWith('promise') && at !== null) return `.promises.${at}`;
  if (name === 'point') return `.points.${at ?? 0}`;
  return name === 'parties' ? '' : `.${name}`;
}

function drafted(doing: Deciding, act: Act<'draft'>): Decided {
  const { it } = doing;
  // A draft in place of the one that was looked at; whoever looked at another is told so.
  if (act.version !== (it.draft?.version ?? it.drafts) + 1) throw problem(409, 'draftMoved', 'body.act.version');
  const { text, promises } = agreementOf(doing, act.agreement);
  return { kind: LINES.drafted, body: { version: act.version, text, promises } };
}

function signed(doing: Deciding, act: Act<'sign'>): Decided {
  const { it, actor } = doing;
  const draft = draftOf(it, act.version);
  const party = actor.party ?? act.party;
  if (party === null) {
    if (mediatorSigned(it)) throw problem(409, 'notNow', 'body.act.party');
    return { kind: LINES.agreementSigned, body: { version: act.version, party: null, how: 'screen' } };
  }
  const one = partyHere(doing, act.party ?? party);
  if (draft.signed.includes(one.id)) throw problem(409, 'notNow', 'body.act.party');
  if (one.minor && !one.guardian) throw problem(422, 'noGuardian', 'body.act.party');
  const how = actor.party === null ? act.how : 'code';
  return { kind: LINES.agreementSigned, body: { version: act.version, party: one.id, how } };
}

function confirmationApplied({ it, ground, now }: Deciding, act: Act<'applyConfirmation'>): Decided {
  mustBe(ground, act.court);
  const today = dayOf(now);
  if (act.day > today || it.agreement === null || act.day < it.agreement.effect)
    throw problem(422, 'dayOrder', 'body.act.day');
  const { effect, form } = it.agreement;
  const isWorkingDay = worked(ground);
  const refused = confirmationRefusal({ effect, today: act.day, form, questions: act.answers, isWorkingDay });
  if (refused !== null) throw problem(422, 'confirmationRefused', [{ path: 'body.act', message: lawText(refused) }]);
  return { kind: LINES.confirmationApplied, body: { court: act.court, day: act.day, documents: act.documents } };
}

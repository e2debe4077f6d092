import { randomUUID } from 'node:crypto';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { scopeOf } from '../../../platform/identity/reach.rules.ts';
import { putOut } from '../../../platform/journal/outbox.store.ts';
import { textOf } from '../../../platform/language/language.ts';
import { loadMatter, loadMatters } from '../matters.store.ts';
import { mattersWords } from '../matters.words.ts';
import { readingScope } from '../reading.ts';
import { type Answer, answerAgain, answerOf, answersOfCases, answersTo, lineStates } from './answers.store.ts';
import { exchangeAppointment } from './exchange.rights.ts';
import { allPartners, exchangedAs, lastExchanged, partnerOf } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';
import { noPartner } from './partners.ts';
import { type Owed, REPLY_TOPIC } from './replies.ts';
import { casesOfMatter, listTraffic, sendAgain } from './traffic.contract.ts';
import { againRefusal, runOf } from './traffic.rules.ts';

const MOST = 100;

/** What goes to and fro between a desk and here, as the duty officer sees it, and on a matter whoever reads that. */
export function trafficRoutes(server: Server): void {
  mount(server, listTraffic, async (ask, { params, query }) => {
    exchanging(ask);
    const { district } = ask;
    const { which } = query;
    return ask.db.read(scopeOf(ask.caller, district), async (tx) => {
      if ((await partnerOf(tx, district, params.desk)) === null) throw noPartner();
      const cameIn = which === 'all' || which === 'in' ? await lastExchanged(tx, district, params.desk, MOST) : [];
      const answers =
        which === 'in' ? [] : await answersTo(tx, district, params.desk, { unsent: which === 'unsent', limit: MOST });
      const subjects = [...new Set([...cameIn, ...answers].map((one) => one.subject))];
      const matters = new Map((await loadMatters(tx, district, subjects)).map((one) => [one.matter.id, one]));
      const items = [
        ...cameIn.map((one) => ({ ...one, at: one.taken, answer: null })),
        ...answers.map((one) => ({ ...one, at: one.made, answer: shown(one) })),
      ].map(({ at, theirs, subject, answer }) => {
        const stored = matters.get(subject);
        return {
          at: at.toISOString(),
          number: theirs,
          ours: stored?.number ?? null,
          matter: stored?.matter.id ?? null,
          state: stored?.matter.status ?? null,
          answer,
        };
      });
      return { items: items.sort((a, b) => b.at.localeCompare(a.at)), most: MOST };
    });
  });

  mount(server, sendAgain, async (ask, { params }) => {
    exchanging(ask);
    const { district } = ask;
    const now = ask.clock();
    await ask.db.write(scopeOf(ask.caller, district), async (tx) => {
      const answer = await answerOf(tx, district, params.id, true);
      if (answer === null) throw refused(404, 'noAnswer');
      const partner = (await partnerOf(tx, district, answer.partner))?.partner;
      if (partner?.state !== 'standing' || partner.url === null) throw refused(409, 'noDelivery');
      const why = againRefusal(runOf(answer), answer.again?.getTime() ?? null, now.getTime());
      if (why !== null) throw refused(409, why);
      const { id, partner: desk, theirs, line, subject } = answer;
      const payload: Owed = { desk, theirs, line, answer: id, again: true };
      await answerAgain(tx, district, id, now);
      await putOut(tx, district, { id: randomUUID(), topic: REPLY_TOPIC, subject, payload, due: now.toISOString() });
    });
    return {};
  });

  mount(server, casesOfMatter, async (ask, { params }) => {
    const { district } = ask;
    return ask.db.read(readingScope(ask), async (tx) => {
      if ((await loadMatter(tx, district, params.id)) === null)
        throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
      const known = await exchangedAs(tx, district, params.id);
      if (known.length === 0) return { cases: [] };
      const names = new Map((await allPartners(tx, district)).map((one) => [one.desk, one.name]));
      const states = await lineStates(tx, district);
      const cases = [];
      for (const one of known) {
        const answers = await answersOfCases(tx, district, one.partner, [one.theirs]);
        cases.push({
          desk: one.partner,
          name: names.get(one.partner) ?? { zh: one.partner, en: one.partner },
          number: one.theirs,
          received: one.received.toISOString(),
          taken: one.taken.toISOString(),
          answerBy: one.answerBy?.toISOString() ?? null,
          delivers: one.delivers,
          fetched: states.get(one.partner)?.fetched?.toISOString() ?? null,
          answers: answers.map(shown),
        });
      }
      return { cases };
    });
  });
}

function shown(one: Answer) {
  const { id, what, status, made, sent, tries, tried, failed } = one;
  return {
    ...{ id, what, status, tries, failed, run: runOf(one) },
    made: made.toISOString(),
    sent: sent?.toISOString() ?? null,
    tried: tried?.toISOString() ?? null,
  };
}

/** Throws Problem 403 for everybody but the duty officer of the district's centre. */
function exchanging({ caller, district }: Ask): void {
  if (exchangeAppointment(caller, district) === null)
    throw new Problem(403, 'matters.notYours', textOf(exchangeMatterWords, 'notYours'));
}

const refused = (status: number, key: 'noAnswer' | 'noDelivery' | 'reachedIt' | 'onItsWay'): Problem =>
  new Problem(status, `matters.${key}`, textOf(exchangeMatterWords, key));

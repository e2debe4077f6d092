import type { Line } from '../../platform/journal/line.rules.ts';
import { calledOff, end, restand, type Said, withParty } from './folding.rules.ts';
import type { Agreement, Case, Draft, Promised, Session } from './mediation.rules.ts';

const withSession = (it: Case, id: string, change: (one: Session) => Partial<Session>): Case => ({
  ...it,
  sessions: it.sessions.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
});

/** A session that nobody had planned, as it was written down. */
const met = ({ session, mode, joint, at, minutes, interpreter, present, among, record }: Said): Session => ({
  ...{ id: session, state: 'held', mode, joint, at, minutes, interpreter, present, record },
  with: among?.length === 1 ? (among[0] ?? null) : null,
  ...(among !== null && among.length > 1 ? { among } : {}),
  ...{ proposed: [], postponed: 0, signed: [], can: {} },
});

/** Consent, rooms and sessions. */
export function foldTalk(it: Case, line: Line, b: Said): Case | null {
  switch (line.kind) {
    case 'case.rights-told':
      return withParty(it, b.party, { told: line.recorded });
    case 'case.consented': {
      const first = it.parties.find(({ id }) => id === b.party)?.consented ?? line.recorded;
      const said = withParty(it, b.party, { consent: true, consented: first, openly: b.openly });
      return restand({ ...said, openly: said.parties.every(({ openly }) => openly === true) });
    }
    case 'case.declined':
      return end(withParty(it, b.party, { consent: false }), line, 'declined', b.routes);
    case 'case.room-travels':
      return withParty(it, b.party, { travels: b.may });
    case 'case.noted':
      return {
        ...it,
        notes: it.notes + 1,
        evidence: it.evidence + (b.sort === 'evidence' ? 1 : 0),
        inquiries: it.inquiries + (b.sort === 'inquiry' ? 1 : 0),
      };
    case 'case.earlier-looked':
    case 'case.identity-looked':
      return it;
    case 'case.repeats':
      return { ...it, repeats: b.of };
    case 'case.session-proposed':
      return {
        ...it,
        sessions: [
          ...it.sessions,
          {
            id: b.session,
            state: 'proposed',
            mode: b.mode,
            joint: b.joint,
            with: b.with,
            proposed: b.proposed,
            at: null,
            minutes: b.minutes,
            postponed: 0,
            present: [],
            interpreter: b.interpreter,
            record: null,
            signed: [],
            can: {},
          },
        ],
      };
    case 'case.session-answered':
      return withSession(it, b.session, ({ can }) => ({ can: { ...can, [b.party]: b.can } }));
    case 'case.session-set':
      return withSession(it, b.session, ({ postponed }) => ({
        state: 'set',
        at: b.at,
        postponed: postponed + (b.postponed ? 1 : 0),
      }));
    case 'case.session-cancelled':
      return withSession(it, b.session, () => ({ state: 'cancelled' }));
    case 'case.session-held':
      return withSession(it, b.session, () => ({
        state: 'held',
        at: b.at,
        present: b.present,
        record: b.record,
      }));
    case 'case.session-met':
      return { ...it, sessions: [...it.sessions, met(b)] };
    case 'case.record-signed':
      return withSession(it, b.session, ({ signed }) => ({ signed: [...signed, b.party] }));
    case 'case.extended':
      return { ...it, due: b.due, extended: it.extended + b.days };
    default:
      return null;
  }
}

const owedNow = (promises: readonly Pick<Promised, 'id' | 'by' | 'to' | 'due'>[]): Promised[] =>
  promises.map((one) => ({ ...one, state: 'owed', settled: null }));

/** Draft, signatures, effect, and what was promised. */
export function foldAgreement(it: Case, line: Line, b: Said): Case | null {
  switch (line.kind) {
    case 'case.agreement-drafted':
      return {
        ...it,
        drafts: b.version,
        draft: {
          version: b.version,
          text: b.text,
          promises: b.promises,
          signed: [],
          mediator: null,
        },
      };
    case 'case.draft-dropped':
      return { ...it, draft: null };
    case 'case.agreement-signed': {
      const draft = it.draft as Draft;
      const party: string | null = b.party;
      return {
        ...it,
        draft: party === null ? { ...draft, mediator: line.by } : { ...draft, signed: [...draft.signed, party] },
      };
    }
    case 'case.agreement-sealed': {
      const draft = it.draft as Draft;
      const { number, effect } = b;
      return agreed(it, line, { form: 'written', number, effect, text: draft.text }, draft.promises);
    }
    case 'case.agreed-orally':
      return agreed(it, line, { form: 'oral', number: null, effect: b.effect, text: b.text }, b.promises);
    case 'case.promise-performed': {
      const kept = settled(it, b.promise, 'performed', line.recorded);
      return kept.promises.every(({ state }) => state === 'performed') ? end(kept, line, 'performed', []) : kept;
    }
    case 'case.performance-claimed':
      return {
        ...it,
        promises: it.promises.map((one) => (one.id === b.promise ? { ...one, claimed: line.recorded } : one)),
      };
    case 'case.promise-breached':
      return settled(it, b.promise, 'breached', line.recorded);
    case 'case.confirmation-applied':
      return { ...it, confirmation: { court: b.court, applied: b.day, outcome: null, decided: null } };
    case 'case.confirmation-decided':
      return it.confirmation === null
        ? it
        : { ...it, confirmation: { ...it.confirmation, outcome: b.outcome, decided: b.day } };
    default:
      return null;
  }
}

const settled = (it: Case, id: string, state: 'performed' | 'breached', at: string): Case => ({
  ...it,
  promises: it.promises.map((one) => (one.id === id ? { ...one, state, settled: at } : one)),
});

const agreed = (it: Case, line: Line, agreement: Agreement, promises: Draft['promises']): Case => ({
  ...it,
  status: 'agreed',
  agreement,
  draft: null,
  promises: owedNow(promises),
  sessions: calledOff(it.sessions),
  resolved: line.recorded,
});

import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { body, caseOut } from './mediation.contract.ts';
import { OUTCOMES, SPEAKS_AS, STATUSES, TRACKS } from './mediation.rules.ts';
import { applyIn, moveIn } from './move.contract.ts';

/** What a party sees of its own case. */
const partyView = caseOut
  .omit({ co: true, matter: true, round: true, proposal: true, mediatorIds: true, filing: true })
  .extend({
    /** The part that is shown, and every part of the case that was left with this telephone or is spoken for by who has it, `me` among them. */
    me: z.uuid(),
    parts: z.array(z.uuid()).min(1),
    /** As what the part that is shown is spoken for, and by whom where that is not the party itself. */
    as: z.enum(SPEAKS_AS),
    speaker: z.object({ name: z.string(), relation: z.string() }).nullable(),
    /** Who looked at what is known of this party, when and why; and when somebody looked for earlier cases. */
    looks: z.array(z.object({ at: z.string(), post: z.string(), body: body, reason: z.string() })),
    earlier: z.array(z.object({ number: z.string(), opened: z.string(), nature: z.string() })),
  });
export type PartyView = z.output<typeof partyView>;

export const apply = contract({
  name: 'mediation.apply',
  method: 'POST',
  path: '/api/mediation/applications',
  summary: { zh: '申请调解', en: 'Apply for mediation' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: applyIn,
  answer: z.object({ number: z.string(), caseCode: z.string() }),
  unlogged: true,
  perMinute: 10,
});

export const passportCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}$/);

/** By the code alone: the way that the case has gone, between bodies; no person. */
export const passport = contract({
  name: 'mediation.passport',
  method: 'POST',
  path: '/api/mediation/passport',
  summary: { zh: '凭通行码查看案件走到哪里', en: 'Where a case has got to, by its passport' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code: passportCode }),
  answer: z.object({
    number: z.string(),
    status: z.enum(STATUSES),
    outcome: z.enum(OUTCOMES).nullable(),
    track: z.enum(TRACKS).nullable(),
    body: body,
    opened: z.string(),
    due: z.string().nullable(),
    way: z.array(z.object({ kind: z.string(), at: z.string(), body: body })),
  }),
  unlogged: true,
  perMinute: 120,
});

/** The code, and of several parts with one telephone the one that is meant; the first where absent. */
export const ownIn = z.strictObject({ code: passportCode, party: z.uuid().optional() });

/** With the code and the telephone that a party left, or its guardian or representative: its own page. */
export const mine = contract({
  name: 'mediation.mine',
  method: 'POST',
  path: '/api/mediation/mine',
  summary: { zh: '当事人：我的调解', en: 'A party: my own case' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: ownIn,
  answer: partyView,
});

export const mineMove = contract({
  name: 'mediation.mineMove',
  method: 'POST',
  path: '/api/mediation/mine/moves',
  summary: {
    zh: '当事人：同意、陈述、选时间、签字、履行、评价',
    en: 'A party: consent, tell, choose a time, sign, perform, rate',
  },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: ownIn.extend({ id: z.uuid(), n: z.int().min(1), act: moveIn }),
  answer: partyView,
});

import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { ownIn } from '../party.contract.ts';

/** One session that has a time, as a calendar file (RFC 5545). The code goes in the body, never in an address. */
export const mineCalendar = contract({
  name: 'mediation.mineCalendar',
  method: 'POST',
  path: '/api/mediation/mine/calendar',
  summary: { zh: '当事人：把一次调解加到日历', en: 'A party: a session for one’s own calendar' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: ownIn.extend({ session: z.uuid() }),
  answer: z.unknown(),
});

/** A photo of one's own case, as far as this party reads the line that it came with. */
export const mineFile = contract({
  name: 'mediation.mineFile',
  method: 'POST',
  path: '/api/mediation/mine/file',
  summary: { zh: '当事人：看案件里的照片', en: 'A party: a photo of one’s own case' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: ownIn.extend({ id: z.uuid(), variant: z.enum(['whole', 'thumb']) }),
  answer: z.unknown(),
  perMinute: 300,
});

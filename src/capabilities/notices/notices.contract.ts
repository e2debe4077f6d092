import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { textOf } from '../../platform/language/language.ts';
import { STAGES } from '../clock/clock.rules.ts';
import { SORTS } from './notices.rules.ts';
import { noticeWords } from './notices.words.ts';
import { PACES } from './telling.rules.ts';

const name = z.object({ zh: z.string(), en: z.string() });
const place = z.int().min(0);

export const list = contract({
  name: 'notices.list',
  method: 'GET',
  path: '/api/me/notices',
  summary: textOf(noticeWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    /** One for each subject, the weightiest sort first. */
    items: z.array(
      z.object({
        subject: z.uuid(),
        /** Its page at the desk; of a matter the field has one too. */
        to: z.string(),
        /** What is no matter has its page on the phone at most here. */
        onPhone: z.string().nullable(),
        about: z.string(),
        number: z.string(),
        kindName: name,
        urgent: z.boolean(),
        sort: z.enum(SORTS),
        stage: z.enum(STAGES).nullable(),
        /** True where it is a co-handler's task. */
        task: z.boolean(),
        /** Of what is no matter: what falls due or is to be done. */
        what: name.nullable(),
        due: z.string().nullable(),
        at: z.string(),
        territoryName: name,
        /** The town's code, or the district's, by which lines are gathered, and its name. */
        town: z.string(),
        townName: name,
        bodyName: name.nullable(),
        unseen: z.boolean(),
      }),
    ),
    unseen: z.int(),
    /** Up to where the journal was read for this answer: what "all seen" goes by. */
    upTo: place,
  }),
});

export const see = contract({
  name: 'notices.see',
  method: 'POST',
  path: '/api/me/notices/seen',
  summary: textOf(noticeWords, 'see'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ upTo: place }),
  answer: z.object({}),
});

const minute = z.int().min(0).max(1439);
const setting = z.strictObject({
  pace: z.enum(PACES),
  /** Minutes of a day in Asia/Shanghai; no quiet hours where both are the same. */
  quiet: z.strictObject({ from: minute, to: minute }),
  pass: z.boolean(),
  office: z.boolean(),
});

export const showSetting = contract({
  name: 'notices.showSetting',
  method: 'GET',
  path: '/api/me/notices/settings',
  summary: textOf(noticeWords, 'showSetting'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    setting,
    /** Whether a body of one's own has hours of its own. */
    hasHours: z.boolean(),
    /** The public key for pushes; null where they are switched off, or no post in force works on matters. */
    key: z.string().nullable(),
    devices: z.array(
      z.object({ id: z.uuid(), shell: z.enum(['desk', 'field']), language: z.enum(['zh', 'en']), made: z.iso.date() }),
    ),
  }),
});

export const set = contract({
  name: 'notices.set',
  method: 'PUT',
  path: '/api/me/notices/settings',
  summary: textOf(noticeWords, 'set'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: setting,
  answer: z.object({}),
});

export const add = contract({
  name: 'notices.addDevice',
  method: 'POST',
  path: '/api/me/notices/devices',
  summary: textOf(noticeWords, 'addDevice'),
  access: ['staff'],
  perMinute: 20,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    shell: z.enum(['desk', 'field']),
    language: z.enum(['zh', 'en']),
    push: z.strictObject({
      endpoint: z.string().min(10).max(1_000),
      keys: z.strictObject({
        /** An uncompressed point of P-256, and sixteen bytes, in base64url. */
        p256dh: z.string().regex(/^B[A-Za-z0-9_-]{86}=?$/),
        auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/),
      }),
    }),
  }),
  answer: z.object({ id: z.uuid() }),
});

export const remove = contract({
  name: 'notices.removeDevice',
  method: 'DELETE',
  path: '/api/me/notices/devices/:id',
  summary: textOf(noticeWords, 'removeDevice'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

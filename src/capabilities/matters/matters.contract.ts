import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { LOOK_REASONS } from '../../platform/identity/looks.rules.ts';
import { CHANNELS, DOORS, STATUSES, URGENCIES, VISIBILITIES } from './matters.rules.ts';
import { MOVE_NAMES } from './moves.rules.ts';

/** Text that a person writes: no control characters except line breaks, and no lone surrogates. */
export const writing = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused here.
    .refine((text) => text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });
const words = (most: number) => writing(most).pipe(z.string().min(1));
const day = z.iso.date();
const code = z.string().regex(/^\d{6}(\d{3}){0,3}$/);
const kindCode = z.string().regex(/^[a-z]+(\.[a-z0-9-]+)?$/).max(60);
const bodySlug = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** Where: a point (WGS-84 unless a datum is named), or a territory, or both; an address in words besides. */
export const placeIn = z
  .strictObject({
    lon: z.number().min(-180).max(180).optional(),
    lat: z.number().min(-90).max(90).optional(),
    datum: z.enum(['wgs84', 'gcj02', 'bd09']).default('wgs84'),
    territory: code.optional(),
    address: writing(200).optional(),
  })
  .refine((one) => (one.lon === undefined) === (one.lat === undefined), { error: '经纬度须同时给出 lon and lat belong together' })
  .refine((one) => one.lon !== undefined || one.territory !== undefined || (one.address ?? '') !== '', {
    error: '请给出地点 a place is needed: a point, a territory or an address',
  });

const answers = z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(80)).max(20)]));
/** The token of an upload: all that claiming it needs, sealed; some seven hundred letters. */
const claim = z.string().min(16).max(2000);

const reportIn = {
  /** Made on the phone (UUID v4 or v7); sending the same report twice changes nothing. */
  id: z.uuid(),
  kind: kindCode,
  place: placeIn,
  words: writing(2000).default(''),
  answers: answers.default({}),
  photos: z.array(claim).max(9).default([]),
};
export const phone = z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/);

const receipt = z.object({
  id: z.uuid(),
  /** The reporter's key to follow the matter; shown once, stored only as a keyed digest. */
  code: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  territory: z.string(),
  outside: z.boolean(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  due: z.string(),
  repeated: z.boolean(),
});

export const report = contract({
  name: 'matters.report',
  method: 'POST',
  path: '/api/matters',
  summary: { zh: '报事：无需登录', en: 'Report a matter; no login' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ ...reportIn, phone: phone.optional(), name: writing(40).optional() }),
  answer: receipt,
  unlogged: true,
});

export const reportAnonymously = contract({
  name: 'matters.reportAnonymously',
  method: 'POST',
  path: '/api/matters/anonymous',
  summary: { zh: '匿名报事：不留地址、设备与时刻', en: 'Report anonymously: no address, device or minute is kept' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject(reportIn),
  answer: receipt,
  unlogged: true,
});

export const reportFor = contract({
  name: 'matters.reportFor',
  method: 'POST',
  path: '/api/desk/matters',
  summary: { zh: '代为登记：热线、网格员', en: 'Take a report for somebody: hotline, liaison' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    ...reportIn,
    channel: z.enum(['hotline', 'field']),
    urgency: z.enum(URGENCIES).default('normal'),
    phone: phone.optional(),
    name: writing(40).optional(),
    happened: z.iso.datetime({ offset: true }).optional(),
    /** A liaison found it and mended it at once: what was done. */
    fixed: words(2000).optional(),
  }),
  answer: receipt,
});

export const entry = z.object({
  /** The line's id. */
  id: z.string(),
  n: z.int(),
  kind: z.string(),
  at: z.string(),
  /** The post that acted, and for colleagues the name; null for the reporter and for machines. */
  who: z.object({ post: z.string().nullable(), name: z.string().nullable() }).nullable(),
  /** True where the reporter did it. */
  own: z.boolean(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  words: z.string().nullable(),
  files: z.array(z.object({ id: z.string(), type: z.string() })),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const matterOut = z.object({
  id: z.uuid(),
  n: z.int(),
  number: z.string(),
  status: z.enum(STATUSES),
  kind: z.string(),
  urgency: z.enum(URGENCIES),
  channel: z.enum(CHANNELS),
  visibility: z.enum(VISIBILITIES),
  origin: z.enum(['live', 'import', 'demo']),
  territory: z.string(),
  territoryName: z.object({ zh: z.string(), en: z.string() }),
  outside: z.boolean(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  /** The body that the dated table of authority names. */
  proposed: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  reported: z.string(),
  due: z.string(),
  closed: z.string().nullable(),
  onTime: z.boolean().nullable(),
  asked: z.boolean(),
  returns: z.int(),
  rating: z.number().nullable(),
  mergedInto: z.string().nullable(),
  door: z.enum(DOORS).nullable(),
  updated: z.string(),
  /** First line of what was reported; null for readers without a right to words. */
  words: z.string().nullable(),
  address: z.string().nullable(),
  abilities: z.array(z.enum(MOVE_NAMES as [string, ...string[]])),
});
export type MatterOut = z.output<typeof matterOut>;

const list = z.preprocess((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value), z.array(z.string().max(60)).max(60));
export const filters = {
  status: list.pipe(z.array(z.enum(STATUSES))).optional(),
  kind: list.optional(),
  urgency: list.pipe(z.array(z.enum(URGENCIES))).optional(),
  territory: code.optional(),
  body: bodySlug.optional(),
  mine: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  unassigned: z.stringbool().optional(),
  outside: z.stringbool().optional(),
  from: day.optional(),
  to: day.optional(),
  number: z.string().max(40).optional(),
};

export const queue = contract({
  name: 'matters.queue',
  method: 'GET',
  path: '/api/desk/matters',
  summary: { zh: '队列：本人所及范围内的事项', en: 'The queue: matters within the reach' },
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    ...filters,
    sort: z.enum(['newest', 'oldest', 'due', 'updated']).default('newest'),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(matterOut), after: z.string().nullable(), seq: z.number() }),
  body: nothingIn,
});

export const counts = contract({
  name: 'matters.counts',
  method: 'GET',
  path: '/api/desk/counts',
  summary: { zh: '队列计数：新、未派、今日到期、超期、我的', en: 'Counts strip: new, unassigned, due today, overdue, mine' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  answer: z.object({ fresh: z.int(), unassigned: z.int(), dueToday: z.int(), overdue: z.int(), mine: z.int() }),
  body: nothingIn,
});

export const matter = contract({
  name: 'matters.matter',
  method: 'GET',
  path: '/api/desk/matters/:id',
  summary: { zh: '一件事项：经过、照片、可做的操作', en: 'One matter: its history, photos, and what may be done' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    matter: matterOut,
    answers: z.record(z.string(), z.unknown()).nullable(),
    history: z.array(entry),
    hasContact: z.boolean(),
    /** Who answers for this place and kind by the dated table, and why. */
    responsible: z.object({ id: z.string(), zh: z.string(), en: z.string(), why: z.string() }).nullable(),
    /** Matters nearby, of the same kind, recent: candidates for merging. */
    nearby: z.array(z.object({ id: z.uuid(), number: z.string(), status: z.enum(STATUSES), metres: z.number(), reported: z.string() })),
  }),
});

const photos = z.array(claim).max(9).default([]);
/** The moves as they cross the wire; `id` is the line's id made by the sender, `n` the version that was looked at. */
export const moveIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('triage'), kind: kindCode.optional(), urgency: z.enum(URGENCIES).optional(), place: placeIn.optional(), note: writing(1000).optional() }),
  z.strictObject({ move: z.literal('merge'), into: z.uuid(), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('assign'), body: bodySlug, note: writing(1000).optional() }),
  z.strictObject({ move: z.literal('accept') }),
  z.strictObject({ move: z.literal('return'), reason: words(1000) }),
  z.strictObject({ move: z.literal('note'), note: writing(2000).default(''), photos, forReporter: z.boolean().default(false) }),
  z.strictObject({ move: z.literal('ask'), question: words(500) }),
  z.strictObject({ move: z.literal('answer'), answer: words(1000), photos }),
  z.strictObject({ move: z.literal('handOver'), result: words(2000), photos }),
  z.strictObject({ move: z.literal('fixOnSpot'), result: words(2000), photos }),
  z.strictObject({ move: z.literal('verify'), note: writing(1000).optional(), photos }),
  z.strictObject({ move: z.literal('sendBack'), reason: words(1000) }),
  z.strictObject({ move: z.literal('close'), note: writing(1000).optional() }),
  z.strictObject({ move: z.literal('rate'), stars: z.int().min(1).max(5), words: writing(1000).optional() }),
  z.strictObject({ move: z.literal('reopen'), reason: words(1000) }),
  z.strictObject({ move: z.literal('withdraw'), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('void'), reason: words(1000) }),
  z.strictObject({ move: z.literal('redirect'), door: z.enum(DOORS) }),
]);
export type MoveIn = z.output<typeof moveIn>;

export const move = contract({
  name: 'matters.move',
  method: 'POST',
  path: '/api/desk/matters/:id/moves',
  summary: { zh: '对事项进行一步操作', en: 'Make one move on a matter' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), n: z.int().min(1), act: moveIn }),
  answer: matterOut,
});

export const seeContact = contract({
  name: 'matters.seeContact',
  method: 'POST',
  path: '/api/desk/matters/:id/contact',
  summary: { zh: '查看联系方式：留痕，报事人可见', en: 'See the contact: leaves a line that the reporter can read' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ reason: z.enum(LOOK_REASONS) }),
  answer: z.object({ phone: z.string().nullable(), name: z.string().nullable() }),
});

export const seeEarlier = contract({
  name: 'matters.seeEarlier',
  method: 'POST',
  path: '/api/desk/matters/:id/earlier',
  summary: { zh: '同一电话的以往事项：打开时计算，留痕，不保存', en: 'Earlier matters of the same phone: computed on opening, logged, never stored' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ items: z.array(matterOut) }),
});

/** What a reporter is shown: one matter, one deadline, one voice; bodies, not persons. */
const followed = z.object({
  id: z.uuid(),
  n: z.int(),
  number: z.string(),
  status: z.enum(STATUSES),
  kind: z.string(),
  territoryName: z.object({ zh: z.string(), en: z.string() }),
  reported: z.string(),
  due: z.string(),
  closed: z.string().nullable(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  words: z.string().nullable(),
  rating: z.number().nullable(),
  door: z.enum(DOORS).nullable(),
  history: z.array(entry),
  abilities: z.array(z.string()),
  /** Who looked at the contact, when and why. */
  looks: z.array(
    z.object({ at: z.string(), post: z.string(), body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(), reason: z.string() }),
  ),
});
export type Followed = z.output<typeof followed>;
export const receiptCode = z.string().trim().toUpperCase().regex(/^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/);

export const follow = contract({
  name: 'matters.follow',
  method: 'POST',
  path: '/api/follow',
  summary: { zh: '凭查询码查看进展', en: 'Follow a matter by its receipt code' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code: receiptCode }),
  answer: followed,
  unlogged: true,
  perMinute: 30,
});

export const followMove = contract({
  name: 'matters.followMove',
  method: 'POST',
  path: '/api/follow/moves',
  summary: { zh: '报事人：补充、答复、评价、重开、撤回', en: 'The reporter: add, answer, rate, reopen, withdraw' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code: receiptCode, id: z.uuid(), n: z.int().min(1), act: moveIn }),
  answer: followed,
  unlogged: true,
});

export const mine = contract({
  name: 'matters.mine',
  method: 'GET',
  path: '/api/mine',
  summary: { zh: '我的事项：凭手机验证码', en: 'My matters, by phone and code' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ items: z.array(followed) }),
});

export const mineMove = contract({
  name: 'matters.mineMove',
  method: 'POST',
  path: '/api/mine/:id/moves',
  summary: { zh: '我的事项：补充、答复、评价、重开、撤回', en: 'My matter: add, answer, rate, reopen, withdraw' },
  access: ['resident'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), n: z.int().min(1), act: moveIn }),
  answer: followed,
});

export const near = contract({
  name: 'matters.near',
  method: 'GET',
  path: '/api/public/near',
  summary: { zh: '附近已报的同类事项（按公开程度）', en: 'Reported nearby already, as far as public' },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ lon: z.coerce.number().min(-180).max(180), lat: z.coerce.number().min(-90).max(90), kind: kindCode.optional(), district: z.string().optional() }),
  answer: z.object({ items: z.array(z.object({ number: z.string(), kind: z.string(), status: z.enum(STATUSES), metres: z.number(), day: z.string() })) }),
  body: nothingIn,
});

export const map = contract({
  name: 'matters.map',
  method: 'GET',
  path: '/api/desk/map',
  summary: { zh: '地图视窗：点或聚合', en: 'A map viewport: points, or cells with counts' },
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    ...filters,
    west: z.coerce.number().min(-180).max(180),
    south: z.coerce.number().min(-90).max(90),
    east: z.coerce.number().min(-180).max(180),
    north: z.coerce.number().min(-90).max(90),
  }),
  answer: z.object({
    cells: z.array(z.object({ lon: z.number(), lat: z.number(), n: z.int(), id: z.string().nullable(), status: z.enum(STATUSES).nullable() })),
    total: z.int(),
  }),
  body: nothingIn,
});

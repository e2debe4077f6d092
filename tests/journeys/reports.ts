import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { file } from '../../src/capabilities/figures/appeals/appeals.contract.ts';
import { shift, sign } from '../../src/capabilities/handover/handover.contract.ts';
import { move, seeContact } from '../../src/capabilities/matters/desk.contract.ts';
import type { moveIn } from '../../src/capabilities/matters/move.contract.ts';
import { report, reportFor } from '../../src/capabilities/matters/report.contract.ts';
import {
  move as moveCase,
  open as openCase,
  show as showCase,
} from '../../src/capabilities/mediation/mediation.contract.ts';
import type { moveIn as caseMoveIn } from '../../src/capabilities/mediation/move.contract.ts';
import { planRound } from '../../src/capabilities/mediation/rounds/rounds.contract.ts';
import { kinds } from '../../src/demonstration/kinds.ts';
import { demonstrationPassword } from '../../src/demonstration/wucheng.posts.ts';
import { dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { uploadFile } from '../../src/platform/files/files.contract.ts';
import type { LookReason } from '../../src/platform/identity/looks.rules.ts';
import { signIn } from '../../src/platform/identity/signin.contract.ts';
import { formOf, photo } from '../walks/photo.ts';
import type { JourneyHouse } from './house.ts';

/** What is left to a reporter. */
export type Receipt = z.output<typeof report.answer>;

type Told = {
  readonly kind: string;
  readonly words: string;
  readonly phone?: string;
  readonly territory?: string;
  readonly at?: { readonly lon: number; readonly lat: number };
};

const placeOf = ({ territory, at }: Told) => at ?? { territory: territory ?? '330702001001' };

/** What the kind must know, answered with the first that it offers. */
const answersOf = (code: string) =>
  Object.fromEntries(
    (kinds.find((one) => one.code === code)?.questions ?? [])
      .filter((one) => one.required)
      .map((one) => [one.id, one.type === 'yesno' ? true : one.type === 'number' ? 1 : (one.options[0]?.id ?? '')]),
  );

/** A report that came in by another way than the screen that a journey is about. */
export async function reported(house: JourneyHouse, told: Told): Promise<Receipt> {
  const { kind, words, phone } = told;
  return post(house, report.path, {
    id: randomUUID(),
    kind,
    place: placeOf(told),
    words,
    answers: answersOf(kind),
    ...(phone ? { phone } : {}),
  });
}

/** A liaison's find, mended at once. */
export async function fixedBy(
  cookie: string,
  house: JourneyHouse,
  told: Told & { readonly fixed: string },
): Promise<Receipt> {
  const { kind, words, fixed } = told;
  return post(
    house,
    reportFor.path,
    { id: randomUUID(), kind, place: placeOf(told), words, answers: answersOf(kind), channel: 'field', fixed },
    cookie,
  );
}

/** Signs a person of the demonstration in without a browser; answers the cookies. */
export async function cookieOf(house: JourneyHouse, login: string): Promise<string> {
  const answer = await house.server.inject({
    method: 'POST',
    url: signIn.path,
    payload: { login, password: demonstrationPassword },
  });
  if (answer.statusCode !== 200) throw new Error(`signing in as ${login}: ${answer.body}`);
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** One move of somebody whose screen a journey is not about. */
export async function moved(
  house: JourneyHouse,
  cookie: string,
  id: string,
  n: number,
  act: z.input<typeof moveIn>,
): Promise<{ n: number }> {
  return post(house, move.path.replace(':id', id), { id: randomUUID(), n, act }, cookie);
}

/** The token of a photo that was sent by another way than the screen that a journey is about. */
export async function photoOf(house: JourneyHouse): Promise<string> {
  const { payload, type } = await formOf(await photo());
  const headers = { 'content-type': type };
  const answer = await house.server.inject({ method: 'POST', url: uploadFile.path, payload, headers });
  if (answer.statusCode !== 200) throw new Error(`${uploadFile.path}: ${answer.body}`);
  return (answer.json() as { token: string }).token;
}

/** A look at a reporter's contact, which leaves its line. */
export async function looked(house: JourneyHouse, cookie: string, id: string, reason: LookReason): Promise<void> {
  await post(house, seeContact.path.replace(':id', id), { reason }, cookie);
}

/** An appeal of the first street against its rate of this year. */
export async function appealed(house: JourneyHouse, cookie: string): Promise<string> {
  const id = randomUUID();
  const span = { from: '2026-01-01', to: dayOf(new Date()) };
  const against = { is: 'figure', code: 'onTimeRate', territory: '330702001', ...span };
  await post(house, file.path, { id, against, reason: '三件延期没有算进去。', rule: '结案规程第五条' }, cookie);
  return id;
}

/** The sheet by which somebody signs their desk over. */
export async function handedOver(house: JourneyHouse, cookie: string): Promise<string> {
  const answer = await house.server.inject({ url: shift.path, headers: { cookie } });
  const { at, seq, desk } = answer.json() as z.output<typeof shift.answer>;
  const body = {
    id: randomUUID(),
    desk: desk.key,
    at,
    seq,
    since: null,
    remarks: '今晚有大风，盯住广告牌。',
    mind: [],
  };
  return (await post<{ id: string }>(house, sign.path, body, cookie)).id;
}

/** A round of two communities that runs today, one of them the first liaison's; the round's id. */
export async function roundPlanned(house: JourneyHouse, cookie: string): Promise<string> {
  const today = dayOf(new Date());
  const body = {
    id: randomUUID(),
    territories: ['330702001001', '330702001002'],
    from: today,
    to: today,
    theme: 'wages',
    words: '先问工资结了没有。',
  };
  return (await post<{ id: string }>(house, planRound.path, body, cookie)).id;
}

/** A table of one matter brought to be imported; the import's id. */
export async function tableBrought(house: JourneyHouse, cookie: string): Promise<string> {
  const id = randomUUID();
  const table = '台账号,甲栏,乙栏,丙栏,丁栏\nB1,2026-02-03 08:30,消防隐患,楼道堆物,解放街1号';
  const { payload, type } = await formOf(Buffer.from(table), '台账.csv');
  const headers = { cookie, 'content-type': type };
  const answer = await house.server.inject({ method: 'PUT', url: `/api/imports/${id}`, payload, headers });
  if (answer.statusCode >= 300) throw new Error(answer.body);
  return id;
}

/** A case of mediation that the first street's office is asked to take, though the rule names another; its id. */
export async function mediated(house: JourneyHouse, cookie: string): Promise<string> {
  const id = randomUUID();
  await post(
    house,
    openCase.path,
    {
      id,
      channel: 'phone',
      nature: '0201',
      words: '楼上装修漏水，天花板起泡，对方不肯来看。',
      territory: '330702001001',
      violence: false,
      minors: true,
      parties: [
        { id: randomUUID(), side: 'applicant', name: '陈一', phone: '13905790101' },
        { id: randomUUID(), side: 'respondent', name: '李二', minor: true },
      ],
    },
    cookie,
  );
  const acts: z.input<typeof caseMoveIn>[] = [
    { move: 'triage', body: 'wc-t001', reason: '街道已在处理同一处漏水' },
    { move: 'offer' },
  ];
  for (const act of acts) {
    const address = showCase.path.replace(':id', id);
    const { n } = (await house.server.inject({ url: address, headers: { cookie } })).json() as { n: number };
    await post(house, moveCase.path.replace(':id', id), { id: randomUUID(), n, act }, cookie);
  }
  return id;
}

async function post<A>(house: JourneyHouse, url: string, payload: object, cookie = ''): Promise<A> {
  const answer = await house.server.inject({ method: 'POST', url, payload, headers: { cookie } });
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`);
  return answer.json() as A;
}

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src/platform/http/contract.ts';
import { type Peopled, peopledHouse, reportOf, residentOf, type Walker, WHOLE_DUTY } from './district.ts';
import { type Known, NASTY, Raw, schemaOf, spoilt, written } from './fuzz.arbitrary.ts';
import { BODIES, HEADERS, PARAMS, QUERIES } from './fuzz.samples.ts';
import { formOf, photo } from './photo.ts';

let house: Peopled;
let known: Known;
beforeAll(async () => {
  const wanted = ['sysadmin in reach', 'auditor in reach', 'clerk in reach', 'liaison in reach', 'handler at its body'];
  house = await peopledHouse(({ post, place }) => wanted.includes(`${post} ${place}`));
  const report = await house.send(house.walker('nobody'), 'POST', '/api/matters', reportOf({ phone: '13800000001' }));
  known = {
    ids: [String(report.json['id']), house.walker(WHOLE_DUTY).person ?? ''],
    codes: [String(report.json['code'])],
  };
}, 120_000);
afterAll(() => house?.close());

/** So many requests a contract; those that hash passwords are slow on purpose and get fewer. */
const RUNS = 32;
const SLOW: readonly string[] = [
  'identity.signIn',
  'identity.enrolCode',
  'identity.changePassword',
  'identity.signInCode',
  'identity.confirmCode',
];
/** Calls that end the session of whoever makes them are made by nobody. */
const ENDING: readonly string[] = ['identity.signOut', 'residents.leave'];

type Sent = { readonly status: number; readonly text: string; readonly type: string };
let turn = 0;
/** Sends bytes as they are, each time from another address, so that no limit stands before the door; never waits for ever. */
async function send(
  method: string,
  url: string,
  payload: string | Buffer | undefined,
  headers: Record<string, string>,
): Promise<Sent> {
  turn += 1;
  const remoteAddress = `10.${turn >> 16}.${(turn >> 8) & 255}.${turn & 255}`;
  const asked = house.server.inject({
    method: method as 'GET',
    url,
    headers,
    remoteAddress,
    ...(payload === undefined ? {} : { payload }),
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, failed) => {
    timer = setTimeout(
      () => failed(new Error(`${method} ${url.slice(0, 200)} hangs on ${String(payload).slice(0, 200)}`)),
      15_000,
    );
  });
  const answer = await Promise.race([asked, late]).finally(() => clearTimeout(timer));
  return { status: answer.statusCode, text: answer.body, type: String(answer.headers['content-type']) };
}

/** What every answer must be: a success, or a problem of the sender's that says what and, where a field is at fault, which. */
function check(answer: Sent, what: string, where: string | null = null, part = 'body'): void {
  const said = `${what} → ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(answer.status, said).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(answer.type, said).toContain('application/problem+json');
  const problem = JSON.parse(answer.text) as {
    code: string;
    title: string;
    status: number;
    titles: { zh: string; en: string };
    fields: { path: string; message: { zh: string; en: string } }[];
  };
  expect(problem, said).toMatchObject({
    code: expect.stringMatching(/^[a-z]+[A-Za-z0-9]*\.\w+$/),
    status: answer.status,
  });
  expect(
    [problem.title, problem.titles.en].every((one) => one.length > 2),
    said,
  ).toBe(true);
  expect(Array.isArray(problem.fields), said).toBe(true);
  // Nothing of the machine's inside is told.
  expect(answer.text, said).not.toMatch(/node_modules|\.ts:\d|select .* from|Error:|at Object/);
  if (problem.code === 'http.invalid') {
    expect(problem.fields.length, said).toBeGreaterThan(0);
    for (const one of problem.fields)
      expect([one.path, one.message.zh, one.message.en], said).toEqual([
        expect.stringMatching(/^(body|query|params|headers|request)(\.|$)/),
        expect.stringMatching(/./),
        expect.stringMatching(/./),
      ]);
  }
  if (problem.code !== 'http.invalid' || where === null) return;
  const path = [part, ...where.split('.').filter(Boolean)].join('.');
  const named = problem.fields.some(
    (one) =>
      path.startsWith(one.path) ||
      one.path.startsWith(path) ||
      problem.fields.some((each) => each.path.startsWith('params')),
  );
  expect(named, `${said}: none of its fields is ${path}`).toBe(true);
}

async function callerOf({ name, access }: Contract): Promise<Walker> {
  if (ENDING.includes(name)) return house.walker('nobody');
  // Proving a telephone is counted by the hour: whoever is not made to leave is sent by the same one.
  if (access.includes('resident') && !/forget/i.test(name)) return house.walker('resident');
  if (access.includes('resident'))
    return { ...house.walker('resident'), headers: await residentOf(house, `139${String(10_000_000 + turn)}`) };
  if (!access.includes('staff')) return house.walker('nobody');
  if (/Machine|AnySession|Access|Partner|AllSessions/.test(name)) return house.walker('secadmin in reach');
  if (/^identity\./.test(name)) return house.walker('sysadmin in reach');
  return house.walker(WHOLE_DUTY);
}

const urlOf = (path: string, params: Record<string, unknown>, query: string) =>
  path.replace(/:(\w+)/g, (_whole, name: string) =>
    params[name] === undefined ? (known.ids[0] ?? '') : encoded(params[name]),
  ) + (query === '' ? '' : `?${query}`);
const queryText = (value: unknown): string =>
  value === null || typeof value !== 'object'
    ? ''
    : Object.entries(value)
        .flatMap(([key, one]) =>
          (Array.isArray(one) ? one : [one]).map((each) => `${encodeURIComponent(key)}=${encoded(each)}`),
        )
        .join('&');
/** Percent-encoded, lone surrogates and all. */
const encoded = (value: unknown): string => {
  const text = value instanceof Raw ? value.text : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return encodeURIComponent(text.toWellFormed().slice(0, 6_000));
};

describe('whatever is sent to', () => {
  const sendEach = async (contract: Contract): Promise<void> => {
    const who = await callerOf(contract);
    const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
    const headers = (type?: string) => ({ ...who.headers, ...(type === undefined ? {} : { 'content-type': type }) });
    const runs = SLOW.includes(contract.name) ? 12 : RUNS;
    const [params, query, body] = [contract.params, contract.query, contract.body].map((one) => schemaOf(one));
    const one = fc.record({
      params: spoilt(params ?? {}, known),
      query: spoilt(query ?? {}, known),
      body: spoilt(body ?? {}, known),
      part: fc.constantFrom('body', 'body', 'query', 'params'),
    });
    for (const { params: p, query: q, body: b, part } of fc.sample(one, {
      numRuns: runs,
      seed: seedOf(contract.name),
    })) {
      // One part is spoilt at a time; the others are as they should be.
      const whole = (of: typeof p, name: string) => (part === name ? of.value : of.base);
      const asked = urlOf(contract.path, asObject(whole(p, 'params')), queryText(whole(q, 'query')));
      const payload = hasBody ? written(part === 'body' ? b.value : b.base) : undefined;
      // Where the whole was right but for the one thing, the answer must name that one.
      const where = part === 'body' && hasBody && contract.body.safeParse(b.base).success ? b.where : null;
      const answer = await send(contract.method, asked, payload, headers(hasBody ? 'application/json' : undefined));
      check(answer, `${contract.name} ${asked.slice(0, 200)} ${payload?.slice(0, 300)}`, where);
    }
    for (const [payload, type] of hasBody ? BODIES : [])
      check(
        await send(contract.method, urlOf(contract.path, {}, ''), payload, headers(type)),
        `${contract.name} ${type} ${String(payload).slice(0, 60)}`,
      );
    for (const path of contract.path.includes(':') ? PARAMS : []) {
      check(
        await send(
          contract.method,
          contract.path.replace(/:\w+/, path),
          hasBody ? '{}' : undefined,
          headers(hasBody ? 'application/json' : undefined),
        ),
        `${contract.name} with ${path.slice(0, 60)} in its path`,
      );
    }
    for (const text of QUERIES) {
      check(
        await send(
          contract.method,
          `${urlOf(contract.path, {}, '')}?${text}`,
          hasBody ? '{}' : undefined,
          headers(hasBody ? 'application/json' : undefined),
        ),
        `${contract.name}?${text.slice(0, 60)}`,
      );
    }
  };

  it('any contract, the answer is a success or a problem that its sender can mend', { timeout: 240_000 }, async () => {
    const wrong: string[] = [];
    for (const contract of house.server.contracts) {
      try {
        await sendEach(contract);
      } catch (error) {
        wrong.push(error instanceof Error ? error.message.slice(0, 900) : String(error));
      }
    }
    expect(wrong).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  const forms = (): [string, string, string][] => [
    ['POST', '/open311/v2/requests.json', 'application/x-www-form-urlencoded'],
    ['POST', '/open311/v2/requests.xml', 'application/x-www-form-urlencoded'],
    ['POST', '/exchange/v1/messages', 'application/json'],
    ['POST', '/api/auth/passkey/verify-authentication', 'application/json'],
  ];
  it('the doors with forms of their own, nothing breaks', { timeout: 60_000 }, async () => {
    const wrong: string[] = [];
    for (const [method, path, type] of forms()) {
      for (const nasty of NASTY) {
        for (const body of [
          written(nasty),
          `api_key=${encoded(nasty)}&service_code=${encoded(nasty)}&lat=${encoded(nasty)}&attribute[${encoded(nasty)}]=1`,
        ]) {
          const answer = await send(method, path, body, { 'content-type': type });
          if (answer.status >= 500)
            wrong.push(`${method} ${path} ${body.slice(0, 80)}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      }
    }
    for (const path of [
      '/open311/v2/requests.json',
      '/open311/v2/services/x.xml',
      '/open311/v2/discovery.xml',
      '/api/figures',
      '/',
      '/desk/x',
    ]) {
      for (const text of QUERIES) {
        const answer = await send(
          'GET',
          `${path}?${text}&start_date=${text}&service_request_id=${text}`,
          undefined,
          {},
        );
        if (answer.status >= 500)
          wrong.push(`GET ${path}?${text.slice(0, 80)}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('the upload, every broken form and photo is refused in words', { timeout: 60_000 }, async () => {
    const whole = await photo();
    const { payload, type } = await formOf(whole);
    const files: Buffer[] = [
      Buffer.alloc(0),
      whole.subarray(0, 40),
      whole.subarray(0, whole.length >> 1),
      Buffer.from('GIF89a'),
      Buffer.alloc(10_600_000, 0xff),
      Buffer.concat([whole.subarray(0, 200), Buffer.alloc(5_000)]),
    ];
    for (const bytes of files) {
      const form = await formOf(bytes, '../\u202e\u4e2d"\r\nx.jpg');
      const answer = await send('POST', '/api/files', form.payload, { 'content-type': form.type });
      check(answer, `a file of ${bytes.length} bytes`);
      expect(answer.status, `a file of ${bytes.length} bytes`).not.toBe(200);
    }
    for (const cut of [1, 80, payload.length - 30])
      check(
        await send('POST', '/api/files', payload.subarray(0, cut), { 'content-type': type }),
        `a form cut after ${cut}`,
      );
    for (const other of [
      'multipart/form-data',
      'multipart/form-data; boundary=',
      `multipart/form-data; boundary=${'x'.repeat(500)}`,
      'multipart/mixed; boundary=x',
    ]) {
      check(await send('POST', '/api/files', payload, { 'content-type': other }), other);
    }
  });

  it('any address with strange headers, nothing breaks', async () => {
    for (const [name, value] of HEADERS) {
      check(await send('GET', '/api/kinds', undefined, { [name]: value }), `${name}: ${value.slice(0, 60)}`);
      check(
        await send('POST', '/api/matters', written(reportOf()), { 'content-type': 'application/json', [name]: value }),
        `${name}: ${value.slice(0, 60)}`,
      );
    }
  });
});

const asObject = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !(value instanceof Raw) ? (value as Record<string, unknown>) : {};
const seedOf = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

import { expect } from 'vitest';
import { PASSWORD, type TestHouse } from '../../../../tests/harness/house.ts';
import { Jar } from '../../../../tests/harness/jar.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import { codeOf } from '../../../platform/identity/tests/house.ts';

export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly raw: Buffer };
/** A call of a member of staff, by login; nobody's without one. */
export type As = (
  login: string | null,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
) => Promise<Answer>;

/** Appoints people by login over the whole district (handlers at the body `fire`) and signs them in, with a one-time code where one is owed. */
export async function staffOf(house: TestHouse, posts: Readonly<Record<string, Post>>): Promise<As> {
  const jars = new Map<string, Jar>();
  const as: As = async (login, method, url, payload) => {
    const jar = login === null ? undefined : jars.get(login);
    const answer = await house.server.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: jar?.headers ?? {},
    });
    const isJson = /json/.test(String(answer.headers['content-type']));
    jar?.take(answer.headers['set-cookie']);
    if (login !== null && jar !== undefined) jars.set(login, jar);
    return { status: answer.statusCode, body: isJson ? answer.json() : {}, raw: answer.rawPayload };
  };
  for (const [login, post] of Object.entries(posts)) {
    await house.appoint(login, post, post === 'handler' ? { body: 'fire' } : { territory: '330702', body: 'centre' });
    jars.set(login, new Jar(await house.signIn(login)));
    if (!['secadmin', 'sysadmin', 'auditor'].includes(post)) continue;
    const enrolled = await as(login, 'POST', '/api/me/code/enrol', { password: PASSWORD });
    const confirmed = await as(login, 'POST', '/api/me/code', { code: codeOf(String(enrolled.body['secret'])) });
    expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
  }
  return as;
}

import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** The cookies of one browser: what a server sets is kept beside what it set before, and dropped when it ends. */
export class Jar {
  readonly #cookies = new Map<string, string>();

  /** @param header a Cookie header to begin with. */
  constructor(header = '') {
    for (const one of header.split('; ')) if (one !== '') this.#put(one);
  }

  /** What goes along with a request; nothing where there are none. */
  get headers(): Record<string, string> {
    return this.#cookies.size === 0
      ? {}
      : { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  /** Takes what an answer sets. */
  take(set: string | readonly string[] | undefined): void {
    for (const one of [set ?? []].flat()) {
      const [pair = '', ...attributes] = one.split(';');
      if (attributes.some((each) => /^\s*max-age=0$/i.test(each))) this.#cookies.delete(pair.split('=')[0] ?? '');
      else this.#put(pair);
    }
  }

  #put(pair: string): void {
    const at = pair.indexOf('=');
    this.#cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1));
  }
}

/** A call with what somebody's browser holds, which keeps what is set; nobody's without a login. */
export async function callAs(
  server: FastifyInstance,
  jars: Map<string, Jar>,
  login: string | null,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
): Promise<LightMyRequestResponse> {
  const jar = login === null ? undefined : (jars.get(login) ?? new Jar());
  const answer = await server.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    headers: jar?.headers ?? {},
  });
  jar?.take(answer.headers['set-cookie']);
  if (login !== null && jar !== undefined) jars.set(login, jar);
  return answer;
}

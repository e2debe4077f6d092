import { Agent, get, type IncomingMessage } from 'node:http';
import { demonstrationPassword } from '../../src/demonstration/wucheng.posts.ts';

/** Signs a demonstration account in; answers its Cookie header. */
export async function signIn(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/signin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demonstrationPassword }),
  });
  if (!answer.ok) throw new Error(`signing in as ${login}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** One GET on a connection kept open; answers the parsed body and the milliseconds from sending to the last byte. */
export function timedGet<T>(url: string, cookie: string): Promise<{ body: T; ms: number }> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    get(url, { agent, headers: { cookie } }, (answer: IncomingMessage) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const ms = performance.now() - begun;
        const text = Buffer.concat(parts).toString('utf8');
        if (answer.statusCode === 200) resolve({ body: JSON.parse(text) as T, ms });
        else reject(new Error(`${url}: ${answer.statusCode} ${text.slice(0, 500)}`));
      });
    }).on('error', reject);
  });
}

/** Lets go of the connection. */
export const hangUp = (): void => agent.destroy();

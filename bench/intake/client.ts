import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { someReport } from './reports.ts';

// The senders, in a process of their own so that they do not take the server's thread: plain sockets kept alive, one request
// under way on each, and no more HTTP than is needed. Told `{url, connections, seconds}`, answers what it saw.

export type SendingAsk = { readonly url: string; readonly connections: number; readonly seconds: number };
export type Sent = {
  readonly answered: number;
  /** Answers that were no 200, by status. */
  readonly refused: Readonly<Record<number, number>>;
  /** Milliseconds of each answer. */
  readonly times: readonly number[];
  readonly seconds: number;
};

/** Bodies made before the clock runs; only the id differs from one to the next. */
const bodies = Array.from({ length: 2_000 }, () => Buffer.from(`",${JSON.stringify(someReport()).slice(1)}`));

process.on('message', (ask: SendingAsk) => {
  void send(ask).then((sent) => process.send?.(sent));
});
process.send?.({ ready: true });

async function send({ url, connections, seconds }: SendingAsk): Promise<Sent> {
  const { hostname, port } = new URL(url);
  const times: number[] = [];
  const refused: Record<number, number> = {};
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.setNoDelay(true);
      let asked = 0;
      let heard = Buffer.alloc(0);
      const ask = () => {
        asked = performance.now();
        if (asked >= until) return socket.end(resolve);
        const rest = bodies[times.length % bodies.length] as Buffer;
        const start = `{"id":"${randomUUID()}`;
        socket.cork();
        socket.write(
          `POST /api/matters HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${start.length + rest.length}\r\n\r\n${start}`,
        );
        socket.write(rest);
        socket.uncork();
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('data', (part) => {
        heard = heard.length === 0 ? part : Buffer.concat([heard, part]);
        const end = heard.indexOf('\r\n\r\n');
        if (end === -1) return;
        const head = heard.toString('latin1', 0, end);
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
        if (heard.length < end + 4 + length) return;
        heard = Buffer.alloc(0);
        const status = Number(head.slice(9, 12));
        if (status === 200) times.push(performance.now() - asked);
        else refused[status] = (refused[status] ?? 0) + 1;
        ask();
      });
    });
  await Promise.all(Array.from({ length: connections }, one));
  return { answered: times.length, refused, times, seconds: (performance.now() - begun) / 1000 };
}

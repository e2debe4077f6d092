import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { someReport } from '../intake/reports.ts';
import { pause } from '../measure.ts';

/** A report that the server said it keeps. */
export type Acknowledged = { readonly id: string; readonly code: string; readonly at: number };

/** What senders may be answered while parts of the house are dead; everything else is a fault and is told. */
export type Heard = {
  readonly acknowledged: Acknowledged[];
  /** 503 problems with retry-after, and connections that broke or were refused. */
  refused: number;
  broken: number;
  /** Longest time to any answer, in milliseconds. */
  slowest: number;
  /** Times to answers 200, in milliseconds. */
  readonly times: number[];
  /** Moment of the first answer 503, on the clock of `performance.now()`. */
  readonly wrong: string[];
};

const SENDERS = 8;
/** Between two reports of one sender: the load that a district sees in a storm, not a test of speed. */
const BREATH_MS = 15;
const PATIENCE_MS = 20_000;
const TIMEOUT_MS = 15_000;

/**
 * Sends reports from eight senders until told to stop; each sends a report again, under the same id, until it is acknowledged.
 * `stop` waits for the last answers.
 */
export function startSenders(url: string): { readonly heard: Heard; stop(): Promise<void> } {
  const heard: Heard = { acknowledged: [], refused: 0, broken: 0, slowest: 0, times: [], wrong: [] };
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  let stopped = false;
  let last = Number.POSITIVE_INFINITY;
  const sender = async (): Promise<void> => {
    while (!stopped) {
      const id = randomUUID();
      const body = JSON.stringify({ id, ...someReport() });
      while (performance.now() < last && !(await sendOnce(url, agent, id, body, heard))) await pause(50);
      await pause(BREATH_MS);
    }
  };
  const all = Promise.all(Array.from({ length: SENDERS }, sender));
  return {
    heard,
    stop: async () => {
      stopped = true;
      last = performance.now() + PATIENCE_MS;
      await all;
      agent.destroy();
    },
  };
}

/** True once the report is acknowledged, or refused in a way that sending again would not mend. */
async function sendOnce(url: string, agent: Agent, id: string, body: string, heard: Heard): Promise<boolean> {
  const begun = performance.now();
  try {
    const { status, headers, text } = await posted(`${url}/api/matters`, agent, body);
    heard.slowest = Math.max(heard.slowest, performance.now() - begun);
    if (status === 200) {
      heard.times.push(performance.now() - begun);
      heard.acknowledged.push({ id, code: (JSON.parse(text) as { code: string }).code, at: performance.now() });
      return true;
    }
    const isClear =
      status === 503 &&
      headers['retry-after'] !== undefined &&
      headers['content-type']?.startsWith('application/problem+json') === true;
    if (!isClear) heard.wrong.push(`${status} ${text.slice(0, 300)}`);
    heard.refused += 1;
    return !isClear;
  } catch {
    heard.broken += 1;
    return false;
  }
}

type Posted = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly text: string };

/** Rejects when the connection breaks, is refused, or says nothing for fifteen seconds. */
export function posted(url: string, agent: Agent, body: string): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers, timeout: TIMEOUT_MS }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

import type { NetConnectOpts } from 'node:net';
import { connect } from 'node:net';
import { Problem } from '../http/problem.ts';
import { say, textOf } from '../language/language.ts';
import { filesWords } from './files.words.ts';

/** Looks for malicious code in what is uploaded. `name` goes into the file's row, so that it shows whether anybody looked. */
export type Scanner = {
  readonly name: 'none' | 'clamd';
  /** Resolves when the bytes are clean. Throws Problem 422 where they are not, 503 when the scanner does not answer. */
  check(bytes: Buffer): Promise<void>;
};

/** Nobody looks; the row says `none`. */
export const noScanner: Scanner = { name: 'none', check: async () => {} };

const PATIENCE_MS = 30_000;
const SLICE = 64 * 1024;

/**
 * The scanner of the setting SCAN_URL: absent for none, `clamd://host:port` or `clamd:///run/clamav/clamd.ctl` for a
 * ClamAV daemon. Throws with one sentence for the operator on anything else.
 */
export function openScanner(url: string | undefined): Scanner {
  if (url === undefined || url === '') return noScanner;
  const at = URL.canParse(url) ? new URL(url) : null;
  if (at?.protocol !== 'clamd:') {
    const why = (language: 'zh' | 'en') => say(filesWords, language, 'scheme', { schemes: 'clamd://' });
    throw new Error(
      `${say(filesWords, 'zh', 'settings', { what: 'SCAN_URL', why: why('zh') })} ${say(filesWords, 'en', 'settings', { what: 'SCAN_URL', why: why('en') })}`,
    );
  }
  const where = at.hostname === '' ? { path: at.pathname } : { host: at.hostname, port: Number(at.port || 3310) };
  return { name: 'clamd', check: (bytes) => instream(where, bytes) };
}

/** ClamAV's INSTREAM: slices led by their length, a zero length at the end, then one line for an answer (clamd(8)). */
async function instream(where: NetConnectOpts, bytes: Buffer): Promise<void> {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(where);
    const parts: Buffer[] = [];
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('timeout')));
    socket.on('error', reject);
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('end', () => resolve(Buffer.concat(parts).toString('latin1')));
    socket.on('close', () => reject(new Error('closed')));
    socket.write('zINSTREAM\0');
    for (let at = 0; at < bytes.length; at += SLICE) {
      const slice = bytes.subarray(at, at + SLICE);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(slice.length);
      socket.write(length);
      socket.write(slice);
    }
    socket.write(Buffer.alloc(4));
  }).catch(() => '');
  if (/ FOUND\0?\s*$/.test(answer)) throw new Problem(422, 'files.infected', textOf(filesWords, 'infected'));
  if (!/: OK\0?\s*$/.test(answer)) throw new Problem(503, 'files.scanAway', textOf(filesWords, 'scanAway'));
}

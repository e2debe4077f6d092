import { type ChildProcess, type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { figureBundle } from '../../src/platform/proof/figureBundle.ts';
import { ED25519, verifierText } from '../../src/platform/proof/notes.ts';
import type { ProofStatus } from '../../src/platform/proof/proof.contract.ts';
import { hostOf, proofKey, signerOf } from '../../src/platform/proof/proofKey.ts';
import type { Outcome } from '../architecture/steps.ts';

// A house as `npm start` makes it, in a folder of its own, is checked by what others wrote: libraries and a witness in Go
// (go.mod beside this file). Go fetches them the first time; the product itself knows nothing of them.
const ROOT = join(import.meta.dirname, '../..');
const HERE = import.meta.dirname;
const DISTRICT = '330702';
const START_MS = 1_800_000;
const SIGNED_MS = 600_000;

/** Runs the outside check; without Go nothing is checked, and that is a failure of whoever asked for it. */
export async function outside(): Promise<Outcome & { readonly faults?: readonly string[] }> {
  const go = ['go', '/usr/local/go/bin/go'].find((one) => spawnSync(one, ['version']).status === 0);
  if (go === undefined)
    return { passed: 0, failed: 1, faults: ['the outside check needs Go (https://go.dev/dl), which is not here'] };
  const folder = mkdtempSync(join(tmpdir(), 'lianan-outside-'));
  // The database's own user must be able to pass.
  chmodSync(folder, 0o755);
  const ends: (() => Promise<void>)[] = [];
  try {
    return await checked(go, folder, ends);
  } catch (error) {
    return { passed: 0, failed: 1, faults: [error instanceof Error ? error.message : String(error)] };
  } finally {
    for (const end of ends.toReversed()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checked(go: string, folder: string, ends: (() => Promise<void>)[]): Promise<Outcome> {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const built = spawnSync(go, ['build', '-o', `${programs}/`, '.', 'filippo.io/torchwood/cmd/litewitness'], {
    cwd: HERE,
    stdio: 'inherit',
  });
  if (built.status !== 0) throw new Error('the programs in Go were not built');
  const program = join(programs, 'outside');
  const [port, listen] = [await freePort(), `127.0.0.1:${await freePort()}`];
  const house = `http://127.0.0.1:${port}`;
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);

  // The witness has to know the key before it is asked, so it is made before the first start.
  const signer = signerOf(await proofKey(dataDir), `${hostOf(house)}/transparency/${DISTRICT}`, ED25519);
  const standing = spawn(
    program,
    ['stand', '-folder', folder, '-origin', signer.name, '-key', verifierText(signer), '-listen', listen],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  ends.push(() => ended(standing, () => standing.stdin.end()));
  const keys = await firstLine(standing);

  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'error',
    BUILD: '0',
    WITNESSES: `http://${listen} ${keys.witness}`,
    WITNESS_FOR: keys.log,
  };
  console.log('starting a house with the demonstration district …');
  const served = spawn(process.execPath, [join(ROOT, 'bin/start.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  ends.push(() => ended(served, () => served.kill('SIGTERM')));
  await new Promise<void>((resolve, reject) => {
    served.once('message', () => resolve());
    served.once('exit', (code) => reject(new Error(`the house ended with ${code}`)));
    setTimeout(() => reject(new Error('the house did not start')), START_MS).unref();
  });

  const older = await signedTree(house, 0);
  writeFileSync(join(folder, 'older.note'), older.checkpoint);
  const fresh = await reported(house);
  for (let n = 0; n < 4; n++) await reported(house);
  const newer = await signedTree(house, older.size);

  const command = (name: string, ...rest: string[]) =>
    spawnSync(process.execPath, [join(ROOT, `bin/${name}.ts`), ...rest], { env, encoding: 'utf8' });
  const proved = (file: string, ...what: string[]): void => {
    const { status, stderr } = command('prove', ...what, '--out', join(folder, file));
    if (status !== 0) throw new Error(`npm run prove -- ${what.join(' ')}: ${stderr}`);
  };
  proved('figure-opened.proof.json', 'figure', 'opened', '--period', '2026');
  const { id, subject } = longest(readFileSync(join(folder, 'figure-opened.proof.json'), 'utf8'));
  proved('line.proof.json', 'line', id);
  proved('line.tlog-proof', 'line', id, '--tlog-proof');
  proved('old.proof.json', 'subject', subject);
  proved('new.proof.json', 'subject', fresh);

  const asked = (what: string, given: Readonly<Record<string, string>>): Outcome => {
    const flags = Object.entries(given).flatMap(([name, value]) => [`-${name}`, value]);
    const { stdout } = spawnSync(program, [what, ...flags], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
    console.log(`\n${what}\n${stdout}`);
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(stdout) ?? [];
    if (passed === undefined) throw new Error(`the outside ${what} did not come to its end`);
    return { passed: Number(passed), failed: Number(failed) };
  };
  const open = { house, district: DISTRICT, key: verifierText(signer), folder };
  const all = asked('check', { ...open, witness: keys.witness, listen, secret: join(dataDir, 'secrets/proof.pem') });
  // As anybody asks a district that runs.
  const audit = asked('audit', open);

  // The house's own checker says the same of the same files.
  const own = [
    'old.proof.json',
    'new.proof.json',
    'line.proof.json',
    'line.tlog-proof',
    'figure-opened.proof.json',
  ].map((file) => {
    const { status } = command('verify', join(folder, file), '--key', newer.key);
    console.log(`${status === 0 ? '✓' : '✗'} npm run verify: ${file}`);
    return status === 0;
  });
  const held = own.filter(Boolean).length;
  return { passed: all.passed + audit.passed + held, failed: all.failed + audit.failed + own.length - held };
}

/** The first line of the subject that has the most lines among those that a figure counts. */
function longest(written: string): { id: string; subject: string } {
  const { chains } = figureBundle.parse(JSON.parse(written));
  const [chain = []] = chains.toSorted((a, b) => b.length - a.length);
  return JSON.parse(Buffer.from(chain[0]?.line ?? '', 'base64').toString('utf8'));
}

/** The tree once it is larger than before, all lines are in it and the witness has seen it. */
async function signedTree(house: string, before: number): Promise<ProofStatus> {
  const until = Date.now() + SIGNED_MS;
  let last = 'nothing';
  while (Date.now() < until) {
    const answer = await fetch(`${house}/api/proof`);
    last = await answer.text();
    if (answer.ok) {
      const status = JSON.parse(last) as ProofStatus;
      const [seen] = status.witnesses;
      if (status.size > before && status.waiting.lines === 0 && seen?.size === status.size && seen.refused === null)
        return status;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`the tree was not signed and witnessed: ${last}`);
}

/** A report of a resident, of the first kind that asks nothing. */
async function reported(house: string): Promise<string> {
  const { kinds } = (await (await fetch(`${house}/api/kinds`)).json()) as { kinds: Kind[] };
  const kind = kinds.find((one) => one.questions.every((question) => !question.required))?.code;
  const id = randomUUID();
  const answer = await fetch(`${house}/api/matters`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, kind, place: { territory: `${DISTRICT}001001` }, words: '楼道堆物' }),
  });
  if (!answer.ok) throw new Error(`a report was not taken: ${await answer.text()}`);
  return id;
}

type Kind = { readonly code: string; readonly questions: readonly { readonly required: boolean }[] };

type Standing = ChildProcessByStdio<Writable, Readable, null>;

async function firstLine(child: Standing): Promise<{ witness: string; log: string }> {
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error('the witness did not start');
}

function ended(child: ChildProcess, end: () => void): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

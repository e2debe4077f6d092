import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { subjects } from '../src/apps/subjects.ts';
import { publishedAs } from '../src/capabilities/figures/published.ts';
import { kindsByName } from '../src/platform/journal/subject.ts';
import { textOf } from '../src/platform/language/language.ts';
import { type Bundle, bundle as bundleForm, FORMAT } from '../src/platform/proof/bundle.ts';
import { type FigureBundle, figureBundle } from '../src/platform/proof/figureBundle.ts';
import { checkFigure } from '../src/platform/proof/figureProof.ts';
import { type Verifier, verifierOf, verifierText } from '../src/platform/proof/notes.ts';
import { proofWords } from '../src/platform/proof/proof.words.ts';
import { digestOf } from '../src/platform/proof/proofKey.ts';
import { checkBundle } from '../src/platform/proof/proving.ts';
import { checkStatement, keyIn } from '../src/platform/proof/stating.ts';
import { tlogProofOf } from '../src/platform/proof/tlogProof.ts';

// npm run verify -- FILE --key KEY: checks a proof (also as C2SP tlog-proof), or a file of a statement of figures with its signature beside it (FILE with .note for
// an ending, or --note), by nothing but the public key (name+id+key, as the district publishes it; or a file that holds it). No
// database, no network. Exit code 0 where it holds, 1 where not.
process.exitCode = await verify();

async function verify(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { key: { type: 'string' }, note: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return fail('verifyUsage');
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fail('notAFile', { file });
  const given = values.key === undefined ? null : await keyOf(values.key);
  if (values.key !== undefined && given === null) return fail('notAKey', { key: values.key });
  const standard = tlogProofOf(bytes.toString('utf8'));
  if (standard !== null)
    return given === null
      ? fail('keyWanted', { file })
      : told({ format: FORMAT, key: verifierText(given), ...standard }, given);
  const read = bundleForm.or(figureBundle).safeParse(parsed(bytes.toString('utf8')));
  const note = values.note ?? file.replace(/(\.[^./\\]*)?$/, '.note');
  if (!read.success) {
    const written = await readFile(note, 'utf8').catch(() => null);
    if (written === null) return fail('notABundle', { file, note });
    return statedIn({ file, bytes, note, written }, given);
  }
  const own = verifierOf(read.data.key);
  const by = given ?? own;
  if (by === null) return fail('notABundle', { file, note });
  const { data } = read;
  const code = 'figure' in data ? toldOfFigure(data, by) : told(data, by);
  // A proof that brings its own key proves no more than that it fits together.
  if (code === 0 && given === null) print('compareKey', { digest: digestOf(by.key) });
  return code;
}

type Stated = { readonly file: string; readonly bytes: Buffer; readonly note: string; readonly written: string };

/** Says in plain words what holds of a statement's file. */
function statedIn({ file, bytes, note, written }: Stated, given: Verifier | null): number {
  const by = given ?? keyIn(written);
  if (by === null) return fail('wrongStated_note', { note });
  const found = checkStatement(bytes, written, by);
  if (found.is !== 'stated') return fail(`wrongStated_${found.is}`, { file, note });
  const { district, period, edition, seq, tree, files, certificate } = found.stated;
  print('stated', { district, period, edition, file, origin: tree.origin, digest: files[found.which] });
  print('statedTree', { seq, size: tree.size, root: tree.root });
  if (found.which === 'pdf') print('statedPaper', { certificate });
  if (given === null) print('compareKey', { digest: digestOf(by.key) });
  return 0;
}

function toldOfFigure(bundle: FigureBundle, by: Verifier): number {
  const found = checkFigure(bundle, by, kindsByName(subjects));
  if (found.is !== 'proved') return fail(`wrong_${found.is}`, 'index' in found ? { index: found.index } : {});
  const { asked, figure, value, part, whole } = bundle;
  // Any sum may be proved; under the name of a figure only what is published by that name.
  const published = publishedAs(figure, asked.to);
  if (published === null) return fail('wrong_formula', { code: figure.code, version: figure.version.version });
  const { origin, size, again, bare, complete } = found;
  const told = { territory: asked.territory, from: asked.from, to: asked.to, origin, size, again, bare };
  const { zh, en } = textOf(proofWords, 'figureHolds', {
    ...told,
    name: published.name.zh,
    value: value ?? '-',
    part,
    whole: whole ?? '-',
    n: bundle.counts.length,
  });
  console.log(`${zh}\n${en.replace(published.name.zh, published.name.en)}`);
  print(complete ? 'figureComplete' : 'figureNotComplete');
  return 0;
}

function told(bundle: Bundle, by: Verifier): number {
  const found = checkBundle(bundle, by);
  if (found.is !== 'proved') return fail(`wrong_${found.is}`, 'index' in found ? { index: found.index } : {});
  print('holds', { origin: found.origin, n: found.lines.length, size: found.size });
  for (const one of found.lines) console.log(one.text);
  return 0;
}

/** The key itself, or what a file of it holds. */
async function keyOf(given: string): Promise<Verifier | null> {
  return verifierOf(given) ?? verifierOf(await readFile(given, 'utf8').catch(() => ''));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Key = keyof (typeof proofWords)['zh'];
function print(key: Key, parameters: Record<string, string | number> = {}): void {
  const { zh, en } = textOf(proofWords, key, parameters);
  console.log(`${zh}\n${en}`);
}
function fail(key: Key, parameters: Record<string, string | number> = {}): number {
  const { zh, en } = textOf(proofWords, key, parameters);
  console.error(`${zh}\n${en}`);
  return 1;
}

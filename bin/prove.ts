import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Sentence } from '../src/apps/start/tell.ts';
import { runTool } from '../src/apps/tool.ts';
import { FIGURES } from '../src/capabilities/figures/catalogue.ts';
import { untilOf } from '../src/capabilities/figures/question.read.ts';
import { dayOf, isDay } from '../src/platform/calendar/calendar.rules.ts';
import { soFar, spanNamed } from '../src/platform/calendar/span.rules.ts';
import type { Database } from '../src/platform/db/database.ts';
import { whole } from '../src/platform/db/scope.ts';
import { textOf } from '../src/platform/language/language.ts';
import type { Bundle } from '../src/platform/proof/bundle.ts';
import type { FigureBundle } from '../src/platform/proof/figureBundle.ts';
import { figureBundleFor, MOST_WHOLE } from '../src/platform/proof/figureProving.ts';
import { proofWords } from '../src/platform/proof/proof.words.ts';
import { bundleFor } from '../src/platform/proof/proving.ts';
import { tlogProofText } from '../src/platform/proof/tlogProof.ts';

// npm run prove -- line|subject ID: writes what proves a line of the journal, or all lines of a subject, to a file; of a line
// with `--tlog-proof` as C2SP tlog-proof, which checkers that others wrote read as it is.
// npm run prove -- figure CODE --territory T --period P --as-of D: what proves a figure, with the lines that it counts (`--hashes`: their
// hashes alone; `--whole`: every line of the tree, so that nothing can have been left out).
// `npm run verify` checks either anywhere, with the public key alone.
await runTool(async ({ work, config }) => {
  const { values, positionals } = parseArgs({
    options: {
      district: { type: 'string', default: config.district },
      out: { type: 'string' },
      territory: { type: 'string' },
      period: { type: 'string' },
      'as-of': { type: 'string' },
      kind: { type: 'string' },
      hashes: { type: 'boolean', default: false },
      whole: { type: 'boolean', default: false },
      'tlog-proof': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [what = '', name = ''] = positionals;
  const { district } = values;
  if (positionals.length !== 2 || !/^\d{6}$/.test(district)) throw refusal('proveUsage');
  const standard = values['tlog-proof'];
  // One such file proves one leaf.
  if (standard && what !== 'line') throw refusal('proveUsage');
  const bundle = what === 'figure' ? await figure(work, name, values) : await lines(work, district, what, name);
  if (bundle === null) throw refusal(what === 'figure' ? 'noLog' : 'noLine');
  const file = values.out ?? `${name}.${standard ? 'tlog-proof' : 'proof.json'}`;
  const [one] = standard && 'lines' in bundle ? bundle.lines : [];
  await writeFile(
    file,
    one ? tlogProofText(one, bundle.checkpoint) : `${JSON.stringify(bundle, null, what === 'figure' ? 0 : 2)}\n`,
  );
  const { zh, en } = textOf(proofWords, 'proved', { file });
  console.log(`${zh}\n${en}`);
  return 0;
});

function refusal(key: keyof typeof proofWords.zh & string, parameters: Record<string, string | number> = {}): Sentence {
  const { zh, en } = textOf(proofWords, key, parameters);
  return new Sentence(`${zh}\n${en}`);
}

async function lines(work: Database, district: string, what: string, id: string): Promise<Bundle | null> {
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  if ((what !== 'line' && what !== 'subject') || !UUID.test(id)) throw refusal('proveUsage');
  return work.read(whole(district), (tx) => bundleFor(tx, district, what === 'line' ? { line: id } : { subject: id }));
}

async function figure(
  work: Database,
  code: string,
  asked: {
    district: string;
    territory?: string;
    period?: string;
    'as-of'?: string;
    kind?: string;
    hashes: boolean;
    whole: boolean;
  },
): Promise<FigureBundle | null> {
  const { district, territory = district, period, kind = null, hashes } = asked;
  const found = FIGURES.find((one) => one.code === code);
  if (!found) throw refusal('unknownFigure', { code, codes: FIGURES.map((one) => one.code).join(', ') });
  const span = period === undefined ? null : spanNamed(period);
  if (span === null) throw period === undefined ? refusal('proveUsage') : refusal('badPeriod', { period });
  const asOf = asked['as-of'] ?? null;
  if (!/^\d{6}(\d{3}){0,3}$/.test(territory) || !territory.startsWith(district) || (asOf !== null && !isDay(asOf)))
    throw refusal('proveUsage');
  // As the page asks it: a period that is not over, or was not then, until that day.
  const until = untilOf(dayOf(new Date()), asOf);
  const shows = asked.whole ? 'whole' : hashes ? 'hashes' : 'lines';
  try {
    return await work.read(whole(district), (tx) =>
      figureBundleFor(tx, found, { district, territory, kind, ...soFar(span, until), asOf }, shows),
    );
  } catch (error) {
    if (error instanceof RangeError) throw refusal('tooWhole', { n: MOST_WHOLE });
    throw error;
  }
}

import { Worker } from 'node:worker_threads';
import { say } from '../../../platform/language/language.ts';
import type { CaseFacts, DocumentCode, Templates } from './documents.contract.ts';
import { documentsWords } from './documents.words.ts';
import { docxOf } from './docx.ts';
import type { About } from './made.ts';
import { type Block, render } from './template.rules.ts';

export type Format = 'docx' | 'pdf';
export const TYPES: Readonly<Record<Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};
export type Made = {
  readonly bytes: Buffer;
  /** A name for the file: the document's and its number's, nobody's. */
  readonly name: string;
  readonly type: string;
};

/**
 * Makes a document of a case by the district's template. The same facts and template give the same bytes, whose digest may stand in a
 * line; at the foot of each page stand the number and the template's version. Rejects where it would be longer than a document may be.
 */
export async function makeDocument(
  terms: { readonly templates: Templates },
  code: DocumentCode,
  facts: CaseFacts,
  as: Format,
): Promise<Made> {
  const { version, text } = terms.templates[code];
  const blocks = render(text, facts);
  const title = say(documentsWords, 'zh', `name_${code}`);
  const number = code === 'agreement' && facts.agreementNumber !== '' ? facts.agreementNumber : facts.number;
  const about: About = {
    title,
    author: facts.committee,
    foot: say(documentsWords, 'zh', 'foot', { number, name: title, version }),
  };
  const bytes = as === 'docx' ? await docxOf(blocks, about) : await pdfInTurn(blocks, about);
  return { bytes, name: `${title}-${number}.${as}`.replaceAll(/[\\/:*?"<>|\s]/g, ''), type: TYPES[as] };
}

let turn: Promise<unknown> = Promise.resolve();
/** One at a time: setting Chinese type takes a second of one core and some hundred megabytes. */
function pdfInTurn(blocks: readonly Block[], about: About): Promise<Buffer> {
  const made = turn.then(() => pdfInThread(blocks, about));
  turn = made.catch(() => undefined);
  return made;
}

function pdfInThread(blocks: readonly Block[], about: About): Promise<Buffer> {
  const thread = new Worker(new URL('./pdfThread.ts', import.meta.url), {
    workerData: { blocks, about },
    execArgv: [],
  });
  return new Promise<Buffer>((resolve, reject) => {
    thread.once('message', (bytes: Uint8Array) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    );
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('a document was not finished')));
  }).finally(() => thread.terminate());
}

import { strFromU8, unzipSync, zipSync } from 'fflate';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { filesWords } from './files.words.ts';
import type { Type } from './sniff.ts';

/** Most bytes that an Office document may unfold to; a file of 10 MB could name a thousand times that. */
const MOST_UNFOLDED = 200 * 1024 * 1024;

const PACKAGE = 'http://schemas.openxmlformats.org';
/** Property parts of an Office document (ECMA-376 part 2, core properties; part 1, 15.2.12.3 and 15.2.12.2) and what stands in their place. */
const EMPTY: Readonly<Record<string, string>> = {
  'docProps/core.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="${PACKAGE}/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="${PACKAGE}/officeDocument/2006/extended-properties"/>`,
  'docProps/custom.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="${PACKAGE}/officeDocument/2006/custom-properties"/>`,
};

/**
 * A document without what its program wrote beside the contents: author, organisation, title, dates, programs, its own picture.
 * What stands in the contents (names in remarks and tracked changes) is the sender's and stays. Source: docs/decisions/0015.
 * Throws Problem 415 for what cannot be read, is locked by a password, or unfolds to too much.
 */
export async function withoutProperties(bytes: Buffer, type: Type): Promise<Buffer> {
  try {
    return type === 'application/pdf' ? await barePdf(bytes) : bareOffice(bytes);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(415, 'files.unreadable', textOf(filesWords, 'unreadable'));
  }
}

async function barePdf(bytes: Buffer): Promise<Buffer> {
  // Thousands of lines that most processes never need.
  const { PDFDocument, PDFName } = await import('@cantoo/pdf-lib');
  // Throws for what is encrypted: its properties could not be seen, nor could the handler open it.
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  const { context, catalog } = document;
  const info = context.trailerInfo.Info;
  // ISO 32000-1, 14.3: the information dictionary and the metadata streams, which any object may have.
  delete context.trailerInfo.Info;
  if (info !== undefined && 'objectNumber' in info) context.delete(info as Parameters<typeof context.delete>[0]);
  catalog.delete(PDFName.of('Metadata'));
  for (const page of document.getPages()) page.node.delete(PDFName.of('Metadata'));
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const kind =
      'dict' in object ? (object.dict as { get(name: unknown): unknown }).get(PDFName.of('Type')) : undefined;
    if (kind === PDFName.of('Metadata')) context.delete(ref);
  }
  return Buffer.from(await document.save({ addDefaultPage: false, updateFieldAppearances: false }));
}

function bareOffice(bytes: Buffer): Buffer {
  let unfolded = 0;
  const parts = unzipSync(bytes, {
    filter: ({ originalSize, name }) => {
      unfolded += originalSize;
      if (unfolded > MOST_UNFOLDED) throw new Problem(413, 'files.unfolds', textOf(filesWords, 'unfolds'));
      return !name.startsWith('docProps/thumbnail');
    },
  });
  const bare = Object.entries(parts).map(([name, part]): [string, Uint8Array] => {
    const empty = EMPTY[name];
    if (empty !== undefined) return [name, Buffer.from(empty)];
    // What names the picture that is gone would be a broken link.
    if (name === '_rels/.rels')
      return [name, Buffer.from(strFromU8(part).replace(/<Relationship [^>]*thumbnail[^>]*\/>/g, ''))];
    return [name, part];
  });
  return Buffer.from(zipSync(Object.fromEntries(bare), { level: 6, mtime: new Date('1980-01-02T00:00:00Z') }));
}

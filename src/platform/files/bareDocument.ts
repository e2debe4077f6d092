import { strFromU8, zipSync } from 'fflate';
import type { Type } from './sniff.ts';
import { zipParts } from './zipParts.ts';

/** Most bytes that an Office document may unfold to; a file of 10 MB could name a thousand times that. */
const MOST_UNFOLDED = 200 * 1024 * 1024;

const PACKAGE = 'http://schemas.openxmlformats.org';
/** Property parts of an Office document (ECMA-376 part 2, core properties; part 1, 15.2.12.3 and 15.2.12.2) and what stands in their place. */
const EMPTY: Readonly<Record<string, string>> = {
  'docProps/core.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="${PACKAGE}/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="${PACKAGE}/officeDocument/2006/extended-properties"/>`,
  'docProps/custom.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="${PACKAGE}/officeDocument/2006/custom-properties"/>`,
};

/** What came of one document in its thread. */
export type Bared =
  | { readonly is: 'bare'; readonly bytes: Uint8Array }
  | { readonly is: 'unfolds' | 'unreadable' | 'slow' };

/** The work of `withoutProperties`, in a thread of its own. Throws `UnfoldsTooFar`, and any error for what cannot be read. */
export async function bareDocument(bytes: Buffer, type: Type): Promise<Uint8Array> {
  return type === 'application/pdf' ? barePdf(bytes) : bareOffice(bytes);
}

async function barePdf(bytes: Buffer): Promise<Uint8Array> {
  // Thousands of lines that most documents never need.
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
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}

function bareOffice(bytes: Buffer): Uint8Array {
  const bare = [...zipParts(bytes, MOST_UNFOLDED)].flatMap(([name, part]): [string, Uint8Array][] => {
    if (name.startsWith('docProps/thumbnail')) return [];
    const empty = EMPTY[name];
    if (empty !== undefined) return [[name, Buffer.from(empty)]];
    // What names the picture that is gone would be a broken link.
    if (name === '_rels/.rels')
      return [[name, Buffer.from(strFromU8(part).replace(/<Relationship [^>]*thumbnail[^>]*\/>/g, ''))]];
    return [[name, part]];
  });
  return zipSync(Object.fromEntries(bare), { level: 6, mtime: new Date('1980-01-02T00:00:00Z') });
}

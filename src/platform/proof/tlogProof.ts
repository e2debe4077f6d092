import { type Bundle, bundle } from './bundle.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** What a proof as C2SP tlog-proof holds: as a bundle, but for the key, which whoever checks it has from elsewhere. */
export type TlogProof = Pick<Bundle, 'checkpoint' | 'lines'>;

/**
 * The proof of one line as C2SP tlog-proof writes it, which checkers that others wrote read as it is. The line stands in it as the
 * extra data; the leaf's entry is its SHA-256.
 */
export const tlogProofText = ({ index, line, path }: Bundle['lines'][number], checkpoint: string): string =>
  [HEADER, `extra ${line}`, `index ${index}`, ...path, '', checkpoint].join('\n');

/** Reads such a proof; null where it is none, or brings no line. Nothing in it is true before it was checked. */
export function tlogProofOf(text: string): TlogProof | null {
  const end = text.indexOf('\n\n');
  const [header, extra = '', index = '', ...path] = text.slice(0, Math.max(0, end)).split('\n');
  const [, line = ''] = /^extra (\S+)$/.exec(extra) ?? [];
  const [, at = ''] = /^index (0|[1-9]\d{0,15})$/.exec(index) ?? [];
  if (header !== HEADER || at === '') return null;
  const read = bundle
    .pick({ checkpoint: true, lines: true })
    .safeParse({ checkpoint: text.slice(end + 2), lines: [{ index: Number(at), line, path }] });
  return read.success && line !== '' ? read.data : null;
}

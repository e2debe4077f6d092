import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { withoutProperties } from './documents.ts';
import { UnfoldsTooFar, zipParts } from './zipParts.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const archive = (size: number) =>
  Buffer.from(zipSync({ 'word/document.xml': Buffer.alloc(size), 'a.txt': Buffer.from('a') }));

/** An archive whose first entry says that it unfolds to less than it does, in both of its headers. */
function lying(size: number, said: number): Buffer {
  const bytes = archive(size);
  bytes.writeUInt32LE(said, 22);
  bytes.writeUInt32LE(said, bytes.indexOf(Buffer.from('504b0102', 'hex')) + 24);
  return bytes;
}

it('a document is cleaned beside everything else: the server goes on meanwhile', async () => {
  let turns = 0;
  let done = false;
  const cleaning = withoutProperties(archive(20_000_000), DOCX).finally(() => {
    done = true;
  });
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  expect(
    zipParts(await cleaning, 2 ** 30)
      .get('a.txt')
      ?.toString(),
  ).toBe('a');
  expect(turns).toBeGreaterThan(20);
});

it('one that says that it unfolds to less than it does is refused, and no more of it is unfolded than was said', async () => {
  expect(() => zipParts(lying(5_000_000, 1_000), 2 ** 30)).toThrow(/larger than/);
  await expect(withoutProperties(lying(5_000_000, 1_000), DOCX)).rejects.toMatchObject({
    status: 415,
    code: 'files.unreadable',
  });
  expect(() => zipParts(archive(5_000), 4_999)).toThrow(UnfoldsTooFar);
  const altered = archive(5_000);
  altered.writeUInt32LE(1, altered.indexOf(Buffer.from('504b0102', 'hex')) + 16);
  expect(() => zipParts(altered, 2 ** 30)).toThrow(/not what it says/);
});

it('one that takes too long is refused, its thread ends with it, and the next one is cleaned', async () => {
  const heavy = withoutProperties(archive(1_000_000), DOCX, { ms: 1, heapMb: 512 });
  const next = withoutProperties(archive(10), DOCX);
  await expect(heavy).rejects.toMatchObject({ status: 413, code: 'files.slow' });
  expect((await next).length).toBeGreaterThan(0);
});

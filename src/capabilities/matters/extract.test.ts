import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { csvOf } from './extract.csv.ts';

const read = (one: number) => [one, `=${one}`];

it('a table that breaks off underway is broken for its reader, and the server goes on', async () => {
  const died: unknown[] = [];
  const note = (error: unknown) => died.push(error);
  process.on('uncaughtException', note);
  try {
    async function* pages() {
      yield [1, 2];
      throw new Error('the database went away');
    }
    await expect(text(csvOf(['a', 'b'], pages(), read))).rejects.toThrow('went away');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(died).toEqual([]);
  } finally {
    process.off('uncaughtException', note);
  }
});

it('a reader who goes away ends the reading, and whole ones come whole', async () => {
  let ended = false;
  async function* endless() {
    try {
      for (let n = 0; ; n += 1) yield [n];
    } finally {
      ended = true;
    }
  }
  const table = csvOf(['a', 'b'], endless(), read);
  await new Promise((resolve) => table.once('data', resolve));
  table.destroy();
  await expect.poll(() => ended).toBe(true);
  async function* two() {
    yield [1];
    yield [2];
  }
  expect(await text(csvOf(['a', 'b'], two(), read))).toBe("a,b\r\n1,'=1\r\n2,'=2\r\n");
});

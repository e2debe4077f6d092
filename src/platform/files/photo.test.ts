import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleaned } from './photo.ts';
import { LARGEST, sniff } from './sniff.ts';
import { Turnstile } from './turnstile.ts';

const EXIF = {
  IFD0: { Artist: 'OWNER-ZHANGSAN', Copyright: 'OWNER-ZHANGSAN', Make: 'MAKER-X', DateTime: '2026:11:23 10:11:12' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 6/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '119/1 38/1 0/1' },
};

/** A photo as a phone makes it: lying on its side, with place, owner, XMP and colour profile; red left, blue right. */
function phonePhoto(format: 'jpeg' | 'png' | 'webp', orientation = 6): Promise<Buffer> {
  const raw = Buffer.alloc(400 * 200 * 3);
  for (let at = 0; at < 400 * 200; at++) raw[at * 3 + (at % 400 < 200 ? 0 : 2)] = 255;
  return sharp(raw, { raw: { width: 400, height: 200, channels: 3 } })
    .withExif(EXIF)
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>OWNER-ZHANGSAN</a></x:xmpmeta>')
    .withIccProfile('p3')
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer();
}

describe.each(['jpeg', 'png', 'webp'] as const)('a %s photo from a phone', (format) => {
  test('is recognised by its bytes', async () => {
    expect(await sniff(await phonePhoto(format), false)).toEqual({ type: `image/${format}`, kind: 'photo' });
  });

  test('loses its place, owner, time, maker, XMP and profile, and stands upright', async () => {
    const before = await phonePhoto(format);
    expect(before.toString('latin1')).toContain('OWNER-ZHANGSAN');
    const { whole, thumb, width, height } = await cleaned(before, `image/${format}`);
    for (const bytes of [whole, thumb]) {
      const told = await sharp(bytes).metadata();
      expect([told.exif, told.xmp, told.iptc, told.icc, told.orientation, told.comments]).toEqual(
        Array(6).fill(undefined),
      );
      expect(bytes.toString('latin1')).not.toMatch(/OWNER|MAKER|2026:11|GPS|Exif/);
    }
    expect([width, height]).toEqual([200, 400]);
    // Turned a quarter clockwise, what was on the left is on top.
    const [red, , blue] = await sharp(whole)
      .extract({ left: 90, top: 20, width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
    expect((await sharp(whole).metadata()).format).toBe(format);
  });
});

test('a large photo is kept at 4096 pixels, its thumbnail at 320', async () => {
  const large = await sharp({ create: { width: 6000, height: 3000, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const { width, height, thumb } = await cleaned(large, 'image/jpeg');
  expect([width, height]).toEqual([4096, 2048]);
  const small = await sharp(thumb).metadata();
  expect([small.format, small.width, small.height]).toEqual(['webp', 320, 160]);
});

test('a small photo is not blown up', async () => {
  const small = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  expect(await cleaned(small, 'image/png')).toMatchObject({ width: 20, height: 10 });
});

test('a photo cut off on its way, or that only begins like one, is refused as damaged', async () => {
  const whole = await sharp({ create: { width: 800, height: 800, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  await expect(cleaned(whole.subarray(0, whole.length / 2), 'image/jpeg')).rejects.toMatchObject({
    status: 422,
    code: 'files.broken',
  });
  const fake = Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.from('<script>alert(1)</script>')]);
  await expect(cleaned(fake, 'image/jpeg')).rejects.toMatchObject({ status: 422 });
});

test('a few bytes that would unfold into a gigapixel are refused before they are unfolded', async () => {
  const png = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  expect(png.length).toBeLessThan(LARGEST);
  await expect(cleaned(png, 'image/png')).rejects.toMatchObject({ status: 422, code: 'files.pixels' });
});

describe('what is taken', () => {
  const zip = (...names: string[]) => {
    const heads = names.map((name) => {
      const content = Buffer.from(
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      );
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt32LE(content.length, 18);
      head.writeUInt32LE(content.length, 22);
      head.writeUInt16LE(name.length, 26);
      return Buffer.concat([head, Buffer.from(name), content]);
    });
    return Buffer.concat(heads);
  };

  test('documents, where they may be sent', async () => {
    expect(await sniff(Buffer.from('%PDF-1.7\n%âãÏÓ\n'), true)).toEqual({ type: 'application/pdf', kind: 'document' });
    expect((await sniff(zip('[Content_Types].xml', 'word/document.xml'), true)).type).toMatch(/wordprocessingml/);
  });

  test('no document where only photos are, and the answer says so', async () => {
    await expect(sniff(Buffer.from('%PDF-1.7\n'), false)).rejects.toMatchObject({
      status: 415,
      title: { en: expect.stringMatching(/^Only photos.*JPEG, PNG, WebP/) },
    });
  });

  test.each([
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1')],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(64, '\0'), 'latin1')],
    ['a plain ZIP', zip('readme.txt')],
    ['plain words', Buffer.from('words')],
  ])('not %s: the answer names what is', async (_what, bytes) => {
    await expect(sniff(bytes, true)).rejects.toMatchObject({
      status: 415,
      code: 'files.type',
      title: { en: expect.stringMatching(/JPEG.*PDF/) },
    });
  });

  test('a HEIC photo is refused with the way out', async () => {
    const heic = Buffer.concat([Buffer.of(0, 0, 0, 24), Buffer.from('ftypheic\0\0\0\0mif1heic')]);
    await expect(sniff(heic, false)).rejects.toMatchObject({ status: 415, code: 'files.heic' });
  });

  test('nothing empty and nothing over 10 MB', async () => {
    await expect(sniff(Buffer.alloc(0), true)).rejects.toMatchObject({ status: 400 });
    await expect(sniff(Buffer.alloc(LARGEST + 1), true)).rejects.toMatchObject({ status: 413 });
  });
});

test('a turnstile lets two in, lets the waiting follow in order and sends the rest away', async () => {
  const turnstile = new Turnstile(2, 1);
  const done: string[] = [];
  const gates = new Map<string, () => void>();
  const enter = (name: string) =>
    turnstile.through(() => new Promise<void>((leave) => gates.set(name, leave))).then(() => done.push(name));
  const [first, second, third] = [enter('a'), enter('b'), enter('c')];
  await expect(enter('d')).rejects.toMatchObject({ status: 503 });
  expect([...gates.keys()]).toEqual(['a', 'b']);
  gates.get('a')?.();
  await first;
  expect([...gates.keys()]).toEqual(['a', 'b', 'c']);
  gates.get('b')?.();
  gates.get('c')?.();
  await Promise.all([second, third]);
  expect(done).toHaveLength(3);
});

import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { filesWords } from './files.words.ts';
import type { Type } from './sniff.ts';
import { Turnstile } from './turnstile.ts';

/** Longest side that is kept, in pixels; a larger photo is reduced to it. */
export const LONGEST = 4096;
/** Longest side of a thumbnail, in pixels. */
export const THUMB = 320;
/** 108 megapixels, as the largest phone cameras make; beyond it a small file could take all memory. */
const MOST_PIXELS = 110_000_000;

/** A photo without anything that tells where, when, by whom or with what it was taken. */
export type Photo = {
  readonly whole: Buffer;
  /** WebP, at most 320 pixels a side. */
  readonly thumb: Buffer;
  readonly width: number;
  readonly height: number;
};

// Two photos at a time, each on one thread: the server's other work goes on beside them.
sharp.concurrency(1);
sharp.cache(false);
const turnstile = new Turnstile(2, 32);

/**
 * Turns a photo upright and encodes it anew in its own format, which leaves EXIF, XMP, IPTC, comments, embedded
 * previews and colour profiles behind (colours are converted to sRGB first).
 * Throws Problem 422 for a damaged photo or one with too many pixels, 503 when too many wait.
 */
export async function cleaned(bytes: Buffer, type: Type): Promise<Photo> {
  return turnstile.through(async () => {
    try {
      const upright = sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS }).autoOrient();
      const { data: whole, info } = await encoded(
        upright.resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true }),
        type,
      ).toBuffer({ resolveWithObject: true });
      const thumb = await sharp(whole)
        .resize({ width: THUMB, height: THUMB, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 75 })
        .toBuffer();
      return { whole, thumb, width: info.width, height: info.height };
    } catch (error) {
      const tooMany = error instanceof Error && /pixel limit/i.test(error.message);
      throw new Problem(
        422,
        tooMany ? 'files.pixels' : 'files.broken',
        textOf(filesWords, tooMany ? 'tooManyPixels' : 'broken'),
      );
    }
  });
}

function encoded(photo: Sharp, type: Type): Sharp {
  if (type === 'image/png') return photo.png();
  if (type === 'image/webp') return photo.webp({ quality: 90 });
  return photo.jpeg({ quality: 90 });
}

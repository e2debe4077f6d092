import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { filesWords } from './files.words.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });

const upload = {
  method: 'POST',
  params: nothingIn,
  query: nothingIn,
  // Never parsed as JSON: the browser hands in a FormData, the handler reads the stream.
  body: z.unknown().meta({ description: filesWords.en.form }),
  answer: z.strictObject({
    token: z.string(),
    kind: z.enum(['photo', 'document']),
    type: z.string(),
    size: z.int(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    /** The last day on which the token is good. */
    until: z.string(),
    /** What the sender should know, such as what was taken out of a document. */
    notes: z.array(text),
  }),
  bodyLimit: 11 * 1024 * 1024,
} as const;

/**
 * Uploads one photo (multipart/form-data, one part that is a file) and gives a token for it. Whoever makes a report or
 * adds to a matter names the token there. Anybody may, and leaves no trace of it: everybody is nobody here.
 */
export const uploadFile = contract({
  ...upload,
  name: 'files.upload',
  path: '/api/files',
  summary: textOf(filesWords, 'upload'),
  access: ['open'],
  perMinute: 30,
  unlogged: true,
});

/** The same for staff, whose evidence may be a document (PDF, DOCX, XLSX). */
export const uploadDocument = contract({
  ...upload,
  name: 'files.uploadDocument',
  path: '/api/files/documents',
  summary: textOf(filesWords, 'uploadDocument'),
  access: ['staff'],
  perMinute: 60,
});

const one = z.strictObject({ id: z.uuid() });

/** The file itself: bytes, with its own type. */
export const openFileWhole = contract({
  name: 'files.open',
  method: 'GET',
  path: '/api/files/:id',
  summary: textOf(filesWords, 'open'),
  access: ['resident', 'staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.unknown(),
});

/** A photo's thumbnail: WebP, at most 320 pixels a side. */
export const openFileThumb = contract({
  name: 'files.thumb',
  method: 'GET',
  path: '/api/files/:id/thumb',
  summary: textOf(filesWords, 'thumb'),
  access: ['resident', 'staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.unknown(),
  perMinute: 1200,
});

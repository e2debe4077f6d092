import { parentPort, workerData } from 'node:worker_threads';
import { type Bared, bareDocument } from './bareDocument.ts';
import type { Type } from './sniff.ts';
import { UnfoldsTooFar } from './zipParts.ts';

// Runs in a thread that is started for one document (documents.ts): what it takes, it takes from nobody.
const { bytes, type } = workerData as { bytes: Uint8Array; type: Type };
const done = await bareDocument(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), type).then(
  (bare): Bared => ({ is: 'bare', bytes: bare }),
  (error: unknown): Bared => ({ is: error instanceof UnfoldsTooFar ? 'unfolds' : 'unreadable' }),
);
parentPort?.postMessage(done);

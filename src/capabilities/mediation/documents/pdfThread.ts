import { parentPort, workerData } from 'node:worker_threads';
import type { About } from './made.ts';
import { pdfOf } from './pdf.ts';
import type { Block } from './template.rules.ts';

// Runs in a thread that is started for one document (documents.ts).
const { blocks, about } = workerData as { blocks: readonly Block[]; about: About };
parentPort?.postMessage(await pdfOf(blocks, about));

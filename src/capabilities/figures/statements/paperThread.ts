import { parentPort, workerData } from 'node:worker_threads';
import { type PaperAbout, paperFor } from './paper.ts';
import type { Edited } from './stated.ts';

// Runs in a thread that is started for one paper (papers.ts): setting Chinese type takes a second, in which nobody else is to wait.
const { about, edited } = workerData as { about: PaperAbout; edited: Edited };
parentPort?.postMessage(await paperFor(about, edited));

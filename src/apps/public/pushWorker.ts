import { answerPushes, type PushWorker } from './push.sw.ts';

// A worker for pushes alone, of a scope of its own: it stands beside whatever else serves this shell offline.
answerPushes(globalThis as unknown as PushWorker);

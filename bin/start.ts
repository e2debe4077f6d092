import { start } from '../src/apps/start/start.ts';

// npm start: everything in one place, until Ctrl-C.
await start();

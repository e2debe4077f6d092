import { hostname } from 'node:os';

/** Offence: a screen on the server's machine. */
export const Clock = () => hostname();

import { readFileSync } from 'node:fs';

/** Offence: a right that is read from a file. */
export const mayClose = (): boolean => readFileSync('/etc/hostname', 'utf8') !== '';

import { hour } from './hour.ts';

/** Offence: pure in itself, and leaning on a clock next door. */
export const isNight = (): boolean => hour() < 6;

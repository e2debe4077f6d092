import type { Fragment } from '../journal/append.store.ts';

export const relay = (one: Fragment): string => one.name;

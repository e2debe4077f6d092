import { rewritePlanted } from './planted.store.ts';

export const planted = { name: 'planted', rows: { write: rewritePlanted } };

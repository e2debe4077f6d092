/** What the demonstration may call. */
export { setReference } from './references/setting.ts';

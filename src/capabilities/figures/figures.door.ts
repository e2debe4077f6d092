/** What the apps and the demonstration may call. */
export { appealsHeard, statementsNoticed } from './hearing.ts';
export { setReference } from './references/setting.ts';
export { statementsHeard } from './statements/hooks.ts';

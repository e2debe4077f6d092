/** What the apps may call. */
export { statementsHeard } from './statements/hooks.ts';

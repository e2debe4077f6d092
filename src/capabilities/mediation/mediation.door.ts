/** What the apps may call. */
export { casesHeard } from './hearing.ts';

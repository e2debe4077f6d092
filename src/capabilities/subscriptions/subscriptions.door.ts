/** What the forgetting of a resident calls. */
export { endAllOf } from './subscribing.ts';

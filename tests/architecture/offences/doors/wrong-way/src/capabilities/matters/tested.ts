export { masterKey } from '../../../tests/harness/key.ts';

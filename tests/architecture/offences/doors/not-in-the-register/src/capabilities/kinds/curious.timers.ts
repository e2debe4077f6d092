export { door } from '../matters/planted.door.ts';

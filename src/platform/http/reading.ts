import type { FastifyInstance } from 'fastify';
import { textOf } from '../language/language.ts';
import { fieldWords } from './fields.words.ts';
import { httpWords } from './http.words.ts';
import { Problem } from './problem.ts';

/** Levels of lists and objects in one body: no contract of ours has ten, and whatever walks a body by recursion has an end. */
const DEEPEST = 50;

/** Reads JSON bodies as Fastify does, `__proto__` and its like refused, and says in words why one cannot be read. */
export function readJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (depthOf(text) > DEEPEST) return done(unreadable('deep'));
    const read = parse(request, text, (error, body) => done(error === null ? null : unreadable('notJson'), body));
    return read;
  });
}

function unreadable(why: 'deep' | 'notJson'): Problem {
  return new Problem(400, 'http.invalid', textOf(httpWords, 'invalid'), [
    { path: 'body', message: textOf(fieldWords, why) },
  ]);
}

/** How deep a JSON text opens at most, brackets within its strings left out. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isText = false;
    } else if (code === 0x22) isText = true;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return deepest;
}

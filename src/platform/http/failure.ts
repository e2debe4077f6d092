import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isAway } from '../journal/groupCommit.ts';
import { textOf } from '../language/language.ts';
import { fieldProblems } from './fields.ts';
import { fieldWords } from './fields.words.ts';
import { httpWords } from './http.words.ts';
import { Problem } from './problem.ts';

/** Renders any error as RFC 9457 problem details in both languages; what nobody foresaw is a 500 without its inside. */
export function answerFailure(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request.id);
  const unlogged = (request.routeOptions.config as { unlogged?: boolean }).unlogged === true;
  if (problem.status >= 500 && !unlogged) {
    request.log.error({ code: problem.code, fault: faultOf(error), route: request.routeOptions.url }, 'request failed');
  }
  if (problem.status === 503) reply.header('retry-after', '5');
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((value: unknown) => JSON.stringify(value))
    .send({
      type: `/problems/${problem.code}`,
      title: problem.title.zh,
      status: problem.status,
      instance: request.id,
      code: problem.code,
      titles: problem.title,
      fields: problem.fields,
    });
}

/** An error's kind and place, without its message: messages of drivers quote the values that failed. */
function faultOf(error: Error): Record<string, unknown> {
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string };
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6);
  return { name: error.name, code, constraint, table, stack };
}

function problemOf(error: FastifyError | Error, requestId: string): Problem {
  if (error instanceof Problem) return error;
  const { validation, statusCode, code } = error as Partial<FastifyError>;
  if (validation)
    return new Problem(400, 'http.invalid', textOf(httpWords, 'invalid'), fieldProblems(error as FastifyError));
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH') {
    const status = code === 'FST_ERR_BAD_URL' ? 400 : 414;
    return new Problem(status, 'http.invalid', textOf(httpWords, 'invalid'), [
      { path: 'params', message: textOf(fieldWords, 'address') },
    ]);
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) {
    return new Problem(413, 'http.tooLarge', textOf(httpWords, 'tooLarge'));
  }
  if (statusCode === 415) return new Problem(415, 'http.badType', textOf(httpWords, 'badType'));
  if (statusCode === 429) return new Problem(429, 'http.tooMany', textOf(httpWords, 'tooMany'));
  if (statusCode === 404) return new Problem(404, 'http.notFound', textOf(httpWords, 'notFound'));
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, 'http.invalid', textOf(httpWords, 'invalid'), [
      { path: 'request', message: textOf(fieldWords, 'form') },
    ]);
  }
  if (code === '53100' || code === 'ENOSPC') return new Problem(503, 'http.full', textOf(httpWords, 'full'));
  if (isAway(error)) return new Problem(503, 'http.away', textOf(httpWords, 'away'));
  // A text that PostgreSQL cannot hold (NUL, lone surrogate), a day that no calendar has (the year 0): the sender's to mend.
  if (code !== undefined && ['22021', '22P05', '22007', '22008'].includes(code)) {
    return new Problem(400, 'http.invalid', textOf(httpWords, 'invalid'), [
      { path: 'request', message: textOf(fieldWords, 'unstorable') },
    ]);
  }
  return new Problem(500, 'http.failed', textOf(httpWords, 'failed', { id: requestId }));
}

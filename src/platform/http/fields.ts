import type { FastifyError } from 'fastify';
import { type Text, textOf } from '../language/language.ts';
import { fieldWords } from './fields.words.ts';
import type { FieldProblem } from './problem.ts';

type Refused = NonNullable<FastifyError['validation']>[number];

const PARTS: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'params',
  headers: 'headers',
};
const MOST = 20;

/** Which parts of a request were refused and why, in words of both languages: at most twenty, by their paths as sent. */
export function fieldProblems(error: FastifyError): FieldProblem[] {
  const part = PARTS[error.validationContext ?? 'body'] ?? 'body';
  return (error.validation ?? []).slice(0, MOST).flatMap((one) => {
    const path = [part, ...one.instancePath.split('/').filter(Boolean)];
    const keys = one.keyword === 'unrecognized_keys' ? (one.params['keys'] as readonly string[]).slice(0, MOST) : null;
    const message = messageOf(one);
    return keys === null
      ? [{ path: path.join('.'), message }]
      : keys.map((key) => ({ path: [...path, key].join('.').slice(0, 200), message }));
  });
}

const TYPES = ['string', 'number', 'int', 'boolean', 'array', 'object', 'date'] as const;
const FORMATS = ['uuid', 'date', 'datetime', 'base64', 'url'] as const;

/** The words for one of zod's issues: what is wanted there, never what was sent. */
function messageOf({ keyword, params, message = '' }: Refused): Text {
  const origin = params['origin'] as string | undefined;
  const number = (name: string) => String(params[name] ?? '');
  switch (keyword) {
    case 'invalid_type': {
      if (message.endsWith('received undefined')) return textOf(fieldWords, 'missing');
      const wanted = TYPES.find(
        (one) => one === params['expected'] || (one === 'object' && params['expected'] === 'record'),
      );
      return textOf(fieldWords, wanted === undefined ? 'form' : `type_${wanted}`);
    }
    case 'too_big':
      return textOf(fieldWords, origin === 'string' ? 'tooLong' : origin === 'array' ? 'tooMany' : 'tooBig', {
        n: number('maximum'),
      });
    case 'too_small':
      if (origin === 'string' && params['minimum'] === 1) return textOf(fieldWords, 'empty');
      return textOf(fieldWords, origin === 'string' ? 'tooShort' : origin === 'array' ? 'tooFew' : 'tooSmall', {
        n: number('minimum'),
      });
    case 'invalid_format': {
      const format = FORMATS.find((one) => one === params['format']);
      return textOf(fieldWords, format === undefined ? 'form' : `format_${format}`);
    }
    case 'invalid_value':
      return options(params['values']);
    case 'invalid_union':
      return Array.isArray(params['options']) ? options(params['options']) : textOf(fieldWords, 'form');
    case 'unrecognized_keys':
      return textOf(fieldWords, 'unknown');
    case 'custom':
      // Said by the schema itself, in both languages at once.
      return { zh: message, en: message };
    default:
      return textOf(fieldWords, 'form');
  }
}

function options(values: unknown): Text {
  const some = Array.isArray(values) ? values.slice(0, MOST).join(', ') : '';
  return textOf(fieldWords, 'option', { values: some });
}

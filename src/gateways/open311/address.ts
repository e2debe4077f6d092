import { errorList, refused } from './errors.ts';
import type { Format, Parsed } from './facts.ts';

/** What a client asks for, by method and address. */
export type Ask = { readonly format: Format } & (
  | { readonly is: 'discovery' }
  | { readonly is: 'services' }
  | { readonly is: 'service'; readonly code: string }
  | { readonly is: 'requests' }
  | { readonly is: 'request'; readonly id: string }
  | { readonly is: 'report' }
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'updates' }
  | { readonly is: 'update' }
);

const SUFFIX = /\.(xml|json)$/;

/** The format that a path ends in; XML, which every client must know, where it ends in none. */
export function formatOf(path: string): Format {
  return path.endsWith('.json') ? 'json' : 'xml';
}

/**
 * Reads method and path below the endpoint (`/services/hazard.fire.json`, with or without the leading slash, without the query). Codes may
 * hold dots: only the last suffix is the format. An unknown path is 404, a known one with another method 405.
 */
export function askOf(method: string, path: string): Parsed<Ask> {
  const format = formatOf(path);
  const bare = path.replace(/^\/+/, '');
  if (!SUFFIX.test(bare)) return refused(errorList(404, 'format'));
  const named = bare.replace(SUFFIX, '');
  const parts = named.split('/').map(decodedPart);
  const [what, name, ...more] = parts;
  if (more.length > 0 || what === undefined || parts.includes(null) || name === '')
    return refused(errorList(404, 'notFound', { path: named }));
  const found = name === undefined || name === null ? collection(what, method) : member(what, name, method);
  if (found === 'unknown') return refused(errorList(404, 'notFound', { path: named }));
  if (found === 'method') return refused(errorList(405, 'method', { method }));
  return { ok: true, fact: { ...found, format } };
}

type Found = 'unknown' | 'method' | DistributiveOmit<Ask, 'format'>;
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

function collection(what: string | null, method: string): Found {
  const reading = method === 'GET' || method === 'HEAD';
  switch (what) {
    case 'discovery':
      return reading ? { is: 'discovery' } : 'method';
    case 'services':
      return reading ? { is: 'services' } : 'method';
    case 'requests':
      return reading ? { is: 'requests' } : method === 'POST' ? { is: 'report' } : 'method';
    case 'servicerequestupdates':
      return reading ? { is: 'updates' } : method === 'POST' ? { is: 'update' } : 'method';
    default:
      return 'unknown';
  }
}

function member(what: string | null, name: string, method: string): Found {
  const reading = method === 'GET' || method === 'HEAD';
  switch (what) {
    case 'services':
      return reading ? { is: 'service', code: name } : 'method';
    case 'requests':
      return reading ? { is: 'request', id: name } : 'method';
    case 'tokens':
      return reading ? { is: 'token', token: name } : 'method';
    default:
      return 'unknown';
  }
}

function decodedPart(part: string): string | null {
  try {
    const text = decodeURIComponent(part);
    return text.length <= 200 && !text.includes('\0') ? text : null;
  } catch {
    return null;
  }
}

import type { z } from 'zod';
import type { AnswerOf, AskOf, Contract } from '../http/contract.ts';
import type { FieldProblem } from '../http/problem.ts';
import { type Text, textOf } from '../language/language.ts';
import { choices } from './choices.ts';
import { webWords } from './web.words.ts';

export type AnyContract = Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** What a caller gives: parts that expect nothing may be left out. */
export type AskIn<C> = Loose<AskOf<C>>;
type Nothing = Record<never, never>;
type Loose<A> = { [K in keyof A as Nothing extends A[K] ? K : never]?: A[K] } & {
  [K in keyof A as Nothing extends A[K] ? never : K]: A[K];
};

/**
 * A call that was refused or did not arrive, as its reader should see it.
 * `status` 0: no answer came (offline, or the server is away).
 */
export class CallProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: Text;
  readonly fields: readonly FieldProblem[];
  /** The server's name for this request, worth telling to whoever looks after the server. */
  readonly request: string | undefined;

  constructor(
    status: number,
    code: string,
    title: Text,
    fields: readonly FieldProblem[] = [],
    request: string | undefined = undefined,
  ) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.title = title;
    this.fields = fields;
    this.request = request;
  }
}

const known = {
  401: 'signInFirst',
  403: 'notYours',
  404: 'notFound',
  413: 'tooLarge',
  429: 'tooMany',
  503: 'away',
} as const;

function isText(it: unknown): it is Text {
  return typeof it === 'object' && it !== null && 'zh' in it && 'en' in it;
}

/** Reads RFC 9457 problem details; an answer of another form becomes a general sentence for its status. */
function problemOf(status: number, body: unknown, request: string | undefined): CallProblem {
  const it = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const code = typeof it['code'] === 'string' ? it['code'] : `http.${status}`;
  const texts = it['titles'] ?? it['title'];
  const title = isText(texts)
    ? texts
    : typeof texts === 'string'
      ? { zh: texts, en: texts }
      : textOf(webWords, known[status as keyof typeof known] ?? 'failed', { status });
  const fields = Array.isArray(it['fields']) ? (it['fields'] as FieldProblem[]) : [];
  return new CallProblem(status, code, title, fields, typeof it['instance'] === 'string' ? it['instance'] : request);
}

/** The address of a call: `:name` filled from params, the rest from query; undefined and '' are left out. */
export function addressOf(contract: AnyContract, params: unknown, query: unknown): string {
  const given = (params ?? {}) as Record<string, unknown>;
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Sends one request to this server; throws a CallProblem where no answer came. */
async function asked(
  method: string,
  address: string,
  body?: unknown,
  signal?: AbortSignal,
  person?: string,
): Promise<Response> {
  const { language, district } = choices();
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language };
  if (district !== undefined) headers['x-lianan-district'] = district;
  if (person !== undefined) headers['x-lianan-person'] = person;
  let sent: BodyInit | undefined;
  if (body instanceof FormData || body instanceof Blob) sent = body;
  else if (body !== undefined && method !== 'GET') {
    headers['content-type'] = 'application/json';
    sent = JSON.stringify(body);
  }
  try {
    return await fetch(address, {
      method,
      headers,
      body: sent ?? null,
      credentials: 'same-origin',
      signal: signal ?? null,
    });
  } catch (cause) {
    return unheard(cause);
  }
}

/** A line that breaks, or is given up, before the answer is here or in the middle of it. */
function unheard(cause: unknown): never {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
  throw new CallProblem(0, 'web.offline', textOf(webWords, 'offline'));
}

/**
 * Sends one request to this server and reads its answer as JSON, or throws a CallProblem. Never tries twice.
 * `person`: in whose name alone it may be done; the server refuses it (401) where somebody else is signed in.
 */
export async function send(
  method: string,
  address: string,
  body?: unknown,
  signal?: AbortSignal,
  person?: string,
): Promise<unknown> {
  const answer = await asked(method, address, body, signal, person);
  const text = await answer.text().catch(unheard);
  let json: unknown;
  try {
    json = text === '' ? undefined : JSON.parse(text);
  } catch {
    json = undefined;
  }
  if (!answer.ok) throw problemOf(answer.status, json, answer.headers.get('x-request-id') ?? undefined);
  return json;
}

/**
 * Calls a contract: fills its path and query, sends its body, and parses the answer by the contract.
 * Throws CallProblem; a write is never sent twice by itself.
 */
export async function call<C extends AnyContract>(
  contract: C,
  ask: AskIn<C>,
  signal?: AbortSignal,
): Promise<AnswerOf<C>> {
  const { params, query, body } = ask as { params?: unknown; query?: unknown; body?: unknown };
  const bodiless = contract.method === 'GET' || contract.method === 'DELETE';
  const sentBody = bodiless ? undefined : (body ?? {});
  const json = await send(contract.method, addressOf(contract, params, query), sentBody, signal);
  const parsed = contract.answer.safeParse(json);
  if (!parsed.success) {
    console.error(contract.name, parsed.error.issues);
    throw new CallProblem(200, 'web.answer', textOf(webWords, 'strangeAnswer'));
  }
  return parsed.data as AnswerOf<C>;
}

/** Calls a contract whose answer is bytes (a photo). Throws CallProblem. */
export async function fetchBytes<C extends AnyContract>(contract: C, ask: AskIn<C>): Promise<Blob> {
  const { params, query, body } = ask as { params?: unknown; query?: unknown; body?: unknown };
  const answer = await asked(contract.method, addressOf(contract, params, query), body);
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => undefined), undefined);
  return answer.blob();
}

/** Any thrown thing as a CallProblem, so that every screen can show it. */
export function problemFrom(thrown: unknown): CallProblem {
  if (thrown instanceof CallProblem) return thrown;
  return new CallProblem(0, 'web.broken', textOf(webWords, 'broken'));
}

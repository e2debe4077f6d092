import { errorList, refused } from './errors.ts';
import type { Parsed, RequestStatus } from './facts.ts';
import type { Fields } from './fields.ts';
import { field, listField } from './fields.ts';
import { momentOf } from './moment.ts';

/** Default and longest span of a query, and most answers to one: whichever is smaller (GeoReport v2, GET Service Requests). */
export const SPAN_DAYS = 90;
export const ANSWER_LIMIT = 1000;
const ID_LIMIT = 200;
const DAY_MS = 86_400_000;

/** Between two moments, both included; newest first, `limit` of them from the page. */
export type Span = { readonly start: Date; readonly end: Date; readonly limit: number; readonly page: number };

/** Which reports are asked for. Ids override everything else. */
export type RequestsQuery =
  | { readonly is: 'ids'; readonly ids: readonly string[] }
  | (Span & {
      readonly is: 'span';
      /** Empty: all. */
      readonly serviceCodes: readonly string[];
      /** Empty: all. */
      readonly statuses: readonly RequestStatus[];
    });

/** Reads the parameters of GET requests. `now` ends the span that the caller leaves open. */
export function requestsQueryOf(fields: Fields, now: Date): Parsed<RequestsQuery> {
  const ids = listField(fields, 'service_request_id');
  if (ids.length > ID_LIMIT) return refused(errorList(400, 'ids', { limit: ID_LIMIT }));
  if (ids.length > 0) return { ok: true, fact: { is: 'ids', ids } };
  const statuses = listField(fields, 'status').map((one) => one.toLowerCase());
  if (!statuses.every((one): one is RequestStatus => one === 'open' || one === 'closed')) {
    return refused(errorList(400, 'status', { name: 'status', choices: 'open, closed' }));
  }
  const span = spanOf(fields, now);
  if (!span.ok) return span;
  return { ok: true, fact: { is: 'span', ...span.fact, serviceCodes: listField(fields, 'service_code'), statuses } };
}

/** Which updates are asked for (Open311-extended): of some reports, or of a span. */
export type UpdatesQuery = Span & { readonly requestIds: readonly string[] };

/** Reads the parameters of GET servicerequestupdates. */
export function updatesQueryOf(fields: Fields, now: Date): Parsed<UpdatesQuery> {
  const requestIds = listField(fields, 'service_request_id');
  if (requestIds.length > ID_LIMIT) return refused(errorList(400, 'ids', { limit: ID_LIMIT }));
  const span = spanOf(fields, now);
  return span.ok ? { ok: true, fact: { ...span.fact, requestIds } } : span;
}

function spanOf(fields: Fields, now: Date): Parsed<Span> {
  const [from, to] = [field(fields, 'start_date'), field(fields, 'end_date')];
  const givenStart = from === null ? null : momentOf(from);
  const givenEnd = to === null ? null : momentOf(to, { endOfDay: true });
  if (from !== null && givenStart === null) return refused(errorList(400, 'moment', { name: 'start_date' }));
  if (to !== null && givenEnd === null) return refused(errorList(400, 'moment', { name: 'end_date' }));
  const span = SPAN_DAYS * DAY_MS;
  const end =
    givenEnd ??
    new Date(
      givenStart === null
        ? now.getTime()
        : Math.min(givenStart.getTime() + span, Math.max(now.getTime(), givenStart.getTime())),
    );
  const start = givenStart ?? new Date(end.getTime() - span);
  if (start > end) return refused(errorList(400, 'order'));
  // A day alone at either end makes one day more.
  if (end.getTime() - start.getTime() > span + DAY_MS) return refused(errorList(400, 'span', { days: SPAN_DAYS }));
  const limit = wholeOf(field(fields, 'page_size'), ANSWER_LIMIT);
  const page = wholeOf(field(fields, 'page'), 1);
  if (limit === null) return refused(errorList(400, 'page', { name: 'page_size' }));
  if (page === null) return refused(errorList(400, 'page', { name: 'page' }));
  return { ok: true, fact: { start, end, limit: Math.min(limit, ANSWER_LIMIT), page } };
}

function wholeOf(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

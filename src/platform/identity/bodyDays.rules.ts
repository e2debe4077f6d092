/** The days of a body: from `from` (null: since ever) until the day before `to` (null: without an end). */
export type BodyDays = { readonly from: string | null; readonly to: string | null };

/** Whether a body stands on a day; what is not there does not. */
export function bodyStands(body: BodyDays | undefined, day: string): boolean {
  return body !== undefined && (body.from === null || body.from <= day) && (body.to === null || body.to > day);
}

/** Whether a body stands from a day to a last day, both included; null is without an end. */
export function bodyStaysFor(body: BodyDays | undefined, from: string, last: string | null): boolean {
  if (body === undefined || !bodyStands(body, from)) return false;
  return body.to === null || (last !== null && last < body.to);
}

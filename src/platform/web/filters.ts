import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { z } from 'zod';

/**
 * Filters that live in the address bar, so that a view can be kept, shared and gone back to.
 * `schema` is an object of optional or defaulted strings; a value that does not fit it is dropped, never an error.
 */
export function useFilters<S extends z.ZodObject>(
  schema: S,
): [z.output<S>, (some: Partial<z.input<S>>, how?: { readonly push?: boolean }) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const filters = useMemo(() => readFilters(schema, search), [schema, search]);
  const set = useCallback(
    (some: Partial<z.input<S>>, how: { readonly push?: boolean } = {}) => {
      const next = writeFilters(search, some);
      go(next === '' ? path : `${path}?${next}`, { replace: !how.push });
    },
    [go, path, search],
  );
  return [filters, set];
}

/** The filters of a search text; fields that do not fit the schema are left out one by one. */
export function readFilters<S extends z.ZodObject>(schema: S, search: string): z.output<S> {
  const given = Object.fromEntries(new URLSearchParams(search));
  const whole = schema.safeParse(given);
  if (whole.success) return whole.data;
  const bad = new Set(whole.error.issues.map((issue) => String(issue.path[0])));
  return schema.parse(Object.fromEntries(Object.entries(given).filter(([key]) => !bad.has(key))));
}

/** The search text after a change; what is empty leaves the address. */
export function writeFilters(search: string, some: Readonly<Record<string, unknown>>): string {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(some)) {
    if (value === undefined || value === null || value === '' || value === false) next.delete(key);
    else next.set(key, String(value));
  }
  next.sort();
  return next.toString();
}

import type { z } from 'zod';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import { bodyName, type Standing } from './ground.ts';
import { LINES } from './lines.rules.ts';
import type { entry } from './matters.contract.ts';

type Facts = z.output<typeof entry>['facts'];

/** Reads for `historyOf`: who stood behind an appointment. */
export type Names = (
  appointment: string | null,
  person: string | null,
) => { post: string | null; name: string | null; body: string | null } | null;

/** What a line says of matters and bodies beside its own: off which it was split, by which rule somebody was called, from whom it passed. */
export function furtherFacts(
  ground: Standing,
  { kind, body: said }: Line<string, Json>,
  names: Names,
  forReporter: boolean,
): Facts {
  const body = said as Readonly<Record<string, unknown>>;
  if (kind === LINES.transferred.name) return passedFacts(ground, body, names, forReporter);
  const { number } = (body['split'] ?? {}) as { number?: string };
  if (forReporter) return {};
  const missing = (body['missing'] as readonly string[] | undefined) ?? [];
  const named = (language: 'zh' | 'en') => missing.map((id) => bodyName(ground, id)?.[language] ?? id).join(' · ');
  return {
    ...(number === undefined ? {} : { splitFrom: number }),
    ...(kind === LINES.calledIn.name && body['by'] === 'rule' ? { byRule: true } : {}),
    ...(missing.length === 0 ? {} : { missing: named('zh'), missingEn: named('en') }),
  };
}

/** From which body it passed; colleagues also read who had it, and by which document. */
function passedFacts(
  ground: Standing,
  body: Readonly<Record<string, unknown>>,
  names: Names,
  forReporter: boolean,
): Facts {
  const { from, handler, basis, lead, tasks } = body as {
    readonly from: string;
    readonly handler: string | null;
    readonly basis: string;
    readonly lead: boolean;
    readonly tasks: number;
  };
  const was = bodyName(ground, from);
  const facts = { fromZh: was?.zh ?? from, fromEn: was?.en ?? from };
  if (forReporter) return facts;
  const had = handler === null ? null : (names(null, handler)?.name ?? null);
  return { ...facts, lead, tasks, basis, ...(had === null ? {} : { had }) };
}

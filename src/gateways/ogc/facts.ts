import type { Geometry } from 'geojson';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Text } from '../../platform/language/language.ts';

export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** A collection as its page tells of it. `interval` is how far back its features go and until when; null is open. */
export type Collection = {
  readonly id: string;
  readonly title: Text;
  readonly description: Text;
  readonly box: Box | null;
  readonly interval: readonly [string | null, string | null];
};

export type Feature = {
  readonly id: string;
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, Json>>;
};

/** A span of time, both ends included; null is open. */
export type Span = { readonly from: Date | null; readonly to: Date | null };

/** Which features are asked for. `after` is what the page before gave; it means something to the collection alone. */
export type ItemsAsk = {
  readonly box: Box | null;
  readonly span: Span | null;
  readonly limit: number;
  readonly after: string | null;
};

/** A page of features: how many there are in all, null where nobody counted, and where the next page begins; null where this is the last. */
export type Page = {
  readonly features: readonly Feature[];
  readonly matched: number | null;
  readonly after: string | null;
};

/** What the caller sent wrong, or asked for in vain. */
export type Refusal = { readonly status: 400 | 404; readonly description: Text };
export type Parsed<Fact> =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly refusal: Refusal };

/** The resources of the standard. */
export type Resource =
  | { readonly is: 'landing' | 'conformance' | 'api' | 'collections' }
  | { readonly is: 'collection' | 'items'; readonly collection: string }
  | { readonly is: 'item'; readonly collection: string; readonly item: string };

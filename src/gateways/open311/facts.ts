import type { Text } from '../../platform/language/language.ts';

/**
 * What GeoReport v2 says, as facts. There is no field for who reported: the standard's answers hold none either, and what
 * must not be shown (words of a dispute, an exact place) is null or blurred before it gets here.
 * Source: open311.org GeoReport v2; https://wiki.open311.org/GeoReport_v2.
 */

/** `realtime`: the id comes at once; `batch`: a token comes, the id later; `blackbox`: no id, the matter is not public. */
export type ServiceType = 'realtime' | 'batch' | 'blackbox';

/** A kind of report that is taken. */
export type Service = {
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  /** Has a definition: questions beyond place and words. */
  readonly metadata: boolean;
  readonly type: ServiceType;
  readonly keywords: readonly string[];
  readonly group: string | null;
};

export const DATATYPES = ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] as const;
export type Datatype = (typeof DATATYPES)[number];

/** A question of a service; where `variable` is false it is a text to be read, not answered. */
export type Attribute = {
  readonly variable: boolean;
  readonly code: string;
  readonly datatype: Datatype;
  readonly required: boolean;
  readonly datatypeDescription: string | null;
  /** 1 is shown first. */
  readonly order: number | null;
  readonly description: string | null;
  /** Choices of the two list types. */
  readonly values: readonly { readonly key: string; readonly name: string }[];
};

export type ServiceDefinition = { readonly serviceCode: string; readonly attributes: readonly Attribute[] };

export type RequestStatus = 'open' | 'closed';

/** A report as everybody may see it. */
export type ServiceRequest = {
  readonly id: string;
  readonly status: RequestStatus;
  readonly statusNotes: string | null;
  readonly serviceName: string | null;
  readonly serviceCode: string;
  readonly description: string | null;
  readonly agencyResponsible: string | null;
  readonly serviceNotice: string | null;
  readonly requested: Date;
  readonly updated: Date | null;
  readonly expected: Date | null;
  readonly address: string | null;
  readonly addressId: string | null;
  readonly zipcode: string | null;
  /** WGS-84 degrees. */
  readonly lat: number | null;
  readonly long: number | null;
  readonly mediaUrl: string | null;
};

/** What a report's sender gets back: an id, or a token to fetch it by, or neither (blackbox). */
export type Receipt =
  | { readonly id: string; readonly serviceNotice: string | null; readonly accountId: string | null }
  | { readonly token: string; readonly serviceNotice: string | null; readonly accountId: string | null }
  | { readonly serviceNotice: string | null; readonly accountId: string | null };

/** A token and the id that it stands for; null while there is none yet. */
export type Token = { readonly token: string; readonly id: string | null };

export type Discovery = {
  readonly changeset: Date;
  readonly contact: string;
  readonly keyService: string;
  readonly endpoints: readonly {
    readonly url: string;
    readonly changeset: Date;
    readonly type: 'production' | 'test';
  }[];
};

/** States of an update (mySociety's extension "Open311-extended"); written in capitals when posted, small when read. */
export const UPDATE_STATUSES = [
  'open',
  'closed',
  'fixed',
  'in_progress',
  'action_scheduled',
  'investigating',
  'duplicate',
  'not_councils_responsibility',
  'no_further_action',
  'internal_referral',
  'reopen',
  'for_triage',
] as const;
export type UpdateStatus = (typeof UPDATE_STATUSES)[number];

/** Something that happened to a report, as everybody may see it. */
export type RequestUpdate = {
  readonly updateId: string;
  readonly requestId: string;
  readonly status: UpdateStatus;
  readonly updated: Date;
  readonly description: string;
  readonly mediaUrl: string | null;
  readonly externalStatusCode: string | null;
};

/** Why something was refused: the HTTP status, and one entry for each thing that is wrong. `code` may be finer than the status. */
export type ErrorList = {
  readonly status: number;
  readonly errors: readonly { readonly code: number; readonly description: Text }[];
};

/** What a parser makes of a call: a fact, or the errors to answer with. Nothing is thrown. */
export type Parsed<Fact> =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly errors: ErrorList };

export type Format = 'xml' | 'json';

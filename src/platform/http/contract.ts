import { z } from 'zod';
import type { Text } from '../language/language.ts';

/**
 * Who may knock at a contract at all; what they may do to the thing behind it is the rights' business.
 * open: anybody. resident: a phone number proved by a code. staff: a login with at least one appointment in force.
 * machine: an API key. Several may be named.
 */
export type Access = 'open' | 'resident' | 'staff' | 'machine';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One call across the wire, declared once and used by the server (parsing both ways, OpenAPI), by the browser
 * (`call`) and by the generated tests. `path` is Fastify's form (`/api/matters/:id`).
 */
export type Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  /** `folder.verb`, unique; the OpenAPI operationId. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: Text;
  readonly access: readonly Access[];
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  /** Largest body in bytes; 256 KiB where absent. */
  readonly bodyLimit?: number;
  /** Requests a minute from one source; the server's default where absent. */
  readonly perMinute?: number;
  /** Leaves no log line, metric or address anywhere (charter rule 6: anonymous means anonymous). */
  readonly unlogged?: boolean;
  /** May be asked by a session whose post still owes its one-time code: signing in and enrolling. */
  readonly beforeTotp?: boolean;
};

/** Nothing is expected here: an empty object, and whatever else is sent is refused. */
export const nothingIn = z.strictObject({});

/** Declares a contract; the identity function, for its types. */
export const contract = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  one: Contract<P, Q, B, A>,
): Contract<P, Q, B, A> => one;

export type InputOf<C> =
  C extends Contract<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> }
    : never;
/** What a caller may leave out, it may leave out: the side before parsing. */
export type AskOf<C> =
  C extends Contract<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.input<P>; query: z.input<Q>; body: z.input<B> }
    : never;
export type AnswerOf<C> = C extends Contract<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never;
export type GivenOf<C> = C extends Contract<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.input<A> : never;

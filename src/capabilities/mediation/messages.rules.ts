import type { Case, Session } from './mediation.rules.ts';
import { invited } from './sessions.rules.ts';

/** What a party who left a telephone is told of a session: that it is soon, or that it falls. */
export const TOPICS = { soon: 'case.session', off: 'case.session-off' } as const;
export type Saying = keyof typeof TOPICS;
export const SAYINGS = Object.keys(TOPICS) as Saying[];

/** Which session, and which party is told. */
export type Told = { readonly session: string; readonly party: string };

/**
 * One message for each party that left a telephone and is asked to come, so that one which does not go out is tried again by itself. Of
 * a session with one side alone the other is told nothing. @param id of a party's message.
 */
export const toParties = (
  it: Pick<Case, 'id' | 'parties'>,
  session: Session,
  said: Saying,
  now: Date,
  id: (party: string) => string,
) =>
  invited(it, session).map((party) => ({
    id: id(party.id),
    topic: TOPICS[said],
    subject: it.id,
    payload: { session: session.id, party: party.id } satisfies Told,
    due: now.toISOString(),
  }));

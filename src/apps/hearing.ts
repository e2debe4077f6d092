import { appealsHeard, statementsNoticed } from '../capabilities/figures/figures.door.ts';
import { casesHeard, roundsHeard } from '../capabilities/mediation/mediation.door.ts';
import { noteNotices } from '../capabilities/notices/notices.timers.ts';
import type { Database } from '../platform/db/database.ts';
import type { HearingSource } from '../platform/hearing/source.ts';

/** Of what, beside matters, members of the staff have notices. */
export const hearing: readonly HearingSource[] = [casesHeard, roundsHeard, appealsHeard, statementsNoticed];

/** The worker's look at the journal for everything of which the staff hears. */
export const noteAll = (db: Database, district: string): Promise<void> => noteNotices(db, district, hearing);

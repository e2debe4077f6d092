import { appealsHeard, statementsNoticed } from '../capabilities/figures/figures.door.ts';
import { casesHeard } from '../capabilities/mediation/mediation.door.ts';
import type { HearingSource } from '../platform/hearing/source.ts';

/** Of what, beside matters, members of the staff have notices. */
export const hearing: readonly HearingSource[] = [casesHeard, appealsHeard, statementsNoticed];

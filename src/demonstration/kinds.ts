import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { disputes } from './kinds.disputes.ts';
import { hazards } from './kinds.hazards.ts';
import { helps } from './kinds.helps.ts';
import { incidents } from './kinds.incidents.ts';
import { order } from './kinds.order.ts';
import { outdoors } from './kinds.outdoors.ts';

/**
 * The kinds of matter that a district begins with; later ones come by proposals with two approvers. Norms (minutes to the first
 * action, working days to handle) are settings: no statute fixes them (standards F.5).
 */
export const kinds: readonly KindSeed[] = [...hazards, ...outdoors, ...incidents, ...order, ...disputes, ...helps];

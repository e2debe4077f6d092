import { charter } from './charter.law.ts';
import { doors } from './doors.law.ts';
import { journal } from './journal.law.ts';
import type { Law } from './law.ts';
import { naming } from './naming.law.ts';
import { purity } from './purity.law.ts';
import { roles } from './roles.law.ts';
import { screens } from './screens.law.ts';
import { sqlInStores } from './sql.law.ts';

/** The laws of the house, in their order (ARCHITECTURE.md). */
export const laws: readonly Law[] = [purity, sqlInStores, doors, screens, naming, journal, roles, charter];

import type { Door } from '../../law/refusable.rules.ts';

/** Pages of the public shell that show a right door; where there is none its name has to do. */
export const DOOR_PAGES: Partial<Record<Door, string>> = {
  court: '/doors/court',
  police: '/doors/police',
  petition: '/doors/petition',
};

import type { AnswerOf } from '../../../platform/http/contract.ts';
import { listBodies } from '../../../platform/identity/bodies.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import type { Door } from '../matters.rules.ts';

/** National numbers that answer for each door, also where a district names no office. */
export const NUMBERS: Readonly<Record<Door, string>> = {
  petition: '12345',
  discipline: '12388',
  court: '12368',
  labour: '12333',
  police: '110',
  other: '12348',
};

/** National addresses in the web where the same door can be used without going there. */
export const SITES: Readonly<Record<Exclude<Door, 'police'>, string>> = {
  petition: 'https://wsxf.gjxfj.gov.cn',
  discipline: 'https://www.12388.gov.cn',
  court: 'https://zxfw.court.gov.cn',
  labour: 'https://www.12333.gov.cn',
  other: 'https://www.12348.gov.cn',
};

/** By which last word of its slug a district's office is known as a door's: `wc-petitions`, `court`. */
const SLUGS: Readonly<Record<Door, string>> = {
  petition: 'petitions',
  discipline: 'discipline',
  court: 'court',
  labour: 'labour',
  police: 'police',
  other: 'justice',
};

type Office = AnswerOf<typeof listBodies>['bodies'][number];

/** The district's own office behind a door, with its address; undefined where the district names none. */
export function officeOf(bodies: readonly Office[], door: Door): Office | undefined {
  const slug = SLUGS[door];
  return bodies.find(({ id, territory }) => territory.length === 6 && (id === slug || id.endsWith(`-${slug}`)));
}

/** The offices behind the doors, for those who ask; undefined until they are known. */
export function useOffices(): (door: Door) => Office | undefined {
  const { data } = useCall(listBodies, {}, { fresh: 300_000 });
  return (door) => officeOf(data?.bodies ?? [], door);
}

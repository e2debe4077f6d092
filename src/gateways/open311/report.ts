import { isOnEarth } from '../../platform/places/coordinates.rules.ts';
import { answersWrong } from './answers.ts';
import { Contents } from './contents.ts';
import { errorList, joinedErrors, refused } from './errors.ts';
import type { Parsed, ServiceDefinition } from './facts.ts';
import type { Fields } from './fields.ts';

/** A report as it was posted. The contact is for relay only and never comes out of this gateway again. */
export type PostedReport = {
  readonly serviceCode: string;
  /** WGS-84 degrees; both or neither. */
  readonly lat: number | null;
  readonly long: number | null;
  readonly addressString: string | null;
  readonly addressId: string | null;
  /** Answers to questions that the definition holds; others are left out. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly description: string | null;
  readonly mediaUrls: readonly string[];
  readonly contact: {
    readonly email: string | null;
    readonly phone: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly deviceId: string | null;
    readonly accountId: string | null;
  };
};

/**
 * Makes a report of a posted form. `definitionOf` answers the questions of a service that is offered (perhaps none), or null for one that is
 * not. Everything that is wrong is named in one answer: 404 an unknown service, else 400. The key is checked before this, by `apiKeyOf`.
 */
export function reportOf(
  fields: Fields,
  definitionOf: (code: string) => ServiceDefinition | null,
): Parsed<PostedReport> {
  const contents = new Contents(fields);
  const serviceCode = contents.needed('service_code');
  const definition = serviceCode === '' ? null : definitionOf(serviceCode);
  if (serviceCode !== '' && definition === null)
    return refused(errorList(404, 'unknownService', { code: serviceCode }));
  const place = placeOf(contents);
  const report: PostedReport = {
    serviceCode,
    ...place,
    attributes: answersOf(fields, definition),
    description: contents.text('description'),
    mediaUrls: contents.media(),
    contact: {
      email: contents.email(),
      phone: contents.text('phone'),
      firstName: contents.text('first_name'),
      lastName: contents.text('last_name'),
      deviceId: contents.text('device_id'),
      accountId: contents.text('account_id'),
    },
  };
  if (definition !== null) contents.wrong.push(...answersWrong(definition, fields.attributes));
  const wrong = joinedErrors(contents.wrong);
  return wrong === null ? { ok: true, fact: report } : refused(wrong);
}

type Place = Pick<PostedReport, 'lat' | 'long' | 'addressString' | 'addressId'>;

function placeOf(contents: Contents): Place {
  const before = contents.wrong.length;
  const lat = contents.degrees('lat', 90);
  const long = contents.degrees('long', 180);
  const addressString = contents.text('address_string');
  const addressId = contents.text('address_id');
  if (contents.wrong.length === before) {
    if ((lat === null) !== (long === null)) contents.wrong.push(errorList(400, 'pair'));
    else if (lat === null && addressString === null && addressId === null) contents.wrong.push(errorList(400, 'place'));
    else if (lat !== null && long !== null && !isOnEarth({ lon: long, lat }))
      contents.wrong.push(errorList(400, 'degrees', { name: 'lat, long' }));
  }
  return { lat, long, addressString, addressId };
}

function answersOf(fields: Fields, definition: ServiceDefinition | null): Record<string, readonly string[]> {
  const asked = (definition?.attributes ?? []).filter((attribute) => attribute.variable);
  const found = asked.flatMap((attribute) => {
    const answers = fields.attributes.get(attribute.code);
    return answers === undefined ? [] : [[attribute.code, answers] as const];
  });
  return Object.fromEntries(found);
}

import { Contents } from './contents.ts';
import { errorList, joinedErrors, refused } from './errors.ts';
import type { Parsed, UpdateStatus } from './facts.ts';
import { UPDATE_STATUSES } from './facts.ts';
import type { Fields } from './fields.ts';
import { field } from './fields.ts';

/**
 * Something that another system says happened to a report (POST servicerequestupdates, mySociety's Open311-extended). `updateId` is
 * theirs: the same one again is the same update.
 */
export type PostedUpdate = {
  readonly updateId: string;
  readonly requestId: string;
  readonly serviceCode: string | null;
  readonly status: UpdateStatus;
  readonly updated: Date;
  readonly description: string | null;
  readonly mediaUrls: readonly string[];
  /** Its author does not want to be named. */
  readonly anonymous: boolean;
  readonly contact: {
    readonly email: string | null;
    readonly phone: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly accountId: string | null;
  };
};

/** Makes an update of a posted form; everything that is wrong is named in one answer. */
export function updateOf(fields: Fields): Parsed<PostedUpdate> {
  const contents = new Contents(fields);
  const status = (field(fields, 'status') ?? '').toLowerCase();
  const known = UPDATE_STATUSES.find((one) => one === status);
  if (status === '') contents.wrong.push(errorList(400, 'missing', { name: 'status' }));
  else if (known === undefined) {
    contents.wrong.push(
      errorList(400, 'status', { name: 'status', choices: UPDATE_STATUSES.join(', ').toUpperCase() }),
    );
  }
  if (field(fields, 'updated_datetime') === null)
    contents.wrong.push(errorList(400, 'missing', { name: 'updated_datetime' }));
  const updated = contents.moment('updated_datetime');
  const update = {
    updateId: contents.needed('update_id'),
    requestId: contents.needed('service_request_id'),
    serviceCode: contents.text('service_code'),
    description: contents.text('description'),
    mediaUrls: contents.media(),
    anonymous: contents.flag('public_anonymity_required'),
    contact: {
      email: contents.email(),
      phone: contents.text('phone'),
      firstName: contents.text('first_name'),
      lastName: contents.text('last_name'),
      accountId: contents.text('account_id'),
    },
  };
  const wrong = joinedErrors(contents.wrong);
  if (wrong !== null || known === undefined || updated === null) return refused(wrong ?? errorList(400, 'general'));
  return { ok: true, fact: { ...update, status: known, updated } };
}

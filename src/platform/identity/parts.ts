import type { Database } from '../db/database.ts';
import type { Origin } from '../journal/line.rules.ts';
import type { Text } from '../language/language.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { AuthDoor } from './auth.ts';
import { Identifier } from './identify.ts';
import type { OidcSettings } from './oidc.ts';
import { type SmsProvider, type SmsSettings, smsProvider } from './sms.ts';
import { Throttle } from './throttle.ts';

export type IdentitySettings = {
  /** Where browsers reach us, without a slash at the end. */
  readonly baseUrl: string;
  /** The district whose counters hold tries at logins that name nobody. */
  readonly defaultDistrict: string;
  /** SESSION_IDLE_MINUTES. */
  readonly idleMinutes: number;
  /** Where forgettings are logged. */
  readonly dataDir: string;
  readonly sms: SmsSettings;
  readonly oidc: OidcSettings | null;
};

export type IdentityGiven = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly settings: IdentitySettings;
  /** How a district was created: lines of a demonstration say so, and it has no second person to approve. */
  readonly originOf: (district: string) => Promise<Origin>;
  /** Names of territories, where the places know them. */
  readonly territoryNames?: (district: string, codes: readonly string[]) => Promise<ReadonlyMap<string, Text>>;
  /** Ids, kept by a capability, of what a telephone's owner is concerned by: so that they read who looked there too. */
  readonly concernedBy?: (district: string, phoneIndex: Buffer) => Promise<readonly string[]>;
  /** Forgets what a capability keeps under a telephone's blind index; returns the keys that are gone. */
  readonly forgetElsewhere?: (district: string, phoneIndex: Buffer, now: Date) => Promise<readonly string[]>;
  /** Told of faults, without personal data. */
  readonly onFault?: (message: string) => void;
};

/** What the routes of this folder stand on. */
export type IdentityParts = IdentityGiven & {
  readonly auth: AuthDoor;
  readonly identifier: Identifier;
  readonly throttle: Throttle;
  readonly sms: SmsProvider;
};

/** Puts the parts together; opens no connection and asks nobody. */
export function identityParts(given: IdentityGiven): IdentityParts {
  const { db, keyring, clock, settings } = given;
  const auth = new AuthDoor(
    db.pool,
    {
      baseUrl: settings.baseUrl,
      // Of the server, not of a district: one-time codes are sealed under it, and DISTRICT may be set anew.
      secret: keyring.blindIndex('server', 'auth.secret', 'better-auth').toString('base64url'),
      idleMinutes: settings.idleMinutes,
      onFault: (message) => {
        // A wrong key is its sender's fault, not ours.
        if (!message.startsWith('Failed to validate API key')) given.onFault?.(message);
      },
    },
    settings.oidc,
  );
  return {
    ...given,
    auth,
    identifier: new Identifier(auth, db, clock),
    throttle: new Throttle(keyring, settings.defaultDistrict),
    sms: smsProvider(settings.sms, db),
  };
}

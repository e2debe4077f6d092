import { isIP } from 'node:net';
import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { deviceOf } from './device.rules.ts';
import { LONGEST_PASSWORD, loginFault, SHORTEST_PASSWORD } from './login.rules.ts';
import { OIDC } from './oidc.ts';
import { isStrong, type Proof } from './proof.rules.ts';

export type AuthSettings = {
  /** Where browsers reach us, `https://lianan.example.cn`: decides secure cookies, passkeys' domain and OIDC's way back. */
  readonly baseUrl: string;
  /** Signs cookies and seals TOTP secrets; derived from the master key. */
  readonly secret: string;
  /** A session ends after so many minutes without a request. */
  readonly idleMinutes: number;
  /** Told of faults; never with personal data. */
  readonly onFault?: (message: string) => void;
};

const MONTH = 30 * 86_400;

/** What a session was proved by, known from the call that made it. */
const PROOF_OF: Readonly<Record<string, Proof>> = {
  '/two-factor/verify-totp': 'totp',
  '/two-factor/verify-backup-code': 'totp',
  '/passkey/verify-authentication': 'passkey',
  '/callback/:id': 'oidc',
};

/**
 * better-auth over our pool, its tables in the schema `auth`. Makes no request, sends no telemetry, keeps no addresses.
 * @param extra plugins built later, such as the outside provider's.
 */
export function buildAuth(pool: pg.Pool, settings: AuthSettings, extra: readonly BetterAuthPlugin[] = []) {
  const host = new URL(settings.baseUrl).hostname;
  return betterAuth({
    appName: 'Lianan',
    baseURL: settings.baseUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    database: {
      db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }),
      type: 'postgres',
      schemaName: 'auth',
    },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => (level === 'error' ? settings.onFault?.(message) : undefined) },
    onAPIError: {
      errorURL: `${settings.baseUrl}/desk`,
      // Refusals are their sender's business; of faults only the name is told, since their texts may quote values.
      onError: (error) => {
        if (!(error instanceof APIError)) settings.onFault?.(error instanceof Error ? error.name : 'unknown');
      },
    },
    // Counting failures is ours (throttle.store.ts): better-auth's counters would keep addresses in the open.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    account: { accountLinking: { enabled: true, trustedProviders: [OIDC], requireLocalEmailVerified: false } },
    session: {
      expiresIn: settings.idleMinutes * 60,
      // A request moves the end on at most once a minute, so that reading costs no write.
      updateAge: Math.min(60, Math.floor(settings.idleMinutes * 6)),
      additionalFields: { proof: { type: 'string', required: false, input: false } },
    },
    user: {
      additionalFields: {
        district: { type: 'string', required: true, input: false },
        closed: { type: 'boolean', required: false, input: false, defaultValue: false },
      },
    },
    advanced: {
      cookiePrefix: 'lianan',
      useSecureCookies: settings.baseUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      // Origins of writes are checked for every route by platform/http; addresses to go back to still are by better-auth.
      disableCSRFCheck: true,
      disableOriginCheck: false,
      database: { validateSchema: false },
    },
    plugins: [
      username({ usernameValidator: (login) => loginFault(login) === null, displayUsername: false }),
      twoFactor({ issuer: 'Lianan', accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: 900 } }),
      passkey({
        rpName: 'Lianan 联安',
        rpID: isIP(host) ? 'localhost' : host,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        authentication: {
          afterVerification: async ({ verification }) => {
            // Without the finger or the PIN the key is one factor only (GB/T 22239-2019 8.1.4.1 d wants two).
            if (!verification.authenticationInfo.userVerified)
              throw new APIError('UNAUTHORIZED', { code: 'NOT_VERIFIED' });
          },
        },
      }),
      apiKey({
        defaultPrefix: 'lianan_',
        enableMetadata: true,
        rateLimit: { enabled: false },
        keyExpiration: { maxExpiresIn: 731, defaultExpiresIn: MONTH * 12 * 1000 },
      }),
      ...extra,
    ],
    hooks: { before: createAuthMiddleware(async (ctx) => refuseWeakRegistration(ctx)) },
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) => {
            const user = await ctx?.context.internalAdapter.findUserById(session.userId);
            if ((user as { closed?: boolean } | null | undefined)?.closed)
              throw new APIError('FORBIDDEN', { code: 'CLOSED' });
            const proof = PROOF_OF[ctx?.path ?? ''] ?? 'password';
            return { data: { ...session, proof, ipAddress: null, userAgent: deviceOf(session.userAgent ?? '') } };
          },
        },
      },
      // The provider's tokens hold names: none is kept.
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
  });
}

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null } as const;

export type Auth = ReturnType<typeof buildAuth>;

type Middle = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who has a second factor must have shown it before adding a passkey, which could stand in for it. */
async function refuseWeakRegistration(ctx: Middle): Promise<void> {
  if (!/^\/passkey\/(verify|generate)-regist/.test(ctx.path)) return;
  const { getSessionFromCtx } = await import('better-auth/api');
  const found = await getSessionFromCtx(ctx);
  const user = found?.user as { twoFactorEnabled?: boolean | null } | undefined;
  const session = found?.session as { proof?: Proof } | undefined;
  if (user?.twoFactorEnabled && !isStrong(session?.proof)) throw new APIError('FORBIDDEN', { code: 'PROVE_FIRST' });
}

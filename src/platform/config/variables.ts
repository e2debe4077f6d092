import { z } from 'zod';
import { COSIGNATURE, ED25519, type Verifier, verifierOf } from '../proof/notes.ts';

/** One environment variable: how its text is read, its default as text, and whether its value may be shown. */
export type Variable = { readonly shape: z.ZodType; readonly default: string | null; readonly secret?: true };

const whole = (least: number, most: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const flag = z.enum(['0', '1']).transform((one) => one === '1');
const web = z.url({ protocol: /^https?$/ });
const text = z.string().min(1);
/** The name of a file of tiles below the data folder. */
const archive = z.string().regex(/^[\w-][\w.-]*\.pmtiles$/);
const origins = z
  .string()
  .regex(/^https?:\/\/[^/?#@\s,]+(,https?:\/\/[^/?#@\s,]+)*$/)
  .transform((list) => list.split(','))
  .refine((list) => list.every((one) => URL.canParse(one)));

/** Public keys as people hand them on, between blanks. */
const keys = z.string().transform((list, context): Verifier[] => {
  const read = list.trim().split(/\s+/).map(verifierOf);
  if (read.every((one) => one?.type === ED25519)) return read as Verifier[];
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});
/** Addresses with the key that answers there, `URL KEY` and so on, between blanks. */
const witnesses = z.string().transform((list, context): { url: string; key: Verifier }[] => {
  const parts = list.trim().split(/\s+/);
  const read = Array.from({ length: Math.ceil(parts.length / 2) }, (_, at) => {
    const [url = '', key = ''] = parts.slice(2 * at, 2 * at + 2);
    const verifier = verifierOf(key);
    return web.safeParse(url).success && verifier?.type === COSIGNATURE
      ? { url: url.replace(/\/$/, ''), key: verifier }
      : null;
  });
  if (read.every((one) => one !== null)) return read;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

/** Every variable that the start reads; docs/configuration.md is written from this list. */
export const VARIABLES = {
  PORT: { shape: whole(0, 65_535), default: '7330' },
  HOST: { shape: z.string().regex(/^[\w.:-]+$/), default: '127.0.0.1' },
  DATA_DIR: { shape: text, default: './data' },
  DATABASE_URL: { shape: z.string().regex(/^postgres(ql)?:\/\/[^/]+\/[^/?]+/), default: null, secret: true },
  DEMO: { shape: flag, default: '1' },
  BUILD: { shape: flag, default: '1' },
  DISTRICT: { shape: z.string().regex(/^\d{6}$/), default: '330702' },
  LIANAN_KEY: { shape: z.string().regex(/^[0-9a-f]{64}$/i), default: null, secret: true },
  LIANAN_NEW_KEY: { shape: z.string().regex(/^[0-9a-f]{64}$/i), default: null, secret: true },
  SUITE: { shape: z.enum(['aes', 'sm4']), default: 'aes' },
  BASE_URL: {
    shape: z
      .string()
      .regex(/^https?:\/\/[^/?#@\s]+\/?$/)
      .refine((url) => URL.canParse(url))
      .transform((url) => url.replace(/\/$/, '')),
    default: null,
  },
  TRUST_PROXY: { shape: flag, default: '0' },
  LOG_LEVEL: { shape: z.enum(['silent', 'error', 'warn', 'info', 'debug']), default: 'info' },
  FILES_URL: { shape: z.string().regex(/^s3(\+http)?:\/\/[^:/@]+:[^@]+@[^/]+\/[^/]+/), default: null, secret: true },
  SCAN_URL: { shape: z.string().regex(/^clamd:\/\/[^/]*(\/.+)?$/), default: null },
  SMS_PROVIDER: { shape: z.enum(['outbox', 'http']), default: 'outbox' },
  SMS_URL: { shape: web, default: null },
  SMS_TOKEN: { shape: text, default: null, secret: true },
  PUSH: { shape: flag, default: '1' },
  OIDC_DISCOVERY_URL: { shape: web, default: null },
  OIDC_CLIENT_ID: { shape: text, default: null },
  OIDC_CLIENT_SECRET: { shape: text, default: null, secret: true },
  OIDC_LOGIN_CLAIM: { shape: text, default: 'preferred_username' },
  SESSION_IDLE_MINUTES: { shape: whole(1, 1440), default: '30' },
  RATE_PER_MINUTE: { shape: whole(1, 1_000_000), default: '600' },
  KEEP_CONTACT_DAYS: { shape: whole(1, 3650), default: '365' },
  MAP_STYLE: { shape: z.union([z.enum(['none', 'tianditu']), web, archive]), default: 'none' },
  TIANDITU_KEY: { shape: z.string().regex(/^[\w-]+$/), default: null, secret: true },
  MAP_APPROVAL: { shape: text.max(60), default: null },
  MAP_ORIGINS: { shape: origins, default: null },
  HOOKS_INSIDE: { shape: flag, default: '0' },
  EXCHANGE_INSIDE: { shape: flag, default: '0' },
  WITNESS_FOR: { shape: keys, default: null },
  WITNESSES: { shape: witnesses, default: null },
  STATEMENT_P12: { shape: text, default: null },
  STATEMENT_P12_PASSWORD_FILE: { shape: text, default: null },
  POOL: { shape: whole(1, 200), default: '16' },
} as const satisfies Record<string, Variable>;

export type Name = keyof typeof VARIABLES;

/** The values as read: null where a variable is not set and has no default. */
export type Values = {
  readonly [N in Name]:
    | z.output<(typeof VARIABLES)[N]['shape']>
    | ((typeof VARIABLES)[N]['default'] extends null ? null : never);
};

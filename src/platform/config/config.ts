import { resolve } from 'node:path';
import { say } from '../language/language.ts';
import { type BaseMap, NO_BASE_MAP, OWN_MAPS, originsOf, tianditu } from '../places/baseMap.ts';
import type { Verifier } from '../proof/notes.ts';
import { configWords } from './config.words.ts';
import type { Name, Values, Variable } from './variables.ts';
import { VARIABLES } from './variables.ts';

/** Everything that can be set, read and checked once at the start. docs/configuration.md says what each is for. */
export type Config = {
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** The owner's address of an outside PostgreSQL; null for the embedded one. Never given to server or worker. */
  readonly databaseUrl: string | null;
  readonly demo: boolean;
  /** Build the pages when their sources changed; off where dist/ was built elsewhere. */
  readonly build: boolean;
  readonly district: string;
  /** LIANAN_KEY, 64 hex digits; null for the key file. See `masterKey` in sealing. */
  readonly key: string | null;
  /** LIANAN_NEW_KEY, 64 hex digits, for `npm run rekey` alone. */
  readonly newKey: string | null;
  readonly suite: 'aes' | 'sm4';
  /** Where browsers reach us, without a slash at the end. */
  readonly baseUrl: string;
  readonly trustProxy: boolean;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly filesUrl: string | null;
  readonly scanUrl: string | null;
  readonly sms:
    | { readonly kind: 'outbox' }
    | { readonly kind: 'http'; readonly url: string; readonly token: string | null };
  /** Browsers that wish it are told of what is around; their own push service is asked, nobody else. */
  readonly push: boolean;
  readonly oidc: {
    readonly discoveryUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly loginClaim: string;
  } | null;
  readonly idleMinutes: number;
  readonly ratePerMinute: number;
  /** What maps are drawn on, and where browsers may fetch its parts from. */
  readonly baseMap: BaseMap;
  readonly mapOrigins: readonly string[];
  /** Whether hooks may lead to addresses within a network of one's own, and to this machine without TLS. */
  readonly hooksInside: boolean;
  readonly exchangeInside: boolean;
  /** Keys of the trees of others that this server witnesses, and who is asked to witness its own. */
  readonly witnessFor: readonly Verifier[];
  readonly witnesses: readonly { readonly url: string; readonly key: Verifier }[];
  /** The district's own certificate for its papers: a PKCS#12 file and the file of its password; null for the one made here. */
  readonly stamp: { readonly path: string; readonly password: string } | null;
  /** Most connections of the serving pool. */
  readonly pool: number;
  /** Days after which the contact of what has ended is forgotten (PIPL art. 19 and 47). */
  readonly keepContactDays: number;
};

/** A wrong or missing value: one sentence for the operator, Chinese and English. */
export class ConfigFault extends Error {
  readonly variable: Name;

  constructor(variable: Name, zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.variable = variable;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration; an empty value counts as not set. Throws `ConfigFault` at the first wrong one. */
export function readConfig(env: Environment = process.env): Config {
  const values = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, one]) => [name, read(name as Name, one, env)]),
  ) as Values;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    demo: values.DEMO,
    build: values.BUILD,
    district: values.DISTRICT,
    key: values.LIANAN_KEY,
    newKey: values.LIANAN_NEW_KEY,
    suite: values.SUITE,
    baseUrl: values.BASE_URL ?? `http://${browsable(values.HOST)}:${values.PORT}`,
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    filesUrl: values.FILES_URL,
    scanUrl: values.SCAN_URL,
    sms:
      values.SMS_PROVIDER === 'outbox'
        ? { kind: 'outbox' }
        : { kind: 'http', url: needed(values, 'SMS_URL', 'SMS_PROVIDER=http'), token: values.SMS_TOKEN },
    push: values.PUSH,
    oidc: oidcOf(values),
    idleMinutes: values.SESSION_IDLE_MINUTES,
    ratePerMinute: values.RATE_PER_MINUTE,
    baseMap: baseMapOf(values),
    mapOrigins: originsOf(baseMapOf(values), values.MAP_ORIGINS ?? []),
    hooksInside: values.HOOKS_INSIDE,
    exchangeInside: values.EXCHANGE_INSIDE,
    witnessFor: values.WITNESS_FOR ?? [],
    witnesses: values.WITNESSES ?? [],
    stamp: stampOf(values),
    pool: values.POOL,
    keepContactDays: values.KEEP_CONTACT_DAYS,
  };
}

/** The certificate of the papers, null where none is set. */
function stampOf(values: Values): Config['stamp'] {
  if (values.STATEMENT_P12 === null) return null;
  const password = needed(values, 'STATEMENT_P12_PASSWORD_FILE', 'STATEMENT_P12');
  return { path: resolve(values.STATEMENT_P12), password: resolve(password) };
}

function read(name: Name, variable: Variable, env: Environment): unknown {
  const given = env[name] === '' ? undefined : env[name];
  const text = given ?? variable.default;
  if (text === null) return null;
  const parsed = variable.shape.safeParse(text);
  if (parsed.success) return parsed.data;
  const sentence = (language: 'zh' | 'en'): string =>
    say(configWords, language, 'wrong', {
      name,
      value: variable.secret === true ? '' : say(configWords, language, 'shown', { value: text }),
      allowed: say(configWords, language, `a${name}`),
    });
  throw new ConfigFault(name, sentence('zh'), sentence('en'));
}

function needed<N extends Name>(values: Values, name: N, because: string): NonNullable<Values[N]> {
  const value = values[name];
  if (value !== null) return value as NonNullable<Values[N]>;
  const sentence = (language: 'zh' | 'en'): string =>
    say(configWords, language, 'missing', { name, because, allowed: say(configWords, language, `a${name}`) });
  throw new ConfigFault(name, sentence('zh'), sentence('en'));
}

function baseMapOf(values: Values): BaseMap {
  const { MAP_STYLE: style, MAP_APPROVAL: approval } = values;
  if (style === 'none') return NO_BASE_MAP;
  if (style === 'tianditu') {
    const because = 'MAP_STYLE=tianditu';
    return tianditu(needed(values, 'TIANDITU_KEY', because), needed(values, 'MAP_APPROVAL', because));
  }
  if (!/^https?:/.test(style)) return { kind: 'pmtiles', url: `/${OWN_MAPS}/${style}`, approval };
  return { kind: new URL(style).pathname.endsWith('.pmtiles') ? 'pmtiles' : 'style', url: style, approval };
}

function oidcOf(values: Values): Config['oidc'] {
  const first = (['OIDC_DISCOVERY_URL', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).find(
    (name) => values[name] !== null,
  );
  if (first === undefined) return null;
  return {
    discoveryUrl: needed(values, 'OIDC_DISCOVERY_URL', first),
    clientId: needed(values, 'OIDC_CLIENT_ID', first),
    clientSecret: needed(values, 'OIDC_CLIENT_SECRET', first),
    loginClaim: values.OIDC_LOGIN_CLAIM,
  };
}

/** 0.0.0.0 and :: are addresses to listen on, not to go to; an IPv6 address stands in brackets. */
function browsable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

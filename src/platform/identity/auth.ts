import type pg from 'pg';
import { type Auth, type AuthSettings, buildAuth } from './authOptions.ts';
import { discover, OIDC, type OidcSettings, oidcPlugin } from './oidc.ts';
import type { Proof } from './proof.rules.ts';

/** A live session as better-auth knows it. */
export type SignedIn = {
  readonly session: string;
  readonly userId: string;
  readonly login: string;
  readonly district: string;
  readonly enrolled: boolean;
  readonly proof: Proof | undefined;
  readonly made: Date;
  readonly expires: Date;
  /** Set-Cookie headers that the answer must carry: the session lives on. */
  readonly cookies: readonly string[];
};

/** After so long without a try an outside provider that did not answer is asked again. */
const RETRY_MS = 5_000;

/**
 * better-auth behind one door. The instance that knows the outside provider is built when somebody first wants it and the
 * provider answers; until then, and while it is down, everything else works, and each wish tries again.
 */
export class AuthDoor {
  readonly #plain: Auth;
  readonly #pool: pg.Pool;
  readonly #settings: AuthSettings;
  readonly #oidc: OidcSettings | null;
  #outside: Auth | null = null;
  #trying: Promise<Auth | null> | null = null;
  #triedAt = 0;

  constructor(pool: pg.Pool, settings: AuthSettings, oidc: OidcSettings | null) {
    this.#pool = pool;
    this.#settings = settings;
    this.#oidc = oidc;
    this.#plain = buildAuth(pool, settings);
  }

  get api(): Auth['api'] {
    return this.#plain.api;
  }

  /** Whether an outside provider is configured at all. */
  get hasOutside(): boolean {
    return this.#oidc !== null;
  }

  /** The instance with the outside provider; null while it does not answer. */
  async outside(): Promise<Auth | null> {
    const oidc = this.#oidc;
    if (oidc === null || this.#outside !== null) return this.#outside;
    if (this.#trying === null) {
      if (Date.now() - this.#triedAt < RETRY_MS) return null;
      this.#triedAt = Date.now();
      this.#trying = this.#build(oidc).finally(() => {
        this.#trying = null;
      });
    }
    return this.#trying;
  }

  async #build(oidc: OidcSettings): Promise<Auth | null> {
    const found = await discover(oidc);
    if (found === null) return null;
    const built = buildAuth(this.#pool, this.#settings, [oidcPlugin(oidc, found.userInfoUrl)]);
    const { socialProviders } = await built.$context;
    // The provider may have gone between our question and better-auth's: then this instance lacks it for ever.
    if (!socialProviders.some((one) => one.id === OIDC)) return null;
    this.#outside = built;
    return built;
  }

  /** Answers one of better-auth's own calls. */
  async handle(request: Request, path: string): Promise<Response> {
    if (path !== '/sign-in/social' && !path.startsWith('/callback/')) return this.#plain.handler(request);
    const outside = await this.outside();
    return outside === null ? new Response(null, { status: 503 }) : outside.handler(request);
  }

  /**
   * The session that a cookie names, moved on in time; null where there is none.
   * Throws the database's own error where it is away (better-auth hides it behind a 500).
   */
  async session(headers: Headers): Promise<SignedIn | null> {
    const found = await this.#plain.api.getSession({ headers, returnHeaders: true }).catch(async (error: unknown) => {
      await this.#pool.query('select 1');
      throw error;
    });
    if (found.response === null) return null;
    const { session, user } = found.response;
    const { proof } = session as { proof?: Proof | null };
    const { username, district, twoFactorEnabled } = user as {
      username?: string | null;
      district: string;
      twoFactorEnabled?: boolean | null;
    };
    return {
      session: session.id,
      userId: user.id,
      login: username ?? user.name,
      district,
      enrolled: twoFactorEnabled === true,
      proof: proof ?? undefined,
      made: session.createdAt,
      expires: session.expiresAt,
      cookies: found.headers.getSetCookie(),
    };
  }
}

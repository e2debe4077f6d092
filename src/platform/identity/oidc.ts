import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { loginFault } from './login.rules.ts';

/** One outside OpenID Connect provider, such as the province's government sign-in. */
export type OidcSettings = {
  /** The discovery document, `https://…/.well-known/openid-configuration`. */
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that holds our login; `preferred_username` where absent. */
  readonly loginClaim?: string;
};

/** The provider's id in addresses: `/api/auth/callback/oidc`. */
export const OIDC = 'oidc';

/** Every login has an address of this form, because better-auth wants one; the domain never exists (RFC 2606). */
export const emailOf = (login: string) => `${login.toLowerCase()}@login.invalid`;

/**
 * The better-auth plugin for the provider. Its start fetches the discovery document, so that it is built at the first
 * sign-in that asks for it, not when the server starts (`auth.ts`). Only the login is taken from the provider: no name, no
 * address, no picture; whom we do not know is refused.
 */
export function oidcPlugin(settings: OidcSettings, userInfoUrl: string | null) {
  const claim = settings.loginClaim ?? 'preferred_username';
  return genericOAuth({
    config: [
      {
        providerId: OIDC,
        discoveryUrl: settings.discoveryUrl,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        scopes: ['openid', 'profile'],
        pkce: true,
        disableSignUp: true,
        requireIdTokenVerification: true,
        // better-auth's own reader wants an address in the id token, which a government provider need not give. The token was
        // verified before this is called.
        getUserInfo: async (tokens) => {
          const claims = claimsOf(tokens.idToken ?? '');
          const subject = claims['sub'];
          if (typeof subject !== 'string') return null;
          const more =
            claim in claims || userInfoUrl === null ? {} : await userInfo(userInfoUrl, tokens.accessToken ?? '');
          // The answer of another subject is another person's (OpenID Connect Core 5.3.2).
          if (more['sub'] !== undefined && more['sub'] !== subject) return null;
          return { ...more, ...claims, id: subject, sub: subject, emailVerified: true };
        },
        mapProfileToUser: (profile) => {
          const login = String((profile as Record<string, unknown>)[claim] ?? '').toLowerCase();
          // An empty address makes better-auth end the sign-in with a named error.
          if (loginFault(login) !== null) return { email: '', name: '', emailVerified: false, image: undefined };
          return { email: emailOf(login), name: login, emailVerified: true, image: undefined };
        },
      },
    ],
  });
}

/** What the discovery document says; null where the provider does not answer it within five seconds. */
export async function discover(settings: OidcSettings): Promise<{ readonly userInfoUrl: string | null } | null> {
  try {
    const answer = await fetch(settings.discoveryUrl, { signal: AbortSignal.timeout(5_000) });
    const document = (await answer.json()) as Record<string, unknown>;
    const whole =
      answer.ok && typeof document['authorization_endpoint'] === 'string' && typeof document['jwks_uri'] === 'string';
    const { userinfo_endpoint: userInfoUrl } = document;
    return whole ? { userInfoUrl: typeof userInfoUrl === 'string' ? userInfoUrl : null } : null;
  } catch {
    return null;
  }
}

/** The claims of a token that was verified before (RFC 7519 section 3). */
function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8') || '{}') as Record<
    string,
    unknown
  >;
}

async function userInfo(url: string, token: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(5_000),
  });
  return answer.ok ? ((await answer.json()) as Record<string, unknown>) : {};
}

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
export function oidcPlugin(settings: OidcSettings) {
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

/** True when the provider answers its discovery document within five seconds. */
export async function oidcAnswers(settings: OidcSettings): Promise<boolean> {
  try {
    const answer = await fetch(settings.discoveryUrl, { signal: AbortSignal.timeout(5_000) });
    const document = (await answer.json()) as Record<string, unknown>;
    return answer.ok && typeof document['authorization_endpoint'] === 'string' && typeof document['jwks_uri'] === 'string';
  } catch {
    return false;
  }
}

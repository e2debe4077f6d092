import { textOf } from '../../language/language.ts';
import { CallProblem, send } from '../../web/call.ts';
import { accountWords } from './account.words.ts';

/** A passkey as its owner sees it. */
export type PasskeyOut = { readonly id: string; readonly name?: string | null; readonly createdAt?: string | null };

const BASE = '/api/auth/passkey';

/** Browsers keep passkeys for names of servers, not for numbers, and only where nobody can listen in. */
export const passkeysWork = (): boolean =>
  typeof PublicKeyCredential === 'function' && window.isSecureContext && !/^[\d.]+$|^\[/.test(window.location.hostname);

/** My passkeys. */
export async function myPasskeys(): Promise<readonly PasskeyOut[]> {
  return (await send('GET', `${BASE}/list-user-passkeys`)) as PasskeyOut[];
}

/** Removes one of mine. */
export async function removePasskey(id: string): Promise<void> {
  await send('POST', `${BASE}/delete-passkey`, { id });
}

type Described = { readonly id: string; readonly type: 'public-key'; readonly transports?: AuthenticatorTransport[] };
type Creation = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  readonly challenge: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials?: readonly Described[];
};
type Request = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & {
  readonly challenge: string;
  readonly allowCredentials?: readonly Described[];
};

/** Makes a passkey on this device and has the server remember it (WebAuthn level 2, section 7.1). Throws CallProblem. */
export async function registerPasskey(owner: { login: string; name: string }, name: string): Promise<void> {
  const asked = (await send('GET', `${BASE}/generate-register-options`)) as Creation;
  const made = await onDevice(() =>
    navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytesOf(asked.challenge),
        // The device shows whose key it is; the server's own name for the login would only puzzle.
        user: { id: bytesOf(asked.user.id), name: owner.login, displayName: owner.name },
        excludeCredentials: (asked.excludeCredentials ?? []).map(described),
      },
    }),
  );
  const answer = made.response as AuthenticatorAttestationResponse;
  await send('POST', `${BASE}/verify-registration`, {
    name,
    response: {
      ...named(made),
      response: {
        clientDataJSON: textIn(answer.clientDataJSON),
        attestationObject: textIn(answer.attestationObject),
        transports: answer.getTransports?.() ?? [],
      },
    },
  });
}

/** Signs in with a passkey of this device (WebAuthn level 2, section 7.2). Throws CallProblem. */
export async function signInByPasskey(): Promise<void> {
  const asked = (await send('GET', `${BASE}/generate-authenticate-options`)) as Request;
  const shown = await onDevice(() =>
    navigator.credentials.get({
      publicKey: {
        ...asked,
        userVerification: 'required',
        challenge: bytesOf(asked.challenge),
        allowCredentials: (asked.allowCredentials ?? []).map(described),
      },
    }),
  );
  const answer = shown.response as AuthenticatorAssertionResponse;
  await send('POST', `${BASE}/verify-authentication`, {
    response: {
      ...named(shown),
      response: {
        clientDataJSON: textIn(answer.clientDataJSON),
        authenticatorData: textIn(answer.authenticatorData),
        signature: textIn(answer.signature),
        ...(answer.userHandle === null ? {} : { userHandle: textIn(answer.userHandle) }),
      },
    },
  }).catch((refused: unknown) => {
    if (refused instanceof CallProblem && refused.status >= 400 && refused.status < 429) {
      throw new CallProblem(refused.status, 'passkey.refused', textOf(accountWords, 'passkeyFailed'));
    }
    throw refused;
  });
}

/** What the device answers, or why it did not, in words. */
async function onDevice(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const given = await ask();
    if (given !== null) return given as PublicKeyCredential;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'InvalidStateError') {
      throw new CallProblem(0, 'passkey.there', textOf(accountWords, 'passkeyThere'));
    }
  }
  throw new CallProblem(0, 'passkey.cancelled', textOf(accountWords, 'passkeyCancelled'));
}

const named = (one: PublicKeyCredential) => ({
  id: one.id,
  rawId: textIn(one.rawId),
  type: one.type,
  clientExtensionResults: one.getClientExtensionResults(),
  ...(one.authenticatorAttachment === null ? {} : { authenticatorAttachment: one.authenticatorAttachment }),
});

const described = (one: Described): PublicKeyCredentialDescriptor => ({ ...one, id: bytesOf(one.id) });

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function textIn(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

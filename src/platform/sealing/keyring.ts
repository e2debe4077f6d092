import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto';

/**
 * How new texts are sealed. `aes`: AES-256-GCM. `sm4`: SM4-CBC, then HMAC-SM3 over all of it (the national
 * algorithms, GB/T 32907 and GB/T 32905). What was sealed under either is opened under both settings.
 */
export type Suite = 'aes' | 'sm4';

/**
 * A data key as it is in memory: 32 bytes, never stored, never logged. Handed to ciphers as it is; bytes would be looked at
 * anew by each of them, which takes three times as long as the sealing itself (bench/RESULTS.md).
 */
export type Secret = KeyObject;

/** A fresh data key: `id` is random (it tells no time), `wrapped` is what the database keeps. */
export type NewKey = { readonly id: string; readonly secret: Secret; readonly wrapped: Buffer };

/** Why something would not open. `broken`: altered, the wrong key, or the wrong place; these cannot be told apart. */
export type SealTrouble = 'broken' | 'short' | 'suite' | 'key';

/** Thrown when a sealed text does not open; it carries neither the text nor the key. */
export class SealError extends Error {
  readonly trouble: SealTrouble;

  constructor(trouble: SealTrouble, message: string) {
    super(message);
    this.name = 'SealError';
    this.trouble = trouble;
  }
}

const SUITE_BYTE: Record<Suite, number> = { aes: 1, sm4: 2 };
const GCM_NONCE = 12;
const GCM_TAG = 16;
const CBC_IV = 16;
const SM3_TAG = 32;
const NO_SALT = Buffer.alloc(0);

/**
 * Everything that needs the master key: the districts' keys, the data keys wrapped under them, and blind indexes.
 * One a process. The master key never leaves it.
 */
export class Keyring {
  readonly suite: Suite;
  readonly #master: Buffer;
  readonly #root: Buffer;
  readonly #derived = new Map<string, Secret>();

  /**
   * @param master 32 bytes, from `masterKey()`.
   * @param options.root what blind indexes follow from; the master key itself where it was never changed (`openKeyring`).
   */
  constructor(master: Buffer, options: { readonly suite?: Suite; readonly root?: Buffer } = {}) {
    if (master.length !== 32) throw new SealError('key', 'the master key must be 32 bytes');
    this.#master = Buffer.from(master);
    this.#root = options.root ?? this.#master;
    this.suite = options.suite ?? 'aes';
  }

  /** Tells master keys apart without telling anything of them: 16 hex digits, kept beside what is wrapped under it. */
  get mark(): string {
    return createHmac('sha256', this.#master).update('lianan master key').digest('hex').slice(0, 16);
  }

  /** The root of these blind indexes, sealed under another master key, which `withRoot` takes. */
  rootUnder(other: Keyring): Buffer {
    return other.seal(other.#derive(other.#master, 'lianan/root'), this.#root, 'root');
  }

  /** A keyring of the same master key whose blind indexes follow from a sealed root. Throws SealError where it is another's. */
  withRoot(sealed: Buffer): Keyring {
    const root = this.openBytes(this.#derive(this.#master, 'lianan/root'), sealed, 'root');
    return new Keyring(this.#master, { suite: this.suite, root });
  }

  /** A fresh random data key and its wrapped form for `sealing.key`. */
  newKey(district: string): NewKey {
    const secret = createSecretKey(randomBytes(32));
    return { id: randomUUID(), secret, wrapped: this.wrap(district, secret) };
  }

  /** A data key as the database keeps it, under this master key. */
  wrap(district: string, secret: Secret): Buffer {
    return this.seal(this.#districtKey(district), secret.export(), `key/${district}`);
  }

  /** The data key back from its wrapped form. Throws SealError where it was made under another master key or district. */
  unwrap(district: string, wrapped: Buffer): Secret {
    return createSecretKey(this.openBytes(this.#districtKey(district), wrapped, `key/${district}`));
  }

  /**
   * Seals a text or bytes under a data key. The first byte names the suite.
   * @param aad what the sealed text belongs to (district, subject, slot): it opens nowhere else.
   */
  seal(secret: Secret, content: string | Buffer, aad: string): Buffer {
    const clear = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    return this.suite === 'sm4' ? sealSm4(secret, clear, aad) : sealAes(secret, clear, aad);
  }

  /** The text back. Throws SealError where anything was altered. */
  open(secret: Secret, cipher: Buffer, aad: string): string {
    return this.openBytes(secret, cipher, aad).toString('utf8');
  }

  /** The bytes back. Throws SealError where anything was altered. */
  openBytes(secret: Secret, cipher: Buffer, aad: string): Buffer {
    if (cipher[0] === SUITE_BYTE.aes) return openAes(secret, cipher, aad);
    if (cipher[0] === SUITE_BYTE.sm4) return openSm4(secret, cipher, aad);
    throw new SealError('suite', 'the sealed text names a suite that this release does not know');
  }

  /**
   * A value's index for equality look-up (a phone number, a document number) that nobody without the master key can
   * compute or undo: 32 bytes, the same for the same district, purpose and value, whatever the suite.
   */
  blindIndex(district: string, purpose: string, value: string): Buffer {
    const key = this.#derive(this.#root, `lianan/blind/${district}/${purpose}`);
    return createHmac('sha256', key).update(value, 'utf8').digest();
  }

  #districtKey(district: string): Secret {
    return this.#derive(this.#master, `lianan/district/${district}`);
  }

  /** HKDF-SHA256 (RFC 5869) of the master key or of the indexes' root; few names, kept, each of one of the two only. */
  #derive(from: Buffer, name: string): Secret {
    const kept = this.#derived.get(name);
    if (kept) return kept;
    const made = createSecretKey(Buffer.from(hkdfSync('sha256', from, NO_SALT, name, 32)));
    this.#derived.set(name, made);
    return made;
  }
}

/** What a journal line holds instead of the text: SHA-256 of the sealed bytes. */
export function digest(cipher: Buffer): Buffer {
  return createHash('sha256').update(cipher).digest();
}

function sealAes(secret: Secret, clear: Buffer, aad: string): Buffer {
  const nonce = randomBytes(GCM_NONCE);
  const gcm = createCipheriv('aes-256-gcm', secret, nonce);
  gcm.setAAD(Buffer.from(aad, 'utf8'));
  return Buffer.concat([Buffer.of(SUITE_BYTE.aes), nonce, gcm.update(clear), gcm.final(), gcm.getAuthTag()]);
}

function openAes(secret: Secret, cipher: Buffer, aad: string): Buffer {
  const body = 1 + GCM_NONCE;
  if (cipher.length < body + GCM_TAG) throw tooShort();
  const gcm = createDecipheriv('aes-256-gcm', secret, cipher.subarray(1, body), { authTagLength: GCM_TAG });
  gcm.setAAD(Buffer.from(aad, 'utf8'));
  gcm.setAuthTag(cipher.subarray(cipher.length - GCM_TAG));
  try {
    return Buffer.concat([gcm.update(cipher.subarray(body, cipher.length - GCM_TAG)), gcm.final()]);
  } catch {
    throw broken();
  }
}

function sealSm4(secret: Secret, clear: Buffer, aad: string): Buffer {
  const keys = sm4Keys(secret);
  const iv = randomBytes(CBC_IV);
  const cbc = createCipheriv('sm4-cbc', keys.cipher, iv);
  const head = Buffer.concat([Buffer.of(SUITE_BYTE.sm4), iv, cbc.update(clear), cbc.final()]);
  return Buffer.concat([head, sm3Tag(keys.mac, head, aad)]);
}

function openSm4(secret: Secret, cipher: Buffer, aad: string): Buffer {
  if (cipher.length < 1 + CBC_IV + 16 + SM3_TAG) throw tooShort();
  const keys = sm4Keys(secret);
  const head = cipher.subarray(0, cipher.length - SM3_TAG);
  // The tag is checked before anything is decrypted: a padding error must never be seen by the sender.
  if (!timingSafeEqual(sm3Tag(keys.mac, head, aad), cipher.subarray(cipher.length - SM3_TAG))) throw broken();
  const cbc = createDecipheriv('sm4-cbc', keys.cipher, head.subarray(1, 1 + CBC_IV));
  try {
    return Buffer.concat([cbc.update(head.subarray(1 + CBC_IV)), cbc.final()]);
  } catch {
    throw broken();
  }
}

/** SM4 takes 16 bytes and the tag must not share its key: both are derived (HKDF with HMAC-SM3), once while a secret is held. */
function sm4Keys(secret: Secret): Sm4Keys {
  const kept = sm4KeysOf.get(secret);
  if (kept) return kept;
  const made = {
    cipher: createSecretKey(Buffer.from(hkdfSync('sm3', secret, NO_SALT, 'lianan/sm4', 16))),
    mac: createSecretKey(Buffer.from(hkdfSync('sm3', secret, NO_SALT, 'lianan/hmac-sm3', 32))),
  };
  sm4KeysOf.set(secret, made);
  return made;
}
type Sm4Keys = { readonly cipher: Secret; readonly mac: Secret };
const sm4KeysOf = new WeakMap<Secret, Sm4Keys>();

function sm3Tag(key: Secret, head: Buffer, aad: string): Buffer {
  const place = Buffer.from(aad, 'utf8');
  // Its length goes first, so that no byte can wander between the place and the sealed text.
  const length = Buffer.alloc(4);
  length.writeUInt32BE(place.length);
  return createHmac('sm3', key).update(length).update(place).update(head).digest();
}

const tooShort = () => new SealError('short', 'the sealed text is cut short');
const broken = () => new SealError('broken', 'the sealed text was altered, or belongs to another key or place');

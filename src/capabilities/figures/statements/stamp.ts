import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Signer, SignPdf } from '@signpdf/signpdf';
import forge from 'node-forge';
import { hexOf } from '../../../platform/proof/stating.ts';
import { secretFile } from '../../../platform/sealing/secretFile.ts';

/** What signs the papers: a key with its certificate. */
export type Stamp = {
  /** SHA-256 of the certificate (DER) in hex. */
  readonly certificate: string;
  readonly name: string;
  /** Signs a paper that has room for it (PKCS#7, detached, RSA with SHA-256). */
  sign(paper: Buffer, at: Date): Promise<Buffer>;
};

/** The district's own certificate: a PKCS#12 file, and the file of its password. */
export type OwnStamp = { readonly path: string; readonly password: string };

/** A .p12 that opens with no password of those given, or holds no RSA key with its certificate. */
export class NotAStamp extends Error {}

/**
 * Opens the district's own certificate where one is set, else the one in `DATA_DIR/secrets/statements.p12`, which is made once: outside
 * the database, beside the key of the tree, so that a copy of the database signs nothing. Rejects with `NotAStamp`.
 */
export async function openStamp(dataDir: string, own: OwnStamp | null, name: string): Promise<Stamp> {
  if (own === null) {
    const kept = { dataDir, name: 'statements.p12' };
    return secretFile(
      kept,
      (text) => stampOf(Buffer.from(text.trim(), 'base64'), ''),
      () => made(name).toString('base64'),
    );
  }
  return stampOf(await readFile(own.path), (await readFile(own.password, 'utf8')).replace(/\r?\n$/, ''));
}

function stampOf(p12: Buffer, passphrase: string): Stamp {
  const { key, certificates, own } = opened(p12, passphrase);
  const named = own.subject.getField('CN') as { value?: string; valueTagClass?: number } | null;
  const name = named?.value ?? '';
  return {
    certificate: hexOf(derOf(forge.pki.certificateToAsn1(own))),
    // The library gives what is written in UTF-8 as bytes.
    name: named?.valueTagClass === UTF8 ? forge.util.decodeUtf8(name) : name,
    sign: (paper, at) => new SignPdf().sign(paper, new CmsSigner(key, certificates, own), at),
  };
}

const UTF8 = forge.asn1.Type.UTF8 as unknown as number;
const derOf = (asn1: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
const partOf = (asn1: forge.asn1.Asn1 | undefined, ...path: readonly number[]): forge.asn1.Asn1 | undefined =>
  path.reduce<forge.asn1.Asn1 | undefined>((one, at) => (one?.value as forge.asn1.Asn1[] | undefined)?.at(at), asn1);

type Opened = {
  readonly key: forge.pki.rsa.PrivateKey;
  readonly certificates: readonly forge.pki.Certificate[];
  /** The certificate of the key. */
  readonly own: forge.pki.Certificate;
};

function opened(p12: Buffer, password: string): Opened {
  const { certBag, pkcs8ShroudedKeyBag } = forge.pki.oids as Record<string, string>;
  try {
    const read = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(p12.toString('binary')), false, password);
    const bags = (type = '') => read.getBags({ bagType: type })[type] ?? [];
    const key = bags(pkcs8ShroudedKeyBag)[0]?.key as forge.pki.rsa.PrivateKey | undefined;
    const certificates = bags(certBag).flatMap(({ cert }) => cert ?? []);
    const own = certificates.find(({ publicKey }) => key?.n.equals((publicKey as forge.pki.rsa.PublicKey).n));
    if (!key || !own) throw new NotAStamp();
    return { key, certificates, own };
  } catch {
    // What the library says may quote the file.
    throw new NotAStamp();
  }
}

/** Signs bytes as PKCS#7, detached, with the certificates in it (ISO 32000-1, 12.8.3.3). */
class CmsSigner extends Signer {
  readonly #key: Opened['key'];
  readonly #certificates: Opened['certificates'];
  readonly #own: Opened['own'];

  constructor(key: Opened['key'], certificates: Opened['certificates'], own: Opened['own']) {
    super();
    this.#key = key;
    this.#certificates = certificates;
    this.#own = own;
  }

  override async sign(bytes: Buffer, at = new Date()): Promise<Buffer> {
    const { contentType, data, signingTime, messageDigest, sha256 } = forge.pki.oids as Record<string, string>;
    const cms = forge.pkcs7.createSignedData();
    cms.content = forge.util.createBuffer(bytes.toString('binary'));
    for (const one of this.#certificates) cms.addCertificate(one);
    cms.addSigner({
      key: this.#key,
      certificate: this.#own,
      digestAlgorithm: sha256 as string,
      authenticatedAttributes: [
        { type: contentType as string, value: data as string },
        { type: signingTime as string, value: at as unknown as string },
        { type: messageDigest as string },
      ],
    });
    cms.sign({ detached: true });
    const written = cms.toAsn1();
    // Who signed stands there by the issuer's name, which the library writes anew, and Chinese ones wrongly: the certificate's own
    // bytes are put in their place. They are not among what is signed.
    const signer = partOf(written, 1, 0, -1, 0, 1);
    const issuer = partOf(forge.pki.certificateToAsn1(this.#own), 0, 3);
    if (signer === undefined || issuer === undefined) throw new NotAStamp();
    (signer.value as forge.asn1.Asn1[])[0] = issuer;
    return derOf(written);
  }
}

/** Years for which a certificate made here holds: statements are kept for longer than most things. */
const YEARS = 30;

/** A key and a certificate that vouches for itself alone: whoever trusts it compared its digest with the published one. */
function made(name: string): Buffer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const key = forge.pki.privateKeyFromPem(privateKey.export({ format: 'pem', type: 'pkcs1' }).toString());
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey.export({ format: 'pem', type: 'spki' }).toString());
  // Positive, for the first bit is a sign.
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`;
  const { notBefore } = certificate.validity;
  certificate.validity.notAfter = new Date(notBefore.getTime() + YEARS * 365 * 86_400_000);
  // A district's clock may run behind this one's, and demonstrations tell of the past.
  certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z');
  const subject = [{ name: 'commonName', value: name, valueTagClass: forge.asn1.Type.UTF8 }];
  certificate.setSubject(subject as unknown as forge.pki.CertificateField[]);
  certificate.setIssuer(subject as unknown as forge.pki.CertificateField[]);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'extKeyUsage', emailProtection: true },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(key, certificate, '', { algorithm: 'aes256' });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary');
}

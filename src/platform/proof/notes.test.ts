import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  COSIGNATURE,
  cosignature,
  ED25519,
  headOf,
  headText,
  judged,
  keyIdOf,
  type Note,
  noteOf,
  type Signer,
  signed,
  type Verifier,
  verifierOf,
  verifierText,
} from './notes.ts';

function signer(name: string, type = ED25519): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return { name, type, key, secret: privateKey };
}

// The documentation of golang.org/x/mod/sumdb/note, and the key of Go's checksum database.
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SUMDB = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
const SAID = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

describe('a signed note', () => {
  it('of another implementation is read and holds under its key alone', () => {
    const neumann = verifierOf(NEUMANN) as Verifier;
    const note = noteOf(SAID) as Note;
    expect(note.text.endsWith('your problem is.\n')).toBe(true);
    expect(judged(note, neumann)).toEqual({ is: 'signed', seconds: null });
    expect(judged({ ...note, text: note.text.replace('answer', 'solution') }, neumann)).toEqual({ is: 'false' });
    expect(judged(note, verifierOf(SUMDB) as Verifier)).toEqual({ is: 'unsigned' });
    expect(verifierText(neumann)).toBe(NEUMANN);
  });

  it('that we sign holds, and with one letter changed does not', () => {
    const log = signer('example.org/transparency/330702');
    const written = signed('one\n\ntwo\n', log);
    const note = noteOf(written) as Note;
    expect(note.text).toBe('one\n\ntwo\n');
    expect(judged(note, log).is).toBe('signed');
    expect(judged(noteOf(written.replace('two', 'twx')) as Note, log).is).toBe('false');
    expect(judged(note, { ...signer(log.name), name: log.name })).toEqual({ is: 'unsigned' });
  });

  it.each([
    ['without a signature', 'text\n'],
    ['without the empty line', 'text\n\u2014 a AAAAAAA=\n'],
    ['with another dash', 'text\n\n- a AAAAAAA=\n'],
    ['with a plus in a name', 'text\n\n\u2014 a+b AAAAAAA=\n'],
    ['with a signature too short', 'text\n\n\u2014 a AAAA\n'],
    ['with a control character', 'te\txt\n\n\u2014 a AAAAAAA=\n'],
    ['without a last newline', 'text\n\n\u2014 a AAAAAAA='],
    ['with a lone surrogate', 'te\ud800xt\n\n\u2014 a AAAAAAA=\n'],
  ])('%s is none', (_how, written) => {
    expect(noteOf(written)).toBeNull();
  });
});

describe('a key as people hand it on', () => {
  it('is the key that its id says', () => {
    expect(keyIdOf(verifierOf(SUMDB) as Verifier)).toBe(0x033de0ae);
    for (const broken of [SUMDB.replace('033d', '033e'), 'x+00000000+AAAA', '', NEUMANN.slice(0, -4)])
      expect(verifierOf(broken)).toBeNull();
  });
});

describe('a witness', () => {
  it('says when it saw a tree, and nobody can say it for another text or time', () => {
    const witness = signer('witness.example/w1', COSIGNATURE);
    const log = signer('a.example/log');
    const text = headText({ origin: log.name, size: 7, root: Buffer.alloc(32, 3) });
    const written = signed(text, log) + cosignature(text, witness, 1_679_315_147);
    const note = noteOf(written) as Note;
    expect(judged(note, log).is).toBe('signed');
    expect(judged(note, witness)).toEqual({ is: 'signed', seconds: 1_679_315_147 });
    expect(
      judged({ ...note, text: headText({ origin: log.name, size: 8, root: Buffer.alloc(32, 3) }) }, witness).is,
    ).toBe('false');
    // The same key as a log's own is another key.
    expect(judged(note, { ...witness, type: ED25519 }).is).toBe('unsigned');
  });
});

describe('the head of a tree', () => {
  it('is written and read', () => {
    const head = { origin: 'a.example/log', size: 20_852_163, root: Buffer.alloc(32, 9) };
    expect(headOf(headText(head))).toEqual(head);
    expect(headOf(`${headText(head)}somebody's own\n`)).toEqual(head);
  });

  it.each([
    ['', 'nothing'],
    ['a\n1\n', 'no root'],
    [`a\n01\n${Buffer.alloc(32).toString('base64')}\n`, 'a nought in front'],
    [`a\n-1\n${Buffer.alloc(32).toString('base64')}\n`, 'less than nothing'],
    [`\n1\n${Buffer.alloc(32).toString('base64')}\n`, 'no origin'],
    [`a\n1\n${Buffer.alloc(31).toString('base64')}\n`, 'a root too short'],
    [`a\n1\n${Buffer.alloc(32).toString('base64')}\n\n`, 'an empty line'],
  ])('%j is none: %s', (text) => {
    expect(headOf(text)).toBeNull();
  });
});

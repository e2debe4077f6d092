import { PDFDocument } from '@cantoo/pdf-lib';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { defaultTemplates } from '../defaults.words.ts';
import { type CaseFacts, DOCUMENT_CODES, DOCUMENTS, type DocumentCode, type Templates } from '../documents.contract.ts';
import { makeDocument } from '../documents.ts';
import { SAMPLE } from '../sample.words.ts';
import { render } from '../template.rules.ts';

const templates = Object.fromEntries(
  DOCUMENT_CODES.map((code) => [code, { version: 'D1', text: defaultTemplates[code] }]),
) as Templates;
const make = (code: DocumentCode, as: 'docx' | 'pdf', facts: CaseFacts = SAMPLE) =>
  makeDocument({ templates }, code, facts, as);

/** The parts of a .docx, each of them sound XML, and the text of its pages. */
function opened(bytes: Buffer) {
  const parts = Object.entries(unzipSync(bytes));
  for (const [name, part] of parts)
    if (/\.(xml|rels)$/.test(name)) expect(XMLValidator.validate(Buffer.from(part).toString('utf8')), name).toBe(true);
  const part = (name: string) => Buffer.from(parts.find(([one]) => one === name)?.[1] ?? []).toString('utf8');
  const body = part('word/document.xml');
  const texts: string[] = [];
  const gather = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(gather);
    else if (typeof node === 'object' && node !== null)
      for (const [key, one] of Object.entries(node)) key === '#text' ? texts.push(String(one)) : gather(one);
  };
  gather(new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false }).parse(body));
  return { part, body, text: texts.join('') };
}

test('a written agreement says everything that the law asks of it (人民调解法 art. 29), and who signs and seals it', async () => {
  const { text } = opened((await make('agreement', 'docx')).bytes);
  const { parties, promises } = SAMPLE;
  const wanted = [
    SAMPLE.agreementNumber,
    // (1) the parties' basic circumstances
    ...parties.flatMap(({ side, name, papers, phone, address }) => [side, name, papers, phone, address]),
    // (2) main facts, what is disputed, each one's responsibility
    ...[SAMPLE.facts, SAMPLE.issues, SAMPLE.responsibility],
    // (3) content, manner and time limit of performance
    ...SAMPLE.points,
    ...promises.flatMap(({ by, to, what, how, due, amount }) => [by, to, what, how, due, amount]),
    // signatures of all, of the mediator, the committee's seal; one copy for each, one kept
    ...parties.map(({ side, name }) => `${side} ${name}（签名、盖章或者按指印）`),
    `人民调解员 ${SAMPLE.mediators[0]}`,
    `${SAMPLE.committee}（印章）`,
    `本协议一式${SAMPLE.copies}份`,
  ];
  for (const one of wanted) expect(text).toContain(one);
});

test('a failed mediation names the ways that are open, and the answer to whoever entrusted it does so too', async () => {
  for (const code of ['notice', 'answer'] as const) {
    const { text } = opened((await make(code, 'docx')).bytes);
    for (const one of [...SAMPLE.routes, SAMPLE.reason, SAMPLE.outcome]) expect(text, code).toContain(one);
  }
  const { text } = opened((await make('answer', 'docx')).bytes);
  expect(text).toContain(SAMPLE.referrer?.body);
  expect(text).toContain(SAMPLE.referrer?.letter);
});

test('the notice of rights tells each right and duty of the law, the application for confirmation its last day and papers', async () => {
  const rights = opened((await make('rights', 'docx')).bytes).text;
  for (const one of [
    '选择或者接受',
    '拒绝调解或者要求终止',
    '公开进行或者不公开',
    '自愿达成',
    '如实陈述',
    '不收取任何费用',
  ])
    expect(rights).toContain(one);
  const asked = opened((await make('confirmation', 'docx')).bytes).text;
  for (const one of [SAMPLE.court, SAMPLE.lastDay, SAMPLE.effect, ...SAMPLE.documents]) expect(asked).toContain(one);
  const cover = opened((await make('cover', 'docx')).bytes);
  for (const { name } of SAMPLE.dossier) expect(cover.text).toContain(name);
  expect(cover.body.match(/<w:br w:type="page"\/>/g)).toHaveLength(2);
});

test('names and words with signs of the file’s own language come out as they are, and change nothing else', async () => {
  const [one, other] = SAMPLE.parties;
  if (!one || !other) throw new Error('the sample has two parties');
  const evil = `甲]]></w:t><w:p/>&amp;"'<!--\u0000\u000B`;
  const facts: CaseFacts = { ...SAMPLE, words: `${evil}\n第二行`, parties: [{ ...one, name: evil }, other] };
  for (const code of DOCUMENT_CODES) {
    const made = await make(code, 'docx', facts);
    const { text } = opened(made.bytes);
    expect(text, code).toContain(`甲]]></w:t><w:p/>`);
  }
});

test('the same facts and template make the same file, others make another', async () => {
  for (const as of ['docx', 'pdf'] as const) {
    const first = await make('agreement', as);
    expect((await make('agreement', as)).bytes.equals(first.bytes), as).toBe(true);
    const other = await make('agreement', as, { ...SAMPLE, agreementNumber: '（2026）示人调字第13号' });
    expect(other.bytes.equals(first.bytes), as).toBe(false);
    expect(first.name).toBe(`人民调解协议书-（2026）示人调字第12号.${as}`);
  }
});

test('a document says at its foot which template made it, and files are named by numbers, never by persons', async () => {
  const { part } = opened((await make('register', 'docx')).bytes);
  expect(part('word/footer1.xml')).toContain('模板 D1');
  const { name } = await make('register', 'docx');
  expect(name).toBe(`人民调解受理登记表-${SAMPLE.number}.docx`);
});

test('PDFs hold their own type, and go on over as many pages as are needed', async () => {
  const pdf = await PDFDocument.load((await make('agreement', 'pdf')).bytes, { updateMetadata: false });
  expect(pdf.getPageCount()).toBe(2);
  expect(pdf.getTitle()).toBe('人民调解协议书');
  const fonts = pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => String(object))
    .filter((text) => text.includes('/FontFile3'));
  expect(fonts).toHaveLength(2);
  const long = { ...SAMPLE, words: '很长的陈述。'.repeat(2_000), sessions: [] };
  const pages = (await PDFDocument.load((await make('application', 'pdf', long)).bytes)).getPageCount();
  expect(pages).toBeGreaterThan(6);
  // A cell that is longer than a page goes on as well.
  const wide = { ...SAMPLE, promises: SAMPLE.promises.map((one) => ({ ...one, what: '做很多事。'.repeat(400) })) };
  expect((await PDFDocument.load((await make('oral', 'pdf', wide)).bytes)).getPageCount()).toBeGreaterThan(3);
});

test('every document has a name in both languages and its place in the dossier', () => {
  expect(DOCUMENTS.map(({ code }) => code)).toEqual(DOCUMENT_CODES);
  expect(DOCUMENTS.find(({ code }) => code === 'agreement')?.item).toBe(8);
  for (const { name, code } of DOCUMENTS) {
    expect(name.en, code).toMatch(/^[A-Z]/);
    expect(
      render(defaultTemplates[code], SAMPLE).some(({ is }) => is === 'title'),
      code,
    ).toBe(true);
  }
});

import { randomBytes, randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { claimFor, filesHouse, get, pdf, send, type Uploaded } from './tests/filesHouse.ts';

filesHouse();

describe('a document', () => {
  const staff = { 'x-reach': '330702001' };
  const sendDocument = (bytes: Buffer, headers: Record<string, string> = staff) =>
    send([bytes], headers, '/api/files/documents');
  const saved = async (bytes: Buffer) => {
    const sent = await sendDocument(bytes);
    expect(sent.statusCode, sent.body).toBe(200);
    const { token } = sent.json() as Uploaded;
    const { added } = await claimFor(randomUUID(), [token]);
    const answer = await get(`/api/files/${added[0]?.id}`, '330702001');
    expect(answer.statusCode).toBe(200);
    return { sent: sent.json() as Uploaded, id: added[0]?.id, answer };
  };

  test('may be sent by staff, who are told what was taken out of it', async () => {
    const { sent } = await saved(await pdf());
    expect(sent).toMatchObject({ kind: 'document', type: 'application/pdf', width: null });
    expect(sent.notes[0]?.en).toMatch(/properties/);
    expect((await sendDocument(await pdf(), {})).statusCode).toBe(401);
    // Where everybody is nobody, nobody sends documents.
    expect((await send([await pdf()], staff)).json()).toMatchObject({ status: 415, code: 'files.type' });
  });

  test('is only ever saved, never shown by the browser, and has no thumbnail', async () => {
    const { id, answer } = await saved(await pdf());
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${id}.pdf"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect((await get(`/api/files/${id}/thumb`, '330702001')).statusCode).toBe(404);
  });

  test('that is a PDF keeps its pages and loses who made it', async () => {
    const bytes = await pdf();
    for (const name of ['XMP', 'ZHANGSAN'])
      expect(bytes.includes(name) || bytes.includes(Buffer.from(name).toString('hex').toUpperCase())).toBe(true);
    const { answer } = await saved(bytes);
    const read = await PDFDocument.load(answer.rawPayload, { updateMetadata: false });
    expect(read.getPageCount()).toBe(1);
    expect([read.getAuthor(), read.getTitle(), read.getProducer(), read.getCreator(), read.getCreationDate()]).toEqual(
      Array(5).fill(undefined),
    );
    const plain = Buffer.from(await read.save({ useObjectStreams: false })).toString('latin1');
    expect(plain).not.toMatch(/XMP|Metadata/);
  });

  test.each(['docx', 'xlsx'] as const)('that is a %s keeps its text and loses who made it', async (ending) => {
    const main = ending === 'docx' ? 'word/document.xml' : 'xl/workbook.xml';
    const sort = ending === 'docx' ? 'wordprocessingml.document' : 'spreadsheetml.sheet';
    const bytes = Buffer.from(
      zipSync({
        '[Content_Types].xml': Buffer.from(
          `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${sort}.main+xml"/></Types>`,
        ),
        '_rels/.rels': Buffer.from(
          `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="${main}"/><Relationship Id="r2" Type="x/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>`,
        ),
        [main]: Buffer.from('<text>已清理完毕</text>'),
        'docProps/core.xml': Buffer.from('<dc:creator>OWNER-ZHANGSAN</dc:creator>'),
        'docProps/app.xml': Buffer.from('<Company>COMPANY-ZHANGSAN</Company>'),
        'docProps/thumbnail.jpeg': Buffer.from('PICTURE-ZHANGSAN'),
      }),
    );
    const { sent, answer } = await saved(bytes);
    expect(sent.type).toBe(`application/vnd.openxmlformats-officedocument.${sort}`);
    const parts = unzipSync(answer.rawPayload);
    const text = Object.values(parts)
      .map((part) => Buffer.from(part).toString('utf8'))
      .join('\n');
    expect(text).toContain('已清理完毕');
    expect(text).not.toMatch(/ZHANGSAN|thumbnail/);
    expect(Object.keys(parts)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      main,
      'docProps/core.xml',
      'docProps/app.xml',
    ]);
  });

  test('that cannot be read, is locked or unfolds to too much is refused with the reason', async () => {
    const broken = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(500)]);
    expect((await sendDocument(broken)).json()).toMatchObject({ status: 415, code: 'files.unreadable' });
    const locked = await PDFDocument.load(await pdf(false));
    locked.encrypt({ userPassword: 'secret', ownerPassword: 'secret', permissions: {} });
    expect((await sendDocument(Buffer.from(await locked.save({ useObjectStreams: false })))).json()).toMatchObject({
      status: 415,
      code: 'files.unreadable',
    });
    const bomb = zipSync({
      '[Content_Types].xml': Buffer.from(
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
      'word/document.xml': Buffer.alloc(201 * 1024 * 1024),
    });
    expect((await sendDocument(Buffer.from(bomb))).json()).toMatchObject({ status: 413, code: 'files.unfolds' });
  });
});

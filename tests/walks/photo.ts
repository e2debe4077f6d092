import { Buffer } from 'node:buffer';
import sharp from 'sharp';

/** A photo as a telephone makes it: with its owner's name and its place inside. */
export function photo(shade = Math.floor(Math.random() * 0xffffff)): Promise<Buffer> {
  return sharp({
    create: { width: 320, height: 240, channels: 3, background: `#${shade.toString(16).padStart(6, '0')}` },
  })
    .withExif({ IFD0: { Artist: 'OWNER-ZHANGSAN' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 6/1 0/1' } })
    .jpeg()
    .toBuffer();
}

/** The body and content type of a form with one file, as a browser sends it. */
export async function formOf(bytes: Buffer, name = 'IMG_2026.jpg'): Promise<{ payload: Buffer; type: string }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const request = new Request('http://x/', { method: 'POST', body: form });
  return { payload: Buffer.from(await request.arrayBuffer()), type: request.headers.get('content-type') ?? '' };
}

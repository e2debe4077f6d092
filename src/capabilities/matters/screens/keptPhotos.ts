import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { dropFromPhone, keepOnPhone, keptOnPhone } from '../../../platform/web/phoneStore.ts';

/** A photo as it is kept: bytes rather than a Blob, which some browsers lose between two openings. */
export type KeptPhoto = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
};

type Kept = { readonly draft: string; readonly photos: readonly KeptPhoto[] };

const NAME = 'draft-photos';

export const packed = (photos: readonly Photo[]): Promise<KeptPhoto[]> =>
  Promise.all(
    photos.map(async ({ id, name, blob }) => ({ id, name, type: blob.type, bytes: await blob.arrayBuffer() })),
  );

export const unpacked = (photos: readonly KeptPhoto[]): Photo[] =>
  photos.map(({ id, name, type, bytes }) => ({ id, name, blob: new Blob([bytes], { type }) }));

/** Keeps a draft's photos on the phone; none are left where it has none. False where they live only as long as the page. */
export async function keepPhotos(draft: string, photos: readonly Photo[]): Promise<boolean> {
  if (photos.length > 0) return keepOnPhone(NAME, { draft, photos: await packed(photos) } satisfies Kept);
  await dropFromPhone(NAME);
  return true;
}

/** The photos of this draft as they were left; those of any other are let go. */
export async function keptPhotos(draft: string): Promise<Photo[]> {
  const kept = await keptOnPhone<Kept>(NAME);
  if (kept === undefined) return [];
  if (kept.draft === draft) return unpacked(kept.photos);
  await dropFromPhone(NAME);
  return [];
}

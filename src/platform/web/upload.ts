import { uploadDocument, uploadFile } from '../files/files.contract.ts';
import { call } from './call.ts';
import { isDocument, type Photo } from './kit/photos.tsx';

/** Ends a call that has no answer after so many milliseconds. By hand: `AbortSignal.timeout` is younger than many phones. */
export function within(milliseconds: number): AbortSignal {
  const patience = new AbortController();
  setTimeout(() => patience.abort(new DOMException('no answer in time', 'TimeoutError')), milliseconds);
  return patience.signal;
}

/** Sends one photo, or a document of staff; answers its token. Throws CallProblem. */
export async function sendFile(file: Pick<Photo, 'blob' | 'name'>, signal?: AbortSignal): Promise<string> {
  const form = new FormData();
  form.append('file', file.blob, file.name);
  const { token } = await call(isDocument(file) ? uploadDocument : uploadFile, { body: form }, signal);
  return token;
}

/**
 * Sends photos, and documents of staff, one after the other and gives their tokens in order. What has arrived is remembered by photo, so that
 * trying again after a broken line sends only what is missing. Throws CallProblem.
 */
export class Uploads {
  readonly #tokens: Map<string, string>;

  /** `known`: tokens of photos that arrived at an earlier try, by the photo's id. */
  constructor(known: Readonly<Record<string, string>> = {}) {
    this.#tokens = new Map(Object.entries(known));
  }

  async send(photos: readonly Photo[], onDone: (n: number) => void = () => undefined): Promise<string[]> {
    for (const [i, photo] of photos.entries()) {
      if (!this.#tokens.has(photo.id)) {
        this.#tokens.set(photo.id, await sendFile(photo));
      }
      onDone(i + 1);
    }
    return photos.map((photo) => this.#tokens.get(photo.id) ?? '');
  }
}

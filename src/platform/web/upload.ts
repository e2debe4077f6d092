import { uploadFile } from '../files/files.contract.ts';
import { call } from './call.ts';
import type { Photo } from './kit/photos.tsx';

/**
 * Sends photos one after the other and gives their tokens in order. What has arrived is remembered by photo, so that
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
        const form = new FormData();
        form.append('file', photo.blob, photo.name);
        const { token } = await call(uploadFile, { body: form });
        this.#tokens.set(photo.id, token);
      }
      onDone(i + 1);
    }
    return photos.map((photo) => this.#tokens.get(photo.id) ?? '');
  }
}

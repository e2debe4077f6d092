import { AwsClient } from 'aws4fetch';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import type { FileStore } from './fileStore.ts';
import { checked } from './fileStore.ts';
import { filesWords } from './files.words.ts';

export type S3Settings = {
  /** `https://host:port`. */
  readonly origin: string;
  readonly bucket: string;
  /** Folder inside the bucket, without slashes at its ends; may be empty. */
  readonly prefix: string;
  readonly region: string;
  readonly key: string;
  readonly secret: string;
};

const PATIENCE_MS = 20_000;
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A store that speaks S3 (AWS, OSS, OBS, MinIO, Ceph), addressed path-style, every request signed with its body's hash. */
export class S3Files implements FileStore {
  readonly #settings: S3Settings;
  readonly #client: AwsClient;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    this.#client = new AwsClient({
      accessKeyId: settings.key,
      secretAccessKey: settings.secret,
      region: settings.region,
      service: 's3',
      retries: 2,
    });
  }

  async ready(): Promise<void> {}

  async put(
    district: string,
    address: string,
    bytes: Buffer,
    options: { readonly anew?: boolean } = {},
  ): Promise<void> {
    if (!options.anew && (await this.#send('HEAD', district, address)).status === 200) return;
    const answer = await this.#send('PUT', district, address, bytes);
    if (!answer.ok) throw away();
  }

  async get(district: string, address: string): Promise<Buffer | null> {
    const answer = await this.#send('GET', district, address);
    if (answer.status === 404) return null;
    if (!answer.ok) throw away();
    const sent = await answer.arrayBuffer().catch((): never => {
      throw away();
    });
    return checked(Buffer.from(sent), address);
  }

  async remove(district: string, address: string): Promise<void> {
    const answer = await this.#send('DELETE', district, address);
    if (!answer.ok && answer.status !== 404) throw away();
  }

  async #send(method: string, district: string, address: string, body?: Buffer): Promise<Response> {
    const { origin, bucket, prefix } = this.#settings;
    const path = [bucket, ...prefix.split('/').filter(Boolean), district, address.slice(0, 2), address];
    try {
      const answer = await this.#client.fetch(`${origin}/${path.map(encodeURIComponent).join('/')}`, {
        method,
        // The address is the hash of the body: S3 itself refuses what was altered on the way.
        headers: { 'x-amz-content-sha256': body ? address : NOTHING },
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body ? { body: new Uint8Array(body) } : {}),
      });
      if (method !== 'GET') await answer.body?.cancel();
      return answer;
    } catch {
      throw away();
    }
  }
}

const away = () => new Problem(503, 'files.away', textOf(filesWords, 'away'));

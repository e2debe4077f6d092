import { join } from 'node:path';
import { say } from '../language/language.ts';
import type { FileStore } from './fileStore.ts';
import { filesWords } from './files.words.ts';
import { LocalFiles } from './localFiles.ts';
import { S3Files } from './s3Files.ts';

/**
 * The store of the setting FILES_URL: absent for `DATA_DIR/files`; `s3://KEY:SECRET@host/bucket/prefix?region=…` (https)
 * or `s3+http://…` for a store that speaks S3. Throws with one sentence for the operator on anything else.
 */
export function openFileStore(settings: {
  readonly filesUrl?: string | undefined;
  readonly dataDir: string;
}): FileStore {
  const { filesUrl, dataDir } = settings;
  if (filesUrl === undefined || filesUrl === '') return new LocalFiles(join(dataDir, 'files'));
  const url = URL.canParse(filesUrl) ? new URL(filesUrl) : null;
  if (!url || !['s3:', 's3+http:'].includes(url.protocol)) throw refused('scheme');
  const [bucket, ...prefix] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  if (bucket === undefined) throw refused('bucket');
  if (url.username === '' || url.password === '') throw refused('keys');
  return new S3Files({
    origin: `${url.protocol === 's3:' ? 'https' : 'http'}://${url.host}`,
    bucket,
    prefix: prefix.join('/'),
    region: url.searchParams.get('region') ?? 'us-east-1',
    key: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
  });
}

function refused(key: 'scheme' | 'bucket' | 'keys'): Error {
  const sentence = (language: 'zh' | 'en') => {
    const why = say(filesWords, language, key, { schemes: 's3:// , s3+http://' });
    return say(filesWords, language, 'settings', { what: 'FILES_URL', why });
  };
  return new Error(`${sentence('zh')} ${sentence('en')}`);
}

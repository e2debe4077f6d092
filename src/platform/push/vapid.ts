import webpush from 'web-push';
import { z } from 'zod';
import { secretFile } from '../sealing/secretFile.ts';

/** The key pair by which push services know this server (VAPID, RFC 8292): base64url. The public one is told to browsers. */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: string };

const kept = z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) });

/** The keys of this server. A browser's subscription is bound to them: with other keys every one of them would be void. */
export const vapidKeys = (dataDir: string): Promise<VapidKeys> =>
  secretFile(
    { dataDir, name: 'vapid.json' },
    (text) => kept.parse(JSON.parse(text)),
    () => JSON.stringify(webpush.generateVAPIDKeys()),
  );

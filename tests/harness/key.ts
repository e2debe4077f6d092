/** The master key of every test: 32 bytes, known to all. */
export const masterKey: Buffer = Buffer.from('lianan test key, known to all .. '.slice(0, 32), 'utf8');

/** Crockford's base 32, which has no letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The number that people say over the telephone: district's last four digits, Shanghai day of the report, six characters
 * from the matter's random id: `0702-20261123-7K3QDX`. Two of one day agree once in 2^30; a search shows both.
 */
export function numberOf(district: string, id: string, reported: string): string {
  const day =
    reported.length === 10 ? reported : new Date(Date.parse(reported) + 28_800_000).toISOString().slice(0, 10);
  // The last eight digits hold 32 bits, of which the letters take 30.
  let bits = Number.parseInt(id.slice(-8), 16);
  let tail = '';
  for (let at = 0; at < 6; at += 1) {
    tail = ALPHABET[bits & 31] + tail;
    bits >>>= 5;
  }
  return `${district.slice(2)}-${day.replaceAll('-', '')}-${tail}`;
}

/** Sixty random bits as a receipt code that can be read out: `7K3Q-DX4M-0RZC`. */
export function receiptCode(random: Uint8Array): string {
  const letters = Array.from(random.slice(0, 12), (byte) => ALPHABET[byte & 31]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`;
}

/**
 * What stands behind the # of the address, which browsers send to no server; '' where it is no text, as when a link was cut in
 * the middle of a character.
 */
export function afterHash(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1)).trim();
  } catch {
    return '';
  }
}

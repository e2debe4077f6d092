/**
 * A passport on its way from one page to the next, in memory: neither the address nor the browser's history keeps it, which
 * whoever shares a phone could read.
 */
let held: string | null = null;

export const handOver = (code: string): void => {
  held = code;
};

/** The code that was handed over, once. */
export function takeOver(): string | null {
  const code = held;
  held = null;
  return code;
}

const FORM = /^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/;
/** Letters that are easily taken for digits are read as those digits (Crockford's base 32). */
export const tidy = (text: string): string =>
  text.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1').replace(/\s/g, '');
export const isPassport = (text: string): boolean => FORM.test(text);

/** The code stands behind the #, which browsers never send to any server. */
export const caseLink = (code: string): string => `${window.location.origin}/mediation/case#${code}`;

/** Offence: what only the machine has; the pure files' compiler does not know it. */
export const where = (): string => process.cwd() + document.title;

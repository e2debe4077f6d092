// Until the catalogue writes this file, every table is open.
// biome-ignore lint/suspicious/noExplicitAny: replaced by the generated types.
export type DB = Record<string, any>;

import { readFileSync } from 'node:fs';
import type { CategoryTable } from './categories.ts';
import { categoryTableOf } from './categories.ts';

/** The tables that stand in `categories/`, by file name: proposals for the two desks that every district has. */
export const TABLES = ['110', '12345'] as const;
export type TableName = (typeof TABLES)[number];

const held = new Map<TableName, CategoryTable>();

/** A desk's category table, read once. Throws `Unreadable` where the file is wrong. */
export function categoryTable(name: TableName): CategoryTable {
  const known = held.get(name);
  if (known) return known;
  const table = categoryTableOf(readFileSync(new URL(`./categories/${name}.json`, import.meta.url), 'utf8'));
  held.set(name, table);
  return table;
}

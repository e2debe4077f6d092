import type { Pool } from 'pg';

export type Buffered = { readonly length: number; readonly pool: Pool };

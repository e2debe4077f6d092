import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationDocument } from '../src/platform/config/document.ts';

// Writes docs/configuration.md from the list of variables.
writeFileSync(join(import.meta.dirname, '../docs/configuration.md'), configurationDocument());

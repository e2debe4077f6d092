import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formatsModule from 'ajv-formats';

const SCHEMAS = fileURLToPath(new URL('../../../../../shared/data/open311/', import.meta.url));

/** Whether the published schemas (open311/schema-validation) are at hand. */
export const hasSchemas: boolean = existsSync(SCHEMAS);

export type SchemaName = 'request' | 'requests' | 'service' | 'services' | 'service-definition';
const NAMES: readonly SchemaName[] = ['request', 'requests', 'service', 'services', 'service-definition'];

/** What is wrong with a value by one of the published schemas; empty where nothing is. */
export function schemaErrors(): (name: SchemaName, value: unknown) => unknown[] {
  const ajv = new Ajv({ strict: false });
  formatsModule.default(ajv);
  for (const name of NAMES) ajv.addSchema(JSON.parse(readFileSync(`${SCHEMAS}${name}.json`, 'utf8')), `${name}.json`);
  return (name, value) => {
    const validate = ajv.getSchema(`${name}.json`);
    return validate?.(value) === true ? [] : (validate?.errors ?? ['no schema']);
  };
}

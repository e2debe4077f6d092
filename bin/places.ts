import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openGround } from '../src/apps/tool.ts';
import { isDay } from '../src/platform/calendar/calendar.rules.ts';
import { ConfigFault, readConfig } from '../src/platform/config/config.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { Refusal } from '../src/platform/db/refusal.ts';
import { urlOf } from '../src/platform/db/roles.ts';
import type { Text } from '../src/platform/language/language.ts';
import { textOf } from '../src/platform/language/language.ts';
import { bringMap, MapRefused } from '../src/platform/places/bringMap.ts';
import { levelOf } from '../src/platform/places/codes.rules.ts';
import { placesWords } from '../src/platform/places/places.words.ts';
import { masterKey } from '../src/platform/sealing/masterKey.ts';

// npm run places -- import FILE.geojson --district D --code PROPERTY --name PROPERTY: brings a map into a district.
// Beside a running npm start, or alone.

const print = ({ zh, en }: Text): void => console.log(`${zh}\n${en}`);

try {
  const { file, wish } = asked(process.argv.slice(2));
  const text = readText(file);
  const config = readConfig();
  const ground = await openGround(config);
  const key = await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir });
  const work = openDatabase({ serve: urlOf(ground.ownerUrl, 'lianan_work', key) }, { serve: 2, statementMs: 0 });
  try {
    await bringMap(work, { name: basename(file), text }, wish, new Date(), print);
  } finally {
    await work.end();
    await ground.stop();
  }
} catch (error) {
  if (isWithoutTables(error)) console.error(Object.values(textOf(placesWords, 'noData')).join('\n'));
  else if (error instanceof MapRefused || error instanceof Refusal || error instanceof ConfigFault)
    console.error(error.message);
  else throw error;
  process.exitCode = 1;
}

/** Roles, schemas or functions that the first start makes are not there yet. */
function isWithoutTables(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['28P01', '3F000', '42P01', '42883'].includes(String(error.code));
}

function asked(parameters: readonly string[]) {
  const { positionals, values } = read(parameters);
  const [what, file] = positionals;
  if (what !== 'import' || file === undefined || positionals.length > 2)
    throw new MapRefused([textOf(placesWords, 'usage')]);
  const { district = '', code = '', name = '' } = values;
  const from = values['valid-from'];
  const wrong = !isDistrict(district)
    ? '--district'
    : code === ''
      ? '--code'
      : name === ''
        ? '--name'
        : from !== undefined && !isDay(from)
          ? '--valid-from'
          : null;
  if (wrong !== null)
    throw new MapRefused([textOf(placesWords, 'badOption', { name: wrong }), textOf(placesWords, 'usage')]);
  const nameEn = values['name-en'];
  return {
    file,
    wish: {
      district,
      code,
      name,
      from,
      ...(nameEn === undefined ? {} : { nameEn }),
      create: values['create-district'] === true,
      districtName: values['district-name'],
      source: values.source,
      approximate: values.approximate === true,
    },
  };
}

function read(parameters: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        district: text,
        code: text,
        name: text,
        'name-en': text,
        'valid-from': text,
        'create-district': flag,
        'district-name': text,
        source: text,
        approximate: flag,
      },
    });
  } catch {
    throw new MapRefused([textOf(placesWords, 'usage')]);
  }
}

function isDistrict(code: string): boolean {
  try {
    return levelOf(code) === 'district';
  } catch {
    return false;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new MapRefused([
      textOf(placesWords, 'unreadable', { file, reason: error instanceof Error ? error.message : '' }),
    ]);
  }
}

import { type Finding, finding, type Law, placeOf } from './law.ts';
import { publishedIn, schemaOwners } from './published.ts';
import { capabilitiesOf, type Entry, REGISTER, registerOf } from './register.ts';
import { isScreen } from './screens.law.ts';
import { statementsOf } from './sqlInTree.ts';
import { readSql } from './sqlText.ts';
import { type Import, isTest, type SourceFile, type Tree } from './tree.ts';

/** What the server's shells may take from a capability beside its door. */
const MOUNTED = /\.(door|routes|timers|contract|words)\.ts$|[./]subject(\.store)?\.ts$/;

/** Law 3: neighbours meet at the door, as the register allows, without cycles; type-only imports count. */
export const doors: Law = {
  number: 3,
  name: 'neighbours meet at the door, as the register allows, without cycles',
  rules: [
    'past-the-door',
    'not-in-the-register',
    'register',
    'unused-lean',
    'capability-cycle',
    'file-cycle',
    'wrong-way',
    'hidden-import',
    'no-such-file',
  ],
  find(tree) {
    const register = registerOf(tree);
    const found = tree.scripts().flatMap((file) => file.imports.flatMap((one) => ofImport(tree, file, one, register)));
    return [...found, ...ofRegister(tree, register), ...fileCycles(tree)];
  },
};

/** Which wings a wing may import from; apps, demonstration and the tests' harness stand on all of them. */
const DOWNWARDS: Readonly<Record<string, readonly string[]>> = {
  planning: ['planning'],
  platform: ['platform', 'planning'],
  gateways: ['gateways', 'platform', 'planning'],
  capabilities: ['capabilities', 'gateways', 'platform', 'planning'],
};

function ofImport(tree: Tree, file: SourceFile, one: Import, register: readonly Entry[] | undefined): Finding[] {
  if (one.specifier === null)
    return [finding('hidden-import', file, one.at, 'an import is computed: nobody can see whom it leans on')];
  const { target } = one;
  if (target === null) return [];
  if (/\.tsx?$/.test(target) && !tree.files.has(target))
    return [finding('no-such-file', file, one.at, `${target} does not exist`)];
  const here = placeOf(file.path);
  const there = placeOf(target);
  if (target.startsWith('tests/') || target.startsWith('bench/') || isTest(target)) {
    return [finding('wrong-way', file, one.at, `the product imports ${target}`)];
  }
  const allowed = DOWNWARDS[here.wing];
  if (allowed && target.startsWith('src/') && !allowed.includes(there.wing) && file.path !== REGISTER) {
    return [finding('wrong-way', file, one.at, `${here.wing} imports from ${there.wing || target}`)];
  }
  if (there.wing !== 'capabilities' || target === REGISTER) {
    const intoRegister = target === REGISTER && here.wing === 'capabilities' && here.folder !== '';
    return intoRegister
      ? [finding('past-the-door', file, one.at, 'a capability reads the register instead of a door')]
      : [];
  }
  if (file.path === REGISTER || here.folder === there.folder) return [];
  if (here.wing !== 'capabilities') {
    const mounted = isScreen(file.path) ? /\.(web\.tsx|contract\.ts|words\.ts)$/ : MOUNTED;
    return mounted.test(target) ? [] : [finding('past-the-door', file, one.at, `${target} is not for ${here.wing}`)];
  }
  // The browser cannot go through a server's door, and neither can what is pure on both sides: their door is the contract and the rules.
  const door =
    isScreen(file.path) || /\.(rules|rights|figures|contract)\.ts$/.test(file.path)
      ? /\.(contract|rules)\.ts$/
      : /\.door\.ts$/;
  if (!door.test(target))
    return [finding('past-the-door', file, one.at, `${target} is not the door of ${there.folder}`)];
  const leansOn = register?.find((entry) => entry.name === here.folder)?.leansOn ?? [];
  if (leansOn.includes(there.folder)) return [];
  return [
    finding('not-in-the-register', file, one.at, `${here.folder} does not lean on ${there.folder} in the register`),
  ];
}

function ofRegister(tree: Tree, register: readonly Entry[] | undefined): Finding[] {
  const capabilities = capabilitiesOf(tree);
  const file = tree.files.get(REGISTER);
  if (!file) {
    if (capabilities.length === 0) return [];
    return [{ rule: 'register', path: REGISTER, line: 1, why: 'there is no register of capabilities' }];
  }
  if (!register) return [finding('register', file, 0, 'the register is computed; write its names as literals')];
  const found: Finding[] = [];
  const add = (rule: string, at: number, why: string): void => {
    found.push(finding(rule, file, at, why));
  };
  for (const name of capabilities) {
    if (register.some((one) => one.name === name)) continue;
    const first = [...tree.files.values()].find((one) => one.path.startsWith(`src/capabilities/${name}/`)) ?? file;
    found.push(finding('register', first, 0, `${name} is not in the register`));
  }
  for (const { name, leansOn, at } of register) {
    if (!capabilities.includes(name)) add('register', at, `${name} is in the register, but there is no such folder`);
    const used = leanedOnBy(tree, name);
    for (const other of leansOn) {
      if (!used.has(other)) add('unused-lean', at, `${name} leans on ${other} in the register, but not in its code`);
    }
    const cycle = cycleFrom(name, (one) => register.find((entry) => entry.name === one)?.leansOn ?? []);
    if (cycle) add('capability-cycle', at, cycle.join(' → '));
  }
  return found;
}

/** The capabilities whose door, contract or published view a capability's code, tests left out, really uses. */
function leanedOnBy(tree: Tree, name: string): Set<string> {
  const used = new Set<string>();
  const owners = schemaOwners(tree);
  const published = publishedIn(tree);
  const sqlOf = (file: SourceFile): string[] => {
    if (file.path.endsWith('.sql')) return [file.text];
    return file.path.endsWith('.store.ts') ? statementsOf(file).map((one) => one.sql) : [];
  };
  for (const file of tree.files.values()) {
    const here = placeOf(file.path);
    if (here.wing !== 'capabilities' || here.folder !== name || isTest(file.path)) continue;
    for (const { target } of file.imports) {
      if (target !== null && placeOf(target).wing === 'capabilities') used.add(placeOf(target).folder);
    }
    for (const sql of sqlOf(file)) {
      const { reads, calls } = readSql(sql);
      for (const one of [...reads, ...calls]) {
        if (one.schema !== null && published.has(`${one.schema}.${one.name}`)) used.add(owners.get(one.schema) ?? '');
      }
    }
  }
  return used;
}

/** The shortest way from a thing back to itself. */
function cycleFrom(start: string, next: (one: string) => readonly string[]): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const one of next(way.at(-1) as string)) {
      if (one === start) return [...way, start];
      if (seen.has(one)) continue;
      seen.add(one);
      ways.push([...way, one]);
    }
  }
  return undefined;
}

/** One finding for each file whose imports lead back to it; reported at the first in the alphabet of every cycle. */
function fileCycles(tree: Tree): Finding[] {
  const found: Finding[] = [];
  const told = new Set<string>();
  for (const file of tree.scripts()) {
    const cycle = cycleFrom(file.path, (path) =>
      (tree.files.get(path)?.imports ?? []).flatMap((one) => one.target ?? []),
    );
    if (!cycle || cycle.some((path) => told.has(path))) continue;
    for (const path of cycle) told.add(path);
    found.push(finding('file-cycle', file, 0, cycle.join(' → ')));
  }
  return found;
}

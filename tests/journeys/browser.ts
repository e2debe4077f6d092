import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Sizes that every screen is looked at in: a small phone, a tablet, a desk. CSS pixels. */
export const SIZES = {
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  desk: { width: 1440, height: 900 },
} as const;
export type Size = keyof typeof SIZES;

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that is installed here, or undefined; CHROMIUM_PATH names another. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  return PLACES.find((one) => existsSync(one));
}

export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the pages complained of in their consoles, and requests that went elsewhere than to the server. */
  readonly complaints: string[];
  leave(): Promise<void>;
};

let running: Promise<Browser> | undefined;

/** The browser of this test file: started when its first visitor comes, ended with the process. */
function browser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('no Chromium here: install one, or name it in CHROMIUM_PATH');
  running ??= chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu-sandbox',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
  return running;
}

/**
 * A person in front of a browser of their own: nobody else's cookies, stores or workers, one of three sizes, Chinese unless told
 * otherwise. leave() closes it and forgets what it wrote.
 */
export async function visitor(
  origin: string,
  settings: {
    readonly size?: Size;
    readonly locale?: string;
    readonly dark?: boolean;
    /** The user agent that it names itself by; Chromium's own where absent. */
    readonly agent?: string;
    /** False where the person, or the app around the page, gives no location. */
    readonly located?: boolean;
  } = {},
): Promise<Visitor> {
  const size = settings.size ?? 'desk';
  const context = await (await browser()).newContext({
    viewport: SIZES[size],
    deviceScaleFactor: size === 'phone' ? 2 : 1,
    hasTouch: size === 'phone',
    locale: settings.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: settings.dark ? 'dark' : 'light',
    geolocation: { longitude: 119.6472, latitude: 29.0895 },
    permissions: settings.located === false ? [] : ['geolocation'],
    ...(settings.agent === undefined ? {} : { userAgent: settings.agent }),
    baseURL: origin,
  });
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const to = request.url();
    if (!to.startsWith(origin) && !to.startsWith('data:') && !to.startsWith('blob:'))
      complaints.push(`request to ${to}`);
  });
  return {
    page,
    context,
    complaints,
    leave: () => context.close(),
  };
}

const ARTEFACTS = join(import.meta.dirname, '../../artefacts');

/** Keeps a picture of the page in artefacts/; returns its path. */
export async function picture(page: Page, name: string, whole = true): Promise<string> {
  const path = join(ARTEFACTS, `${name}.png`);
  // Nobody looks at them where nobody keeps them.
  if (process.env['CI'] === 'true') return path;
  await mkdir(ARTEFACTS, { recursive: true });
  await page.screenshot({ path, fullPage: whole, animations: 'disabled' });
  return path;
}

/** Pixels by which the page is wider than its window, once what still moves out of it (a list that closes) had two seconds to go; 0 when nothing overflows. */
export async function overflow(page: Page): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wider === 0 || tries === 20) return wider;
    await page.waitForTimeout(100);
  }
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Words } from '../../src/platform/language/language.ts';

const SRC = join(import.meta.dirname, '../../src');
const HAN = /\p{Script=Han}/u;

/** Waits until a page has said what it has to say: nothing is being fetched, its main part holds words. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector<HTMLElement>('main, .gate');
    const busy = document.querySelector('.waiting, .spinner, .ant-spin-spinning, .first-frame');
    return main !== null && main.innerText.trim() !== '' && busy === null;
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 80))));
}

/** What sticks out of the window to the right, unless a box that scrolls sideways holds it; each once, by tag and class. */
export function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (it: Element): boolean => {
      for (let up = it.parentElement; up !== null && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') return true;
      }
      return false;
    };
    const wide = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter((it) => {
      const box = it.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && box.right > wide + 1 && it.checkVisibility() && !scrolls(it);
    });
    const tooWide =
      document.documentElement.scrollWidth > wide ? [`page ${document.documentElement.scrollWidth - wide} px`] : [];
    return tooWide.length === 0
      ? []
      : [...new Set([...tooWide, ...out.map((it) => `${it.tagName.toLowerCase()}.${it.className}`)])];
  });
}

/** Everything that is written on the page, and what it says to those who hear it: labels, titles, other texts of pictures. */
export function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const inside = walker.currentNode.parentElement;
      if (
        inside === null ||
        inside.closest('script, style, noscript, textarea, code') !== null ||
        !inside.checkVisibility()
      )
        continue;
      said.add((walker.currentNode.textContent ?? '').trim());
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      for (const it of document.querySelectorAll(`[${name}]`))
        if (it.checkVisibility()) said.add((it.getAttribute(name) ?? '').trim());
    }
    said.add(document.title);
    said.delete('');
    return [...said];
  });
}

/** Whether Chinese is drawn with glyphs of its own, each its own, not with the box of a missing one. */
export function drawsChinese(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const ink = (letter: string): string => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 40;
      const pen = canvas.getContext('2d');
      if (pen === null) return '';
      pen.font = `28px ${getComputedStyle(document.body).fontFamily}`;
      pen.fillText(letter, 4, 32);
      return canvas.toDataURL();
    };
    const letters = [...'联安婺城综治隐患纠纷网格'];
    const drawn = new Set(letters.map(ink));
    return drawn.size === letters.length && !drawn.has(ink('\u{10FFFD}')) && !drawn.has(ink(' '));
  });
}

/** Goes on by the Tab key, from the top or from the page's main part, and names what takes the focus without looking any different for it. */
export async function unseenFocus(page: Page, steps: number, from: 'top' | 'main'): Promise<string[]> {
  const unseen: string[] = [];
  await page.evaluate((start) => {
    (document.activeElement as HTMLElement | null)?.blur();
    // An open sheet holds the focus, wherever one would begin.
    if (start === 'top' || document.querySelector('dialog[open]') !== null) return;
    const main = document.querySelector<HTMLElement>('main');
    main?.setAttribute('tabindex', '-1');
    main?.focus();
  }, from);
  for (let n = 0; n < steps; n += 1) {
    await page.keyboard.press('Tab');
    const one = await page.evaluate(async () => {
      const it = document.activeElement as HTMLElement | null;
      if (it === null || it === document.body) return null;
      const around: Element[] = [it];
      for (let up = it.parentElement; up !== null && around.length < 4; up = up.parentElement) around.push(up);
      const look = (): string =>
        around
          .flatMap((each) => [each, ...each.children])
          .slice(0, 12)
          .map((each) => {
            const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, top } =
              getComputedStyle(each);
            return [
              outlineStyle === 'none' ? '' : outlineWidth + outlineColor,
              boxShadow,
              borderColor,
              backgroundColor,
              top,
            ].join();
          })
          .join('|');
      // Even the shortest transition shows only in the frame after the next.
      const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await drawn();
      const held = look();
      it.blur();
      await drawn();
      const free = look();
      it.focus({ preventScroll: true });
      return held === free
        ? `${it.tagName.toLowerCase()}.${it.className} ${it.getAttribute('aria-label') ?? it.innerText.slice(0, 20)}`
        : null;
    });
    if (one !== null) unseen.push(one);
  }
  return [...new Set(unseen)];
}

type Language = 'zh' | 'en';
/** What a page said that its reader should not meet, by the reason. */
export type Slip = { readonly said: string; readonly why: 'the other language' | 'a key' | 'a gap' };

/** All words of the interface, read from their folders, turned into a judge of what is said on a page. */
export async function judgeOfWords(): Promise<(said: readonly string[], language: Language) => Slip[]> {
  const keys = new Set<string>();
  const sentences: Record<Language, { whole: Set<string>; forms: RegExp[] }> = {
    zh: { whole: new Set(), forms: [] },
    en: { whole: new Set(), forms: [] },
  };
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.words.ts'));
  for (const file of files) {
    const exported = Object.values((await import(join(SRC, file))) as Record<string, Partial<Words>>);
    for (const { zh, en } of exported) {
      if (zh === undefined || en === undefined) continue;
      for (const key of Object.keys(zh)) {
        if (/[a-z][A-Z]|[._]/.test(key)) keys.add(key);
        if (zh[key] === en[key]) continue;
        for (const [language, text] of [
          ['zh', zh[key] ?? ''],
          ['en', en[key] ?? ''],
        ] as const)
          enter(sentences[language], text);
      }
    }
  }
  // Languages are named in themselves.
  const both = new Set([...sentences.zh.whole].filter((one) => sentences.en.whole.has(one))).add('中文').add('English');
  return (said, language) => {
    const other = sentences[language === 'zh' ? 'en' : 'zh'];
    return said.flatMap((one): Slip[] => {
      // A text message stands as it was sent, in Chinese.
      if (one.startsWith('【')) return [];
      if (keys.has(one)) return [{ said: one, why: 'a key' }];
      if (/\{\w+\}|\bundefined\b|\bNaN\b|\[object |Invalid Date/.test(one)) return [{ said: one, why: 'a gap' }];
      const foreign = !both.has(one) && (other.whole.has(one) || other.forms.some((form) => form.test(one)));
      return foreign ? [{ said: one, why: 'the other language' }] : [];
    });
  };
}

/** Sentences with a gap are known by what stands around it, where that is enough to know them by. */
function enter(into: { whole: Set<string>; forms: RegExp[] }, text: string): void {
  const fixed = text.replace(/\{\w+\}/g, '');
  const telling = HAN.test(fixed)
    ? fixed.replace(/[^\p{Script=Han}]/gu, '').length >= 2
    : fixed.replace(/[^a-z]/gi, '').length >= 6;
  if (!telling) return;
  if (fixed === text) into.whole.add(text);
  else {
    const around = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
    into.forms.push(new RegExp(`^${around.join('.+?')}$`, 'su'));
  }
}

import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/**
 * What axe-core finds against WCAG 2.2 AA on the page as it stands now, one line a place: rule, element, reason; empty where
 * nothing is wrong. `leaving` names parts of the page that are not this test's business, as CSS selectors. Colours are judged as they
 * end: call it with animations at rest (`emulateMedia({ reducedMotion: 'reduce' })`); `colours: false` leaves their contrast out, which
 * is most of the work, where the same page was judged in another size.
 */
export async function barriers(
  page: Page,
  { leaving = [], colours = true }: { leaving?: readonly string[]; colours?: boolean } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ tags, exclude, contrast }) => {
      const { axe: it } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await it.run(
        { exclude },
        // Size of what is touched is new in 2.2 and switched off in axe unless asked for.
        {
          runOnly: { type: 'tag', values: tags },
          rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: contrast } },
          resultTypes: ['violations'],
        },
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} · ${failureSummary?.replace(/\s+/g, ' ')}`,
        ),
      );
    },
    { tags: TAGS, exclude: leaving.map((one) => [one]), contrast: colours },
  );
}

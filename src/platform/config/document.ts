import { say } from '../language/language.ts';
import { configWords } from './config.words.ts';
import type { Name } from './variables.ts';
import { VARIABLES } from './variables.ts';

/** The text of docs/configuration.md. */
export function configurationDocument(): string {
  return (['zh', 'en'] as const)
    .map((language) => {
      const word = (key: Parameters<typeof say<keyof (typeof configWords)['zh']>>[2]): string =>
        say(configWords, language, key);
      const rows = Object.entries(VARIABLES).map(([name, { default: given }]) =>
        row([
          `\`${name}\``,
          given === null ? word('none') : `\`${given}\``,
          word(`a${name as Name}`),
          word(`m${name as Name}`),
        ]),
      );
      return [
        `# ${word('title')}`,
        '',
        word('lead'),
        '',
        row(word('table').split(' | ')),
        row(['---', '---', '---', '---']),
        ...rows,
        '',
      ].join('\n');
    })
    .join('\n');
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

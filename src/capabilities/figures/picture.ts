import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { InputOf } from '../../platform/http/contract.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { say } from '../../platform/language/language.ts';
import { readAsked } from './asking.ts';
import { figureCoded } from './catalogue.ts';
import { PAPER, trendChart } from './charts.rules.ts';
import { figuresWords } from './figures.words.ts';
import type { picture } from './picture.contract.ts';
import { written } from './written.rules.ts';

use([BarChart, LineChart, AriaComponent, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

const WIDTH = 720;
const HEIGHT = 320;

/** A figure over time as a picture of its own: as its page draws it, with its name and what it rests on. */
export async function pictureOf(
  ask: Ask,
  { params, query }: Pick<InputOf<typeof picture>, 'params' | 'query'>,
): Promise<string> {
  const { language = ask.language, ...rest } = query;
  const answer = await readAsked(ask, { ...rest, codes: params.code });
  const figure = answer.figures[0];
  const declared = figureCoded(params.code);
  if (figure === undefined || declared === null) throw new Error(`no figure ${params.code}`);
  const word = (key: keyof typeof figuresWords.zh & string, parameters?: Record<string, string | number>): string =>
    say(figuresWords, language, key, parameters);
  const name = declared.name[language];
  const foot = word('pictureFoot', {
    place: answer.territory.name[language],
    from: answer.from,
    to: answer.to,
    seq: answer.seq,
  });
  // A picture has nobody to hover over it.
  const { tooltip: _tooltip, ...chart } = trendChart(
    {
      title: name,
      names: figure.series.map((one) => one.name),
      points: figure.series.map((one) => one.value),
      target: declared.unit === 'norm' ? 1 : (figure.target?.value ?? null),
      words: { value: name, range: word('range'), target: word(declared.unit === 'norm' ? 'norm' : 'target') },
    },
    {
      colours: PAPER,
      bars: declared.unit === 'count',
      writes: (value) => written(declared.unit, value, language, (key, of) => (key === 'none' ? '—' : word(key, of))),
    },
  );
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    drawn.setOption({
      ...chart,
      backgroundColor: PAPER.card,
      textStyle: { color: PAPER.ink, fontFamily: 'sans-serif' },
      grid: { ...(chart['grid'] as object), top: 62 },
      title: {
        text: name,
        subtext: figure.contested === 0 ? foot : `${foot} · ${word('pictureContested', { n: figure.contested })}`,
        left: 12,
        top: 8,
        textStyle: { color: PAPER.ink, fontSize: 16 },
        subtextStyle: { color: PAPER.soft, fontSize: 12 },
      },
    });
    return drawn.renderToSVGString();
  } finally {
    drawn.dispose();
  }
}

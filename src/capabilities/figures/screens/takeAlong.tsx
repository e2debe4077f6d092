import type { ReactNode } from 'react';
import { addressOf } from '../../../platform/web/call.ts';
import { choices } from '../../../platform/web/choices.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { CopyButton } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { csv, xlsx } from '../figures.contract.ts';
import { picture } from '../picture.contract.ts';
import { figureWords } from './figure.words.ts';
import type { askedOf } from './figureView.ts';

type Asked = ReturnType<typeof askedOf>;

/** A figure as a table, on paper, and as a picture for another page. */
export function TakeAlong(props: {
  readonly asked: Asked;
  readonly grain: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly name: string;
}): ReactNode {
  const w = useWords(figureWords);
  const { asked, grain, name } = props;
  const { district } = choices();
  const { codes, ...rest } = asked;
  const file = (one: typeof csv | typeof xlsx): string => addressOf(one, {}, { ...asked, district });
  const address = addressOf(picture, { code: codes }, { ...rest, grain, district });
  const line = `<a href="${location.href}"><img src="${location.origin}${address}" alt="${name}" width="720" height="320"></a>`;
  return (
    <section className="card stack small-gap no-print" aria-label={w('pictureTitle')}>
      <span className="row">
        <a className="button quiet" href={file(csv)} download>
          {w('csv')}
        </a>
        <a className="button quiet" href={file(xlsx)} download>
          {w('xlsx')}
        </a>
        <Button onPress={() => window.print()}>{w('print')}</Button>
      </span>
      <h2>{w('pictureTitle')}</h2>
      <p className="soft">{w('pictureWhy')}</p>
      <img className="picture" src={address} alt={name} loading="lazy" />
      <code className="embed">{line}</code>
      <CopyButton text={line}>{w('copy')}</CopyButton>
    </section>
  );
}

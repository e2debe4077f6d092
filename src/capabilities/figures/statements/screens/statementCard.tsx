import type { ReactNode } from 'react';
import { addressOf } from '../../../../platform/web/call.ts';
import { choices } from '../../../../platform/web/choices.ts';
import { Badge, Card } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useLanguage, useWords } from '../../../../platform/web/words.ts';
import { periodText } from '../periods.rules.ts';
import { type StatementOut, statementFile } from '../statements.contract.ts';
import type { SORTS } from '../statements.rules.ts';
import { screenWords } from './statements.screen.words.ts';

const ORDER = ['pdf', 'json', 'note'] as const satisfies readonly (typeof SORTS)[number][];

/** One statement: its files, what it rests on, and whether another stands in its place. */
export function StatementCard({ it }: { readonly it: StatementOut }): ReactNode {
  const w = useWords(screenWords);
  const language = useLanguage();
  const when = useWhen();
  const name = periodText(it.period, language);
  const { district } = choices();
  return (
    <Card label={name}>
      <div className="stack small-gap" data-period={it.period}>
        <div className="row">
          <h2>{name}</h2>
          {it.replacedBy !== null && <Badge tone="warn">{w('replaced')}</Badge>}
          {it.replaces !== null && <Badge tone="info">{w('replaces')}</Badge>}
        </div>
        <p className="soft small">
          {w('issued', { when: when.moment(it.at) })} · {w('rests', { figures: it.figures, seq: it.seq })}
        </p>
        {it.replacedBy !== null && <p className="soft small">{w('replacedHint')}</p>}
        {it.editions.map(({ edition }) => (
          <div key={edition} className="statement-files">
            {it.editions.length > 1 && <span className="soft small">{w(edition)}</span>}
            {ORDER.map((sort) => (
              <a
                key={sort}
                className="button quiet"
                href={addressOf(statementFile, { id: it.id, edition, sort }, { district })}
                aria-label={`${name} ${it.editions.length > 1 ? `${w(edition)} ` : ''}${w(sort)}`}
                {...(sort === 'pdf' ? { target: '_blank', rel: 'noreferrer' } : { download: '' })}
              >
                {w(sort)}
              </a>
            ))}
          </div>
        ))}
        {it.editions.length > 1 && <p className="soft small">{w('wholeHint')}</p>}
        <details>
          <summary>{w('details')}</summary>
          <Facts it={it} />
        </details>
      </div>
    </Card>
  );
}

function Facts({ it }: { readonly it: StatementOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const rows: readonly (readonly [string, string, boolean])[] = [
    [w('span'), w('spanOf', { from: when.day(it.from), to: when.day(it.to) }), false],
    ...it.editions.flatMap(({ edition, digests }) => [
      [w('jsonDigest', { edition: w(edition) }), digests.json, true] as const,
      [w('pdfDigest', { edition: w(edition) }), digests.pdf, true] as const,
    ]),
    [w('tree'), w('treeOf', { origin: it.tree.origin, size: it.tree.size }), true],
    [w('root'), it.tree.root, true],
    [w('certificate'), it.certificate, true],
  ];
  return (
    <dl className="facts statement-facts">
      {rows.map(([name, value, code]) => (
        <div key={name} className="facts-row">
          <dt>{name}</dt>
          <dd className={code ? 'statement-code' : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

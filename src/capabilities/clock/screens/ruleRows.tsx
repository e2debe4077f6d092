import type { ReactNode } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Badge, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { RuleOut } from '../clock.contract.ts';
import { clockWords } from '../clock.words.ts';
import { basisText, partsOf, scopeText, termText } from '../sayings.rules.ts';
import { deadlinesWords } from './deadlines.words.ts';
import './deadlines.css';

const TONES: Readonly<Record<RuleOut['is'], Tone>> = {
  standing: 'good',
  coming: 'info',
  ended: 'plain',
  proposed: 'info',
};

/** The rules of one stage; on a phone one below the other. */
export function RuleRows({ rules }: { rules: readonly RuleOut[] }): ReactNode {
  const w = useWords(deadlinesWords);
  return (
    <table className="rules">
      <thead>
        <tr>
          <th scope="col">{w('rule')}</th>
          <th scope="col">{w('scope')}</th>
          <th scope="col">{w('term')}</th>
          <th scope="col">{w('basis')}</th>
          <th scope="col">{w('follow')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rules.map((one) => (
          <RuleRow key={one.code} one={one} />
        ))}
      </tbody>
    </table>
  );
}

function RuleRow({ one }: { one: RuleOut }): ReactNode {
  const w = useWords(deadlinesWords);
  const c = useWords(clockWords);
  const t = useText();
  const { rule, coming } = one;
  const parts = new Map(partsOf(rule).map(({ key, said }) => [key, t(said)]));
  const name = t(rule.name);
  return (
    <tr data-is={one.is}>
      <th scope="row">
        {name}
        <span className="row small">
          {one.is !== 'standing' && <Badge tone={TONES[one.is]}>{w(`is_${one.is}`)}</Badge>}
          {one.waiting && one.is !== 'proposed' && <Badge tone="info">{w('waitingBadge')}</Badge>}
          <span className="soft">
            {one.versions > 0 && `${w('versions', { n: rule.version })} · `}
            {parts.get('days')}
          </span>
        </span>
      </th>
      <td data-label={w('scope')}>{t(scopeText(rule))}</td>
      <td data-label={w('term')}>
        <strong>{t(termText(rule.term))}</strong>
        {coming && (
          <span className="small under">
            {coming.active
              ? w('comingLine', { from: coming.from, term: t(termText(coming.term)) })
              : w('comingLine', { from: coming.from, term: c('retired') })}
          </span>
        )}
        {rule.extension && <span className="small soft under">{parts.get('extension')}</span>}
      </td>
      <td data-label={w('basis')}>
        {t(basisText(rule.basis))}
        {rule.basis && <span className="small soft under">{c(`tag_${rule.basis.tag}`)}</span>}
      </td>
      <td data-label={w('follow')} className="small">
        {parts.get('remind')}
        <span className="under">{parts.get('escalate')}</span>
        {rule.grounds.length > 0 && (
          <span className="under soft">
            {c('part_grounds')}: {parts.get('grounds')}
          </span>
        )}
      </td>
      <td className="moves">
        <Button look="plain" to={`/deadlines/${one.code}`} label={w('historyOf', { name })}>
          {w('history')}
        </Button>
        {one.abilities.includes('propose') && (
          <Button look="plain" to={`/deadlines/${one.code}/change`} label={w('changeOf', { name })}>
            {w('change')}
          </Button>
        )}
      </td>
    </tr>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Badge, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { overhear } from '../../../platform/web/live.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { matter as matterContract } from '../../matters/desk.contract.ts';
import {
  type Mediated,
  mayBeMediated,
  mediationsOf,
  type Tiding,
  tidingsOf,
  underway,
} from '../../matters/mediated.rules.ts';
import { list } from '../mediation.contract.ts';
import { mayOpenCase, mayReadCases } from '../mediation.rights.ts';
import { ofMatterWords } from './ofMatter.words.ts';
import { statusWords } from './status.words.ts';

type Page = AnswerOf<typeof matterContract>;

const TONES: Partial<Readonly<Record<Mediated, Tone>>> = {
  agreed: 'good',
  performed: 'good',
  broken: 'bad',
  failed: 'warn',
};

/** On the page of a matter: the cases to which it was handed over, and, where it may be, the way to hand it over. */
export default function OfMatter({ page }: { readonly page: Page }): ReactNode {
  const w = useWords(ofMatterWords);
  const { person, appointments } = useMe();
  const me = { is: 'staff', person: person ?? '', appointments } as const;
  const { matter } = page;
  const tidings = tidingsOf(page.history);
  const cases = mediationsOf(tidings);
  const hands =
    mayBeMediated(matter) && matter.abilities.includes('note') && mayOpenCase(me) && underway(tidings) === null;
  if (cases.length === 0 && !hands) return null;
  return (
    <section className="stack small-gap" data-mediation>
      <h3>{w('title')}</h3>
      {cases.map((one) => (
        <Case key={one.number} tiding={one} reads={mayReadCases(me)} />
      ))}
      {hands && (
        <>
          <p className="soft small">{w('lead')}</p>
          <div className="row no-print">
            <Button sign="dispute" to={`/mediation/new?matter=${matter.id}`}>
              {w('hand')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** One case: as it stands and with the way to it for whoever may see it; to others what the matter itself was told. */
function Case({ tiding: { number, stands }, reads }: { readonly tiding: Tiding; readonly reads: boolean }): ReactNode {
  const w = useWords(ofMatterWords);
  const s = useWords(statusWords);
  const answers = useQueryClient();
  // The page of the matter hears the journal; a case moves on without a line on the matter.
  useEffect(() => overhear(() => void answers.invalidateQueries({ queryKey: ['mediation'] })), [answers]);
  const { data } = useCall(list, { query: { number } }, { enabled: reads });
  const it = data?.items[0];
  const isOver = it?.status === 'ended' || it?.status === 'archived';
  const state = it === undefined || isOver ? w(stands) : s(`status_${it.status}`);
  return (
    <p className="row">
      {it === undefined ? (
        <span>{w('case', { number })}</span>
      ) : (
        <Link href={`/mediation/${it.id}`}>{w('case', { number })}</Link>
      )}
      <Badge tone={TONES[stands] ?? 'info'}>{state}</Badge>
      {(data?.items.length === 0 || !reads) && <span className="soft small">{w('unseen')}</span>}
    </p>
  );
}

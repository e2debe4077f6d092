import { type ReactNode, useCallback, useState } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { roundsGround } from '../rounds.contract.ts';
import { PlaceTable, showRow } from './placeTable.tsx';
import { RoundMap } from './roundMap.tsx';
import { screenWords } from './rounds.screen.words.ts';

/** What stands of all rounds under way, on the map and in words; nothing where none is. */
export function RoundsGround(): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useCall(roundsGround, {}, { keep: true });
  const pick = useCallback((code: string) => {
    setChosen(code);
    showRow(code);
  }, []);
  if (data === undefined) return <ProblemNotice problem={error} onAgain={() => void refetch()} />;
  if (data.territories.length === 0) return null;
  return (
    <section className="stack small-gap" aria-label={w('ground')}>
      <h2>{w('ground')}</h2>
      <p className="soft small">
        {w('groundLead')} {data.more && w('groundMore')}
      </p>
      <div className="round-ground">
        <RoundMap places={data.territories} onPick={pick} />
        <PlaceTable
          places={data.territories}
          chosen={chosen}
          nameOf={(one) => <Link href={`/mediation/rounds/${one.round}`}>{t(one.name)}</Link>}
        />
      </div>
    </section>
  );
}

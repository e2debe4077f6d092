import type { ReactNode } from 'react';
import { postName } from '../../../../platform/identity/screens/posts.words.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { Badge, type Tone } from '../../../../platform/web/kit/surfaces.tsx';
import { useLanguage, useText, useWords } from '../../../../platform/web/words.ts';
import { kinds } from '../../../kinds/kinds.contract.ts';
import { useNames } from '../../screens/named.ts';
import type { RowOut } from '../appeals.contract.ts';
import type { State } from '../appeals.rules.ts';
import { screenWords } from './appeals.screen.words.ts';

const TONES: Readonly<Record<State, Tone>> = { open: 'info', upheld: 'good', rejected: 'bad', withdrawn: 'plain' };

/** How far an appeal is; one that nobody has decided in time says so. */
export function AppealState({ it }: { it: Pick<RowOut, 'state' | 'late'> }): ReactNode {
  const w = useWords(screenWords);
  return (
    <>
      <Badge tone={TONES[it.state]}>{w(`state_${it.state}`)}</Badge>
      {it.late && <Badge tone="warn">{w('isLate')}</Badge>}
    </>
  );
}

/** The name of a kind or a group of kinds as it stands in an appeal; its code until the kinds have come. */
export function useKindName(): (code: string | null) => string {
  const w = useWords(screenWords);
  const t = useText();
  const named = useCall(kinds, { query: { retired: 'true' } }, { fresh: 300_000 });
  return (code) =>
    code === null ? w('allKinds') : t(named.data?.kinds.find((one) => one.code === code)?.name) || code;
}

/** What an appeal is against, in a few words. */
export function useAgainst(): (it: Pick<RowOut, 'against'>) => string {
  const w = useWords(screenWords);
  const t = useText();
  const { name } = useNames();
  return ({ against }) =>
    against.is === 'figure'
      ? w('againstFigure', { name: name(against.code), place: t(against.place.name) })
      : w('againstLine', { name: name(against.measure) });
}

/** Who did something: the post and its territory. */
export function useBy(): (key: 'filedBy' | 'upheldBy' | 'rejectedBy' | 'withdrawnBy', one: RowOut['filed']) => string {
  const w = useWords(screenWords);
  const t = useText();
  const language = useLanguage();
  return (key, { post, place }) => w(key, { post: postName(post, language), place: t(place.name) });
}

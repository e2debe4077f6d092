import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { dayOf } from '../../../../platform/journal/line.rules.ts';
import { useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, Field, Select, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { planRound } from '../rounds.contract.ts';
import { THEMES, type Theme } from '../rounds.rules.ts';
import { type PickLevel, PlacesPicker } from './placesPicker.tsx';
import { screenWords } from './rounds.screen.words.ts';

const today = (): string => dayOf(new Date().toISOString());
const inDays = (n: number): string => dayOf(new Date(Date.now() + n * 86_400_000).toISOString());

/** A new round: where, from when to when, and what to mind. */
export function PlanRound({ onCancel }: { onCancel: () => void }): ReactNode {
  const w = useWords(screenWords);
  const tell = useToast();
  const [, go] = useLocation();
  const [id, setId] = useState(newId);
  const [level, setLevel] = useState<PickLevel>('village');
  const [filled, setFilled] = useState({
    territories: [] as readonly string[],
    from: today(),
    to: inDays(6),
    theme: 'general' as Theme,
    words: '',
  });
  const [lacks, setLacks] = useState(false);
  const plan = useMove(planRound, {
    onDone: (it) => {
      tell(w('planned'));
      go(`/mediation/rounds/${it.id}`);
    },
  });
  const fill = (some: Partial<typeof filled>): void => {
    setFilled((now) => ({ ...now, ...some }));
    // What is sent under an id stays what it was.
    setId(newId());
  };
  const send = (): void => {
    setLacks(filled.territories.length === 0);
    if (filled.territories.length > 0) plan.mutate({ body: { id, ...filled, territories: [...filled.territories] } });
  };
  return (
    <Card label={w('newRound')}>
      <h2>{w('newRound')}</h2>
      <div className="round-grid">
        <Field label={w('from')} type="date" value={filled.from} onChange={(from) => fill({ from })} />
        <Field label={w('to')} type="date" value={filled.to} onChange={(to) => fill({ to })} />
        <Select
          label={w('theme')}
          value={filled.theme}
          onChange={(theme) => fill({ theme: theme as Theme })}
          options={THEMES.map((value) => ({ value, label: w(`theme_${value}`) }))}
        />
      </div>
      <TextArea
        label={w('themeWords')}
        hint={w('themeWordsHint')}
        optional
        rows={2}
        maxLength={2000}
        value={filled.words}
        onChange={(words) => fill({ words })}
      />
      <PlacesPicker
        level={level}
        onLevel={(one) => {
          setLevel(one);
          fill({ territories: [] });
        }}
        chosen={filled.territories}
        onChange={(territories) => fill({ territories })}
      />
      {lacks && filled.territories.length === 0 && (
        <Notice tone="bad" urgent>
          {w('needPlaces')}
        </Notice>
      )}
      <ProblemNotice problem={plan.error} />
      <div className="row">
        <Button look="primary" large busy={plan.isPending} onPress={send}>
          {w('plan')}
        </Button>
        <Button large onPress={onCancel}>
          {w('cancel')}
        </Button>
      </div>
    </Card>
  );
}

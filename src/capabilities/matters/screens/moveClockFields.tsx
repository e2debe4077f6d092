import type { ReactNode } from 'react';
import { Choice, Field } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { GROUNDS, type Ground } from '../../clock/clock.rules.ts';
import { RETURN_GROUNDS, type ReturnGround } from '../matters.rules.ts';
import type { Lack } from './moveAct.ts';
import type { ActName, Gathered, MatterPage } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';

type Fields = {
  readonly gathered: Gathered;
  readonly gather: (some: Partial<Gathered>) => void;
  readonly lacks: Lack | null;
};

/** By which rule a matter goes back, and where that stands. */
export function ReturnFields({ gathered, gather, lacks }: Fields): ReactNode {
  const w = useWords(moveWords);
  return (
    <>
      <p className="soft">{w('returnLead')}</p>
      <Choice
        label={w('returnGround')}
        form="lines"
        value={gathered.returnGround}
        onChange={(ground) => gather({ returnGround: ground as ReturnGround })}
        options={RETURN_GROUNDS.map((one) => ({ value: one, label: w(`ground_${one}`) }))}
      />
      {lacks === 'needGround' && (
        <Notice tone="bad" urgent>
          {w(lacks)}
        </Notice>
      )}
      <Field
        label={w('cites')}
        value={gathered.cites}
        maxLength={300}
        problem={lacks === 'needCites' ? w(lacks) : undefined}
        onChange={(cites) => gather({ cites })}
      />
    </>
  );
}

/** On which ground time stands still, and until when. */
export function SuspendFields({ gathered, gather, lacks }: Fields): ReactNode {
  const w = useWords(moveWords);
  return (
    <>
      <Choice
        label={w('suspendGround')}
        form="lines"
        value={gathered.suspendGround}
        onChange={(ground) => gather({ suspendGround: ground as Ground })}
        options={GROUNDS.map((one) => ({ value: one, label: w(`suspend_${one}`) }))}
      />
      {lacks === 'needGround' && (
        <Notice tone="bad" urgent>
          {w(lacks)}
        </Notice>
      )}
      <Field
        type="date"
        label={w('suspendUntil')}
        value={gathered.until}
        problem={lacks === 'needUntil' ? w(lacks) : undefined}
        onChange={(until) => gather({ until })}
      />
    </>
  );
}

/** How many working days more: asked for, or granted and refused. */
export function ExtensionFields(
  props: Fields & { readonly move: ActName; readonly page: MatterPage | undefined },
): ReactNode {
  const { move, gathered, gather, page, lacks } = props;
  const w = useWords(moveWords);
  const asked = page?.matter.extensionAsked ?? null;
  const decides = move === 'decideExtension';
  return (
    <>
      {decides && asked !== null && <Notice>{w('extensionAsked', { n: asked })}</Notice>}
      {decides && (
        <Choice
          label={w('decideExtension')}
          form="narrow"
          value={gathered.refused ? 'refuse' : 'agree'}
          onChange={(choice) => gather({ refused: choice === 'refuse' })}
          options={[
            { value: 'agree', label: w('extensionAgree') },
            { value: 'refuse', label: w('extensionRefuse') },
          ]}
        />
      )}
      {!(decides && gathered.refused) && (
        <Field
          label={w(decides ? 'extensionGrant' : 'extensionDays')}
          inputMode="numeric"
          value={gathered.days}
          maxLength={2}
          problem={lacks === 'needDays' ? w(lacks) : undefined}
          onChange={(days) => gather({ days })}
        />
      )}
    </>
  );
}

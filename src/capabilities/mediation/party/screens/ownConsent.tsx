import { type ReactNode, useState } from 'react';
import { Button, Choice, Tick } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { ROUTES } from '../../mediation.rules.ts';
import { useActing, useOwnCase } from './acting.ts';
import { ownWords } from './own.words.ts';

const RIGHTS = ['right1', 'right2', 'right3', 'right4'] as const;
const DUTIES = ['duty1', 'duty2', 'duty3'] as const;

/** Rights and duties, then yes or no; whoever said yes may stop later. */
export function ConsentPart(): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  const me = view.parties.find(({ id }) => id === view.me);
  const [read, setRead] = useState(false);
  const [openly, setOpenly] = useState(false);
  const acting = useActing();
  const may = view.abilities;
  const mayConsent = me?.consent == null && (may.includes('consent') || may.includes('tellRights'));
  if (!mayConsent) return null;
  const consent = { move: 'consent', party: view.me, openly } as const;
  return (
    <Card label={w('rightsTitle')}>
      <h2>{w('rightsTitle')}</h2>
      <Rights />
      <Tick checked={read} onChange={setRead}>
        {w('rightsRead')}
      </Tick>
      <Choice
        label={w('openness')}
        form="lines"
        value={String(openly)}
        onChange={(value) => setOpenly(value === 'true')}
        options={[
          { value: 'false', label: w('closed') },
          { value: 'true', label: w('open') },
        ]}
      />
      <ProblemNotice problem={acting.error} />
      <Button
        look="primary"
        large
        wide
        disabled={!read}
        busy={acting.isPending}
        onPress={() => acting.mutate(me?.told == null ? [{ move: 'tellRights', party: view.me }, consent] : [consent])}
      >
        {w('consent')}
      </Button>
      {may.includes('decline') && <Decline word="decline" />}
    </Card>
  );
}

function Rights(): ReactNode {
  const w = useWords(ownWords);
  return (
    <>
      <ul className="way-home">
        {[...RIGHTS, ...DUTIES].map((one) => (
          <li key={one}>{w(one)}</li>
        ))}
      </ul>
      <p className="soft small">{w('rightsLaw')}</p>
    </>
  );
}

/** One clear no, which ends it and names the ways that are left (人民调解法 art. 17, 26). */
export function Decline({ word }: { word: 'decline' | 'stop' }): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  const [sure, setSure] = useState(false);
  const acting = useActing(() => setSure(false));
  return (
    <>
      <Button wide look="danger" onPress={() => setSure(true)}>
        {w(word)}
      </Button>
      <Sheet open={sure} title={w('declineTitle')} onClose={() => setSure(false)}>
        <p>{w('declineText')}</p>
        <ul className="way-home">
          {ROUTES.map((one) => (
            <li key={one}>{w(`route_${one}`)}</li>
          ))}
        </ul>
        <ProblemNotice problem={acting.error} />
        <Button
          look="danger"
          large
          wide
          busy={acting.isPending}
          onPress={() => acting.mutate([{ move: 'decline', party: view.me }])}
        >
          {w('declineYes')}
        </Button>
      </Sheet>
    </>
  );
}

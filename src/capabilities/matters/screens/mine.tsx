import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ResidentGate, ResidentKept, ResidentLooks } from '../../../platform/identity/screens/resident.tsx';
import { residentScreenWords } from '../../../platform/identity/screens/resident.words.ts';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { webWords } from '../../../platform/web/web.words.ts';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type Followed, mine, mineMove } from '../follow.contract.ts';
import { followWords } from './follow.words.ts';
import { FollowedMatter, Kept } from './followed.tsx';
import { FollowedHere } from './followedList.tsx';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import { BringPhotos, ofMine } from './provedPhotos.tsx';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';
import './matters.css';

const REFRESH_MS = 30_000;

/** A resident's own page: my matters, who looked at my data, what is kept. */
export default function Mine(): ReactNode {
  const w = useWords(residentScreenWords);
  usePageTitle(w('title'));
  return (
    <ResidentGate>
      {(resident) => (
        <div className="stack">
          <h1>{w('title')}</h1>
          <p className="soft">{w('known', { phone: resident.phone })}</p>
          <MyMatters />
          <FollowedHere />
          <ResidentLooks />
          <ResidentKept>
            <KeptUntil />
          </ResidentKept>
        </div>
      )}
    </ResidentGate>
  );
}

function MyMatters(): ReactNode {
  const w = useWords(followWords);
  const back = useWords(webWords);
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error } = useCall(mine, {}, { every: REFRESH_MS });
  const { mutateAsync } = useMove(mineMove);
  // The list and the one that is opened stand in each other's place: the focus goes along.
  const here = useRef<HTMLElement>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (shown.current === chosen) return;
    shown.current = chosen;
    here.current?.focus();
  }, [chosen]);
  if (data === undefined) return error ? <ProblemNotice problem={error} /> : <Waiting />;
  const opened = data.items.find((one) => one.id === chosen);
  if (opened) {
    return (
      <section className="stack" ref={here} tabIndex={-1} aria-label={opened.number}>
        <Button sign="back" onPress={() => setChosen(null)}>
          {back('back')}
        </Button>
        <BringPhotos.Provider value={ofMine(opened.id)}>
          <FollowedMatter
            matter={opened}
            send={(act) => mutateAsync({ params: { id: opened.id }, body: { id: newId(), n: opened.n, act } })}
          />
        </BringPhotos.Provider>
      </section>
    );
  }
  return (
    <section className="stack" ref={here} tabIndex={-1} aria-label={w('mineTitle')}>
      <h2>{w('mineTitle')}</h2>
      {data.items.length === 0 ? (
        <Empty title={w('mineEmpty')} hint={w('mineEmptyHint')}>
          <Button look="primary" to="/">
            {w('report')}
          </Button>
        </Empty>
      ) : (
        data.items.map((one) => <MineLine key={one.id} matter={one} onOpen={() => setChosen(one.id)} />)
      )}
    </section>
  );
}

/** For each matter the day on which its contact goes. */
function KeptUntil(): ReactNode {
  const w = useWords(followWords);
  const kindName = useKindName();
  const { data } = useCall(mine, {}, { every: REFRESH_MS });
  const kept = data?.items.flatMap(({ id, number, kind, contact }) => (contact ? [{ id, number, kind, contact }] : []));
  if (kept === undefined || kept.length === 0) return null;
  return (
    <>
      <h3>{w('keptTitle')}</h3>
      <ul className="looks kept">
        {kept.map(({ id, number, kind, contact }) => (
          <li key={id}>
            {kindName(kind)} · {number}
            <Kept contact={contact} />
          </li>
        ))}
      </ul>
    </>
  );
}

function MineLine({ matter: it, onOpen }: { matter: Followed; onOpen: () => void }): ReactNode {
  const w = useWords(followWords);
  const s = useWords(statusWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  return (
    <button type="button" className="card mine-line" onClick={onOpen}>
      <KindPicture code={it.kind} />
      <span className="mine-words">
        <span className="row apart">
          <strong>{kindName(it.kind)}</strong>
          <Badge tone={TONE_OF[it.status]}>{s(it.status)}</Badge>
        </span>
        <span className="soft small">
          {it.number} · {t(it.territoryName)} · {when.ago(it.reported)}
        </span>
        {it.abilities.includes('answer') && <Badge tone="warn">{w('asked')}</Badge>}
      </span>
      <Sign name="next" label={w('open')} />
    </button>
  );
}

import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { find, territories } from '../../places/places.contract.ts';
import { useCall, usePages } from '../../web/asking.ts';
import { useFilters } from '../../web/filters.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { listLiaisons } from '../liaisons.contract.ts';
import { liaisonsWords } from './liaisons.words.ts';
import { postName } from './posts.words.ts';
import './liaisons.css';

const filters = z.object({
  territory: z
    .string()
    .regex(/^\d{6}(\d{3}){0,3}$/)
    .optional(),
});
const HOUR_MS = 3_600_000;

/** Who the liaisons are, for everybody: of the whole district, or of the place that is looked for. */
export default function Liaisons(): ReactNode {
  const w = useWords(liaisonsWords);
  const t = useText();
  usePageTitle(w('title'));
  const [{ territory }, set] = useFilters(filters);
  const tree = useCall(territories, { query: {} }, { fresh: HOUR_MS });
  const here = territory === undefined ? undefined : tree.data?.territories.find((one) => one.code === territory);
  const parent = tree.data?.territories.find((one) => one.code === here?.parent && one.level !== 'district');
  const go = (code: string | undefined): void => set({ territory: code }, { push: true });
  return (
    <div className="stack liaisons">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <FindPlace onChoose={go} />
      {territory !== undefined && (
        <>
          <h2>{w('here', { place: here === undefined ? territory : t(here.name) })}</h2>
          <div className="row">
            {parent && (
              <Button look="plain" sign="back" onPress={() => go(parent.code)}>
                {t(parent.name)}
              </Button>
            )}
            <Button look="plain" onPress={() => go(undefined)}>
              {w('whole')}
            </Button>
          </div>
        </>
      )}
      <Roster territory={territory} />
    </div>
  );
}

/** A place by its name; what is found is chosen from a list. */
function FindPlace({ onChoose }: { onChoose: (code: string) => void }): ReactNode {
  const w = useWords(liaisonsWords);
  const t = useText();
  const [words, setWords] = useState('');
  const asked = words.trim();
  const { data, error } = useCall(find, { query: { words: asked, limit: 20 } }, { enabled: asked !== '', keep: true });
  const places = (data?.places ?? []).filter((one) => one.what === 'territory' && one.territory.length > 6);
  return (
    <search className="stack">
      <Field
        label={w('find')}
        hint={w('findHint')}
        type="search"
        inputMode="search"
        maxLength={60}
        value={words}
        onChange={setWords}
      />
      <ProblemNotice problem={error} />
      {asked !== '' && data !== undefined && (
        <div role="status" className="small soft">
          {w(places.length === 0 ? 'foundNone' : 'found')}
        </div>
      )}
      {asked !== '' && places.length > 0 && (
        <ul className="liaisons-found">
          {places.map((one) => (
            <li key={one.territory}>
              <button
                type="button"
                onClick={() => {
                  setWords('');
                  onChoose(one.territory);
                }}
              >
                {t(one.path)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

function Roster({ territory }: { territory: string | undefined }): ReactNode {
  const w = useWords(liaisonsWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const pages = usePages(
    listLiaisons,
    (after) => ({
      query: { ...(territory === undefined ? {} : { territory }), ...(after === undefined ? {} : { after }) },
    }),
    (answer) => answer.after,
  );
  if (pages.data === undefined) {
    return pages.error ? <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} /> : <Waiting />;
  }
  const places = pages.data.pages.flatMap((page) => page.places);
  if (places.length === 0) {
    return (
      <Empty sign="person" title={w('noneTitle')} hint={w('noneHint')}>
        <Button look="primary" to="/">
          {w('report')}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      {places.map((one) => (
        <section key={one.code} className="card" aria-label={t(one.name)}>
          <h3>{t(one.name)}</h3>
          <ul className="liaisons-held">
            {one.liaisons.map((held, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two of one name and day differ in nothing that is published
              <li key={at}>
                <strong>{held.name}</strong>
                <span>
                  {postName(held.post, language)} {held.deputy && <Badge>{w('deputy')}</Badge>}
                </span>
                <span className="soft small">{w('since', { day: when.day(held.from) })}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button wide busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </>
  );
}

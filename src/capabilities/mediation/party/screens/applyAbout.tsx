import { type ReactNode, useState } from 'react';
import { Button, Choice, Field, Tick } from '../../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../../platform/web/kit/icons.tsx';
import { Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { lawText } from '../../law/law.words.ts';
import { NATURES, type Nature, natureOf } from '../../law/natures.rules.ts';
import { doorName } from '../../law/refusable.rules.ts';
import { forumName } from '../../law/triage.rules.ts';
import { applyWords } from './apply.words.ts';
import type { StepProps } from './applyDraft.ts';
import { forumFor, questionsOf, refusedFor } from './applyDraft.ts';
import { DOOR_PAGES } from './doorPages.ts';

const MOST_FOUND = 8;

/** What it is about in two levels, who would mediate it by the rule, and whether it may be mediated at all. */
export function AboutStep(props: StepProps): ReactNode {
  const { draft, change } = props;
  const w = useWords(applyWords);
  const t = useText();
  const nature = draft.nature === null ? null : natureOf(draft.nature);
  if (nature === null) return <NaturePicker {...props} />;
  return (
    <>
      <div className="chosen-line">
        <span>
          <span className="only-heard">{w('chosen')}</span>
          <strong>{t(nature)}</strong>
        </span>
        <Button look="plain" onPress={() => change({ nature: null })}>
          {w('change')}
        </Button>
      </div>
      <Choice
        label={w('many')}
        form="lines"
        value={String(draft.many)}
        onChange={(value) => change({ many: value === 'true' })}
        options={[
          { value: 'false', label: w('manyFew') },
          { value: 'true', label: w('manyMany') },
        ]}
      />
      <fieldset className="field">
        <legend className="legend">{w('checks')}</legend>
        {questionsOf(nature.code).map((one) => (
          <Tick
            key={one.id}
            checked={draft.answers[one.id] === true}
            onChange={(yes) => change({ answers: { ...draft.answers, [one.id]: yes } })}
          >
            {t(one)}
          </Tick>
        ))}
        <span className="hint">{w('notSure')}</span>
      </fieldset>
      <Verdict {...props} />
    </>
  );
}

/** Refused with the reason and the right door, or the forum that the rule names, with the law. */
function Verdict({ draft }: StepProps): ReactNode {
  const w = useWords(applyWords);
  const t = useText();
  const refused = refusedFor(draft);
  if (refused !== null) {
    const page = DOOR_PAGES[refused.door];
    return (
      <Notice tone="bad" urgent>
        <strong>{w('refused')}</strong>
        <p>{t(lawText(refused.rule))}</p>
        <p>
          <strong>{w('door', { door: t(doorName(refused.door)) })}</strong>
        </p>
        {page !== undefined && (
          <Button sign="door" to={page}>
            {w('openDoor')}
          </Button>
        )}
      </Notice>
    );
  }
  const forum = forumFor(draft);
  if (forum === null) return null;
  return (
    <Card label={w('forum')}>
      <p className="soft small">{w('forum')}</p>
      <p>
        <strong>{t(forumName(forum.forum))}</strong> · {w(`track_${forum.track}`)}
      </p>
      <p className="soft small">{t(lawText(forum.rule))}</p>
    </Card>
  );
}

function NaturePicker({ change, wrong }: StepProps): ReactNode {
  const w = useWords(applyWords);
  const t = useText();
  const [words, setWords] = useState('');
  const [group, setGroup] = useState<Nature | null>(null);
  const sought = words.trim().toLowerCase();
  const found =
    sought === ''
      ? []
      : NATURES.filter(({ parent, zh, en }) => parent !== null && `${zh} ${en.toLowerCase()}`.includes(sought)).slice(
          0,
          MOST_FOUND,
        );
  const choose = (one: Nature): void => {
    const children = NATURES.some(({ parent }) => parent === one.code);
    if (one.parent === null && children) setGroup(one);
    else change({ nature: one.code });
  };
  const list = (label: string, all: readonly Nature[]): ReactNode => (
    <ul className="choose-list" aria-label={label}>
      {all.map((one) => (
        <li key={one.code}>
          <button type="button" onClick={() => choose(one)}>
            <span>
              {t(one)}
              {sought !== '' && one.parent !== null && (
                <span className="soft small"> {t(natureOf(one.parent) ?? undefined)}</span>
              )}
            </span>
            <Sign name="next" />
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <Field label={w('find')} hint={w('findHint')} type="search" value={words} onChange={setWords} maxLength={30} />
      {sought !== '' && found.length === 0 && <p role="status">{w('foundNone')}</p>}
      {found.length > 0 && list(w('found'), found)}
      {wrong && (
        <Notice tone="bad" urgent>
          {w('needNature')}
        </Notice>
      )}
      {found.length === 0 && group === null && (
        <>
          <h2>{w('groups')}</h2>
          {list(
            w('groups'),
            NATURES.filter(({ parent }) => parent === null),
          )}
        </>
      )}
      {found.length === 0 && group !== null && (
        <>
          <div className="row apart">
            <h2>{w('within', { group: t(group) })}</h2>
            <Button look="plain" onPress={() => setGroup(null)}>
              {w('change')}
            </Button>
          </div>
          {list(
            w('within', { group: t(group) }),
            NATURES.filter(({ parent }) => parent === group.code),
          )}
        </>
      )}
    </>
  );
}

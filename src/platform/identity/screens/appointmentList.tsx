import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { useFilters } from '../../web/filters.ts';
import { Button, Field, Select } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Empty, Notice, Waiting } from '../../web/kit/surfaces.tsx';
import { useLanguage, useWords } from '../../web/words.ts';
import { STATES } from '../appointments.rules.ts';
import { POSTS } from '../caller.ts';
import { AppointmentRows } from './appointmentRows.tsx';
import { useAppointments, usePeople } from './appointmentsKept.ts';
import { holds, ordered } from './appointmentsView.ts';
import { peopleWords } from './people.words.ts';
import { postName } from './posts.words.ts';
import { useMe } from './signedIn.tsx';

const filters = z.object({
  q: z.string().max(80).default(''),
  state: z.enum([...STATES, 'all']).default('standing'),
  post: z.enum(POSTS).optional(),
});

/** The district's appointments with a search over what is sealed elsewhere: names are compared here, never sent. */
export function AppointmentList(): ReactNode {
  const w = useWords(peopleWords);
  const language = useLanguage();
  const [{ q, state, post }, set] = useFilters(filters);
  const kept = useAppointments(state === 'all' ? undefined : state);
  const { byId } = usePeople();
  const rows = useMemo(
    () =>
      ordered(
        kept.rows.filter(
          (one) => (post === undefined || one.post === post) && (q.trim() === '' || holds(one, q.trim())),
        ),
      ),
    [kept.rows, post, q],
  );
  return (
    <>
      {state !== 'proposed' && <Proposals onShow={() => set({ state: 'proposed', q: '', post: undefined })} />}
      <div className="admin-filters">
        <Field type="search" label={w('find')} value={q} onChange={(text) => set({ q: text })} maxLength={80} />
        <Select
          label={w('state')}
          value={state}
          onChange={(value) => set({ state: value as typeof state })}
          options={(['proposed', 'standing', 'ended', 'refused', 'withdrawn', 'all'] as const).map((value) => ({
            value,
            label: w(`s_${value}`),
          }))}
        />
        <Select
          label={w('post')}
          value={post ?? ''}
          placeholder={w('allPosts')}
          onChange={(value) => set({ post: value === '' ? undefined : (value as typeof post) })}
          options={POSTS.map((value) => ({ value, label: postName(value, language) }))}
        />
      </div>
      <ProblemNotice problem={kept.error} onAgain={kept.again} />
      <p className="soft small" role="status">
        {w('count', { n: rows.length })} {kept.coming && w('coming')} {kept.cut && w('cut', { n: kept.rows.length })}
      </p>
      {rows.length > 0 ? (
        <AppointmentRows rows={rows} among={kept.rows} byId={byId} linked label={w('appointments')} />
      ) : kept.coming ? (
        <Waiting />
      ) : (
        kept.error === null && <None searching={q !== '' || post !== undefined} state={state} />
      )}
    </>
  );
}

function None({ searching, state }: { searching: boolean; state: z.output<typeof filters>['state'] }): ReactNode {
  const w = useWords(peopleWords);
  if (!searching && state === 'proposed') return <Empty sign="check" title={w('noneProposed')} />;
  if (!searching && state === 'standing') return <Empty title={w('noneYet')} hint={w('noneYetHint')} />;
  return <Empty sign="search" title={w('noneFound')} hint={w('noneFoundHint')} />;
}

/** Says to those who may approve that something waits for them. */
function Proposals({ onShow }: { onShow: () => void }): ReactNode {
  const w = useWords(peopleWords);
  const approver = useMe().posts.includes('secadmin');
  const { rows } = useAppointments('proposed', approver);
  const mine = rows.filter((one) => one.abilities.includes('approve')).length;
  if (mine === 0) return null;
  return (
    <Notice sign="bell">
      <span className="row apart">
        {w('waitingFor', { n: mine })}
        <Button onPress={onShow}>{w('show')}</Button>
      </span>
    </Notice>
  );
}

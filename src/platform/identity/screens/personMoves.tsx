import { type ReactNode, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import type { CallProblem } from '../../web/call.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { Sheet } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useText, useWords } from '../../web/words.ts';
import { closePerson, enterPerson, resetCode, resetPassword } from '../people.contract.ts';
import { APPOINTMENTS, PEOPLE, type PersonOut } from './appointmentsKept.ts';
import { Once } from './once.tsx';
import { peopleWords } from './people.words.ts';

const STALES = [PEOPLE, APPOINTMENTS] as const;

/** An initial password on its way to its owner. */
export type Initial = { readonly name: string; readonly login: string; readonly password: string };

/** The initial password, until it is noted. */
export function InitialPassword({ initial, onKept }: { initial: Initial; onKept: () => void }): ReactNode {
  const w = useWords(peopleWords);
  return (
    <Once
      title={w('initialFor', { name: initial.name, login: initial.login })}
      lead={w('initialLead')}
      secret={initial.password}
      copy={w('copyPassword')}
      kept={w('kept')}
      onKept={onKept}
    />
  );
}

/** Enters a person: login and name in, initial password out. */
export function EnterPerson({ onEntered }: { onEntered: (initial: Initial) => void }): ReactNode {
  const w = useWords(peopleWords);
  const t = useText();
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const enter = useMove(enterPerson, {
    stales: STALES,
    onDone: ({ password }) => onEntered({ name: name.trim(), login: login.trim().toLowerCase(), password }),
  });
  const aboutLogin = fieldProblem(enter.error, 'login');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate({ body: { login, name } });
      }}
    >
      <p>{w('enterLead')}</p>
      <Field label={w('name')} hint={w('nameHint')} maxLength={40} required value={name} onChange={setName} />
      <Field
        label={w('login')}
        hint={w('loginHint')}
        maxLength={30}
        required
        value={login}
        onChange={setLogin}
        problem={t(aboutLogin) || undefined}
      />
      {aboutLogin === undefined && <ProblemNotice problem={enter.error} />}
      <Button
        look="primary"
        wide
        large
        type="submit"
        busy={enter.isPending}
        disabled={login.trim() === '' || name.trim() === ''}
      >
        {w('enterYes')}
      </Button>
    </form>
  );
}

type Ability = PersonOut['abilities'][number];

/** What may be done about a person, each asked about once more before it is done. */
export function PersonMoves(props: {
  readonly person: PersonOut;
  readonly onInitial: (initial: Initial) => void;
  /** In a table of many, where frames around every button would be noise. */
  readonly quietly?: boolean;
}): ReactNode {
  const w = useWords(peopleWords);
  const { person } = props;
  const [about, setAbout] = useState<Ability | null>(null);
  // Taking away what is not there would only puzzle.
  const open = person.abilities.filter((one) => one !== 'code' || person.enrolled);
  if (open.length === 0) return null;
  return (
    <span className="row">
      {open.map((one) => (
        <Button
          key={one}
          look={props.quietly ? 'plain' : one === 'close' ? 'danger' : 'quiet'}
          label={`${w(`a_${one}`)}: ${person.name}`}
          onPress={() => setAbout(one)}
        >
          {w(`a_${one}`)}
        </Button>
      ))}
      <Sheet open={about !== null} title={about === null ? '' : w(`a_${about}`)} onClose={() => setAbout(null)}>
        {about !== null && (
          <Sure person={person} about={about} onInitial={props.onInitial} onDone={() => setAbout(null)} />
        )}
      </Sheet>
    </span>
  );
}

function Sure(props: {
  readonly person: PersonOut;
  readonly about: Ability;
  readonly onInitial: (initial: Initial) => void;
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(peopleWords);
  const tell = useToast();
  const { person, about, onDone } = props;
  const done = (): void => {
    if (about !== 'password') tell(w(`ad_${about}`));
    onDone();
  };
  const password = useMove(resetPassword, {
    stales: STALES,
    onDone: (answer) => {
      props.onInitial({ name: person.name, login: person.login, password: answer.password });
      done();
    },
  });
  const code = useMove(resetCode, { stales: STALES, onDone: done });
  const close = useMove(closePerson, { stales: STALES, onDone: done });
  const act = { password, code, close }[about];
  const problem: CallProblem | null = act.error;
  return (
    <>
      <p>
        <strong>{person.name}</strong> <span className="soft">{person.login}</span>
      </p>
      <p>{w(`al_${about}`)}</p>
      <ProblemNotice problem={problem} />
      <Button
        look={about === 'close' ? 'danger' : 'primary'}
        wide
        large
        busy={act.isPending}
        onPress={() => act.mutate({ params: { id: person.id } })}
      >
        {w(`a_${about}`)}
      </Button>
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { useCall } from '../../web/asking.ts';
import { choose } from '../../web/choices.ts';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Waiting } from '../../web/kit/surfaces.tsx';
import { useWords } from '../../web/words.ts';
import { me } from '../signin.contract.ts';
import { Owes } from './owes.tsx';
import { Gate, SignIn } from './signIn.tsx';
import { signInWords } from './signIn.words.ts';
import { useOwedSignOut } from './signOut.ts';

export type Me = AnswerOf<typeof me>;
const MeContext = createContext<Me | null>(null);

/** Who is signed in; only inside SignedIn. */
export function useMe(): Me {
  const mine = useContext(MeContext);
  if (mine === null) throw new Error('useMe outside SignedIn');
  return mine;
}

/** Shows what is inside to staff whose session owes nothing more; to others, the way in. */
export function SignedIn({ children }: { children: ReactNode }): ReactNode {
  // The last answer stays while the language changes: what somebody is typing must not go away with it.
  const leaving = useOwedSignOut();
  const { data, error, refetch } = useCall(me, {}, { fresh: 60_000, keep: true, enabled: !leaving });
  useOwnLanguage(data);
  const isOwn = useOwnAnswers(data === undefined ? undefined : data.is === 'staff' ? data.person : null);
  if (leaving) return <SignedOutOffline />;
  if (data === undefined) {
    return error ? <ProblemNotice problem={error} onAgain={() => void refetch()} /> : <Waiting />;
  }
  if (data.is !== 'staff') return <SignIn outside={data.outside} />;
  if (data.needs !== null) return <Owes needs={data.needs} enrolled={data.enrolled} />;
  if (!isOwn) return <Waiting />;
  return <MeContext.Provider value={data}>{children}</MeContext.Provider>;
}

/** Signed out where there was no line: nothing is shown until the server knows it too. */
function SignedOutOffline(): ReactNode {
  const w = useWords(signInWords);
  return (
    <Gate title={w('left')} lead={w('leftOffline')}>
      {null}
    </Gate>
  );
}

/**
 * What the page learned for somebody else, or for nobody, is forgotten before whoever signs in sees anything; false until it is.
 * The first one who is known here (`undefined`: not known yet) keeps what their phone brought back for them.
 */
function useOwnAnswers(person: string | null | undefined): boolean {
  const answers = useQueryClient();
  const [whose, setWhose] = useState(person);
  useEffect(() => {
    if (person === undefined || person === whose) return;
    if (whose === undefined) setWhose(person);
    if (whose === undefined || person === null) return;
    answers.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'identity' || queryKey[1] !== me.name });
    setWhose(person);
  }, [answers, person, whose]);
  return person === null || whose === undefined || person === whose;
}

/** Whoever signs in on this page finds it in the language that they have chosen for their account. */
function useOwnLanguage(data: Me | undefined): void {
  const wasStaff = useRef<boolean | null>(null);
  useEffect(() => {
    if (data === undefined) return;
    const isStaff = data.is === 'staff';
    if (isStaff && wasStaff.current === false && data.language !== null) choose({ language: data.language });
    wasStaff.current = isStaff;
  }, [data]);
}

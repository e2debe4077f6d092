import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { type CallProblem, call } from '../../../platform/web/call.ts';
import { afterHash } from '../../../platform/web/hash.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { type Followed, follow, followMove } from '../follow.contract.ts';
import { awaitCode, takeOver } from './codeInHand.ts';
import { followWords } from './follow.words.ts';
import { FollowedMatter } from './followed.tsx';
import { FollowedHere } from './followedList.tsx';
import { BringPhotos, byCode } from './provedPhotos.tsx';
import './matters.css';

const FORM = /^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/;
/** Letters that are easily taken for digits are read as those digits (Crockford's base 32). */
const tidy = (text: string): string =>
  text.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1').replace(/\s/g, '');
const codeInAddress = (): string => tidy(afterHash());
const REFRESH_MS = 30_000;

/** Follow one matter by its code. The code stays behind the # of the address, which no server ever sees. */
export default function Follow(): ReactNode {
  const w = useWords(followWords);
  usePageTitle(w('title'));
  const [code, setCode] = useState(() => (FORM.test(codeInAddress()) ? codeInAddress() : ''));
  const [wrong, setWrong] = useState(false);
  const [seen, setSeen] = useState<Followed | null>(null);
  const look = useMutation<Followed, CallProblem, string>({
    mutationFn: (asked) => call(follow, { body: { code: asked } }),
    onSuccess: setSeen,
  });
  const { mutate } = look;

  useEffect(() => {
    const fromAddress = (): void => {
      const given = takeOver() ?? codeInAddress();
      if (FORM.test(given)) {
        setCode(given);
        mutate(given);
      }
    };
    fromAddress();
    window.addEventListener('hashchange', fromAddress);
    const unawait = awaitCode(fromAddress);
    return () => {
      unawait();
      window.removeEventListener('hashchange', fromAddress);
    };
  }, [mutate]);

  const shown = seen?.id;
  useEffect(() => {
    if (shown === undefined) return;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      call(follow, { body: { code } }).then(setSeen, () => undefined);
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [shown, code]);

  if (seen !== null) {
    return (
      <div className="stack">
        <h1>{w('title')}</h1>
        <BringPhotos.Provider value={byCode(code)}>
          <FollowedMatter
            matter={seen}
            send={async (act) => setSeen(await call(followMove, { body: { code, id: newId(), n: seen.n, act } }))}
          />
        </BringPhotos.Provider>
        <Button
          onPress={() => {
            window.history.replaceState(null, '', window.location.pathname);
            setSeen(null);
            setCode('');
          }}
        >
          {w('another')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const asked = tidy(code);
        setWrong(!FORM.test(asked));
        if (!FORM.test(asked)) return;
        setCode(asked);
        mutate(asked);
      }}
    >
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <Field
        label={w('code')}
        hint={w('codeHint')}
        value={code}
        maxLength={20}
        onChange={setCode}
        problem={wrong ? w('codeWrong') : undefined}
      />
      <ProblemNotice problem={look.error} />
      {look.isPending ? (
        <Waiting />
      ) : (
        <Button look="primary" large wide type="submit" sign="search">
          {w('look')}
        </Button>
      )}
      <FollowedHere />
      <p className="soft">{w('lost')}</p>
      <Button sign="person" to="/mine">
        {w('byPhone')}
      </Button>
    </form>
  );
}

import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useCall, useMove } from '../../web/asking.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWhen } from '../../web/when.ts';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { askCode, forgetMe, leave, proveCode, residentLooks, residentMe } from '../residents.contract.ts';
import { masked } from '../residents.rules.ts';
import { lookWords } from './looks.words.ts';
import { postName } from './posts.words.ts';
import { residentScreenWords } from './resident.words.ts';

/** Shows what is inside to whoever has proved a phone number; to others, the two steps of proving one, and `why` where it is a part of a page. */
export function ResidentGate(props: {
  readonly children: (resident: { phone: string }) => ReactNode;
  readonly why?: string;
}): ReactNode {
  const { children, why } = props;
  const w = useWords(residentScreenWords);
  const { data, error, refetch } = useCall(residentMe, {}, { fresh: 60_000 });
  if (data === undefined) return error ? <ProblemNotice problem={error} onAgain={() => void refetch()} /> : <Waiting />;
  if (data.resident !== null) return children(data.resident);
  return (
    <div className="stack">
      {why === undefined ? <h1>{w('title')}</h1> : <h2>{why}</h2>}
      {why === undefined && <p className="soft">{w('lead')}</p>}
      <Prove />
    </div>
  );
}

function Prove(): ReactNode {
  const w = useWords(residentScreenWords);
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const ask = useMove(askCode);
  const prove = useMove(proveCode, { stales: 'all' });
  const number = phone.replaceAll(' ', '');
  if (ask.data === undefined) {
    return (
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ body: { phone: number } });
        }}
      >
        <Field
          label={w('phone')}
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          maxLength={20}
          required
          value={phone}
          onChange={setPhone}
        />
        <ProblemNotice problem={ask.error} />
        <Button look="primary" large wide type="submit" busy={ask.isPending} disabled={number.length < 5}>
          {w('ask')}
        </Button>
      </form>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        prove.mutate({ body: { phone: number, code: code.trim() } });
      }}
    >
      <Notice>{w('sent', { phone: masked(number), minutes: ask.data.minutes })}</Notice>
      {ask.data.outbox && (
        <Notice tone="warn">
          {w('outboxNotice')} <Link href="/outbox">{w('outboxOpen')}</Link>
        </Notice>
      )}
      <Field
        label={w('code')}
        hint={w('codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        required
        value={code}
        onChange={setCode}
      />
      <ProblemNotice problem={prove.error} />
      <Button look="primary" large wide type="submit" busy={prove.isPending} disabled={!/^\d{6}$/.test(code.trim())}>
        {w('enter')}
      </Button>
      <Button onPress={() => ask.reset()}>{w('again')}</Button>
    </form>
  );
}

/** Who looked at this resident's data, when and why. */
export function ResidentLooks(): ReactNode {
  const w = useWords(residentScreenWords);
  const t = useText();
  const when = useWhen();
  const l = useWords(lookWords);
  const language = useLanguage();
  const { data, error } = useCall(residentLooks, {});
  return (
    <section className="stack">
      <h2>{w('looksTitle')}</h2>
      <p className="soft">{w('looksLead')}</p>
      <ProblemNotice problem={error} />
      {data && data.looks.length === 0 && <p>{w('looksNone')}</p>}
      {data && data.looks.length > 0 && (
        <ul className="looks">
          {data.looks.map((one) => (
            <li key={one.id}>
              <time dateTime={one.at}>{when.moment(one.at)}</time>{' '}
              {[postName(one.post, language), t(one.bodyName), l(one.reason)].filter(Boolean).join(' · ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is kept, how to have it deleted, and the way out. */
export function ResidentKept(): ReactNode {
  const w = useWords(residentScreenWords);
  const tell = useToast();
  const [sure, setSure] = useState(false);
  const out = useMove(leave, { stales: 'all' });
  const forget = useMove(forgetMe, {
    stales: 'all',
    onDone: () => {
      tell(w('forgotten'));
      setSure(false);
    },
  });
  return (
    <section className="stack">
      <h2>{w('keptTitle')}</h2>
      <p className="soft">{w('keptText')}</p>
      <div className="row">
        <Button onPress={() => out.mutate({})} busy={out.isPending}>
          {w('signOut')}
        </Button>
        <Button look="danger" onPress={() => setSure(true)}>
          {w('forget')}
        </Button>
      </div>
      <Sheet open={sure} title={w('forget')} onClose={() => setSure(false)}>
        <p>{w('forgetSure')}</p>
        <ProblemNotice problem={forget.error} />
        <Button look="danger" large wide busy={forget.isPending} onPress={() => forget.mutate({})}>
          {w('forgetYes')}
        </Button>
      </Sheet>
    </section>
  );
}

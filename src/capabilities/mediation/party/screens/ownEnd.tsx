import { type ReactNode, useState } from 'react';
import { POSTS, type Post } from '../../../../platform/identity/caller.ts';
import { postName } from '../../../../platform/identity/screens/posts.words.ts';
import { Button, Stars, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../../platform/web/kit/icons.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../../platform/web/words.ts';
import { natureOf } from '../../law/natures.rules.ts';
import { useActing, useOwnCase } from './acting.ts';
import { ownWords } from './own.words.ts';
import { Decline } from './ownConsent.tsx';

/** Stars, as soon as there is something to rate. */
export function RatePart(): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  const me = view.parties.find(({ id }) => id === view.me);
  if (me?.rating != null) return <p className="soft">{w('rated', { n: me.rating })}</p>;
  return view.abilities.includes('rate') ? <Rate /> : null;
}

/** The ways to stop, for whoever said yes and for whoever applied. */
export function StopPart(): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  const me = view.parties.find(({ id }) => id === view.me);
  const mayStop = view.abilities.includes('decline') && me?.consent === true;
  const mayWithdraw = view.abilities.includes('withdraw') && me?.side === 'applicant';
  if (!mayStop && !mayWithdraw) return null;
  return (
    <section className="stack" aria-label={w('stopTitle')}>
      <h2>{w('stopTitle')}</h2>
      <p className="soft">{w('stopLead')}</p>
      {mayStop && <Decline word="stop" />}
      {mayWithdraw && <Withdraw />}
    </section>
  );
}

function Rate(): ReactNode {
  const w = useWords(ownWords);
  const [stars, setStars] = useState(0);
  const [words, setWords] = useState('');
  const acting = useActing();
  return (
    <Card label={w('rateTitle')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (stars > 0) acting.mutate([{ move: 'rate', stars, words: words.trim() }]);
        }}
      >
        <h2>{w('rateTitle')}</h2>
        <Stars label={w('rateLabel')} value={stars} onChange={setStars} />
        <TextArea label={w('rateWords')} optional rows={3} maxLength={500} value={words} onChange={setWords} />
        <ProblemNotice problem={acting.error} />
        <Button look="primary" wide type="submit" busy={acting.isPending} disabled={stars === 0}>
          {w('rateSend')}
        </Button>
      </form>
    </Card>
  );
}

function Withdraw(): ReactNode {
  const w = useWords(ownWords);
  const [sure, setSure] = useState(false);
  const [reason, setReason] = useState('');
  const acting = useActing(() => setSure(false));
  return (
    <>
      <Button wide look="danger" onPress={() => setSure(true)}>
        {w('withdraw')}
      </Button>
      <Sheet open={sure} title={w('withdraw')} onClose={() => setSure(false)}>
        <p>{w('withdrawText')}</p>
        <TextArea label={w('withdrawReason')} optional rows={3} maxLength={500} value={reason} onChange={setReason} />
        <ProblemNotice problem={acting.error} />
        <Button
          look="danger"
          large
          wide
          busy={acting.isPending}
          onPress={() => acting.mutate([{ move: 'withdraw', reason: reason.trim() }])}
        >
          {w('withdrawYes')}
        </Button>
      </Sheet>
    </>
  );
}

const isPost = (text: string): text is Post => (POSTS as readonly string[]).includes(text);

/** Who looked at what is known of me and why, and which earlier cases a mediator was shown. */
export function KnownPart(): ReactNode {
  const w = useWords(ownWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const { view } = useOwnCase();
  return (
    <>
      <section className="stack">
        <h2 className="row">
          <Sign name="eye" /> {w('looksTitle')}
        </h2>
        {view.looks.length === 0 && <p className="soft">{w('looksNone')}</p>}
        <ul className="told">
          {view.looks.map((one) => (
            <li key={one.at}>
              <time dateTime={one.at}>{when.moment(one.at)}</time>{' '}
              {w('look', {
                who: [isPost(one.post) ? postName(one.post, language) : one.post, t(one.body)]
                  .filter(Boolean)
                  .join(' · '),
                reason: one.reason,
              })}
            </li>
          ))}
        </ul>
      </section>
      {view.earlier.length > 0 && (
        <section className="stack">
          <h2>{w('earlierTitle')}</h2>
          <p className="soft small">{w('earlierLead')}</p>
          <ul className="told">
            {view.earlier.map((one) => (
              <li key={one.number}>
                {one.number} · {t(natureOf(one.nature) ?? undefined)} · {when.day(one.opened)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

import type { ReactNode } from 'react';
import { Link, Route, Router, Switch, useLocation } from 'wouter';
import { Further, keptOnPhone } from '../../capabilities/matters/field.web.tsx';
import { furtherOfMatter } from '../../capabilities/mediation/mediation.web.tsx';
import { keptOnPhone as keptRounds } from '../../capabilities/mediation/rounds/rounds.web.tsx';
import { Bell } from '../../capabilities/notices/notices.web.tsx';
import type { Post } from '../../platform/identity/caller.ts';
import { SignedIn, useMe } from '../../platform/identity/screens/signedIn.tsx';
import { me } from '../../platform/identity/signin.contract.ts';
import { useCall } from '../../platform/web/asking.ts';
import { Button } from '../../platform/web/kit/controls.tsx';
import { Mark, Sign, type SignName } from '../../platform/web/kit/icons.tsx';
import { Empty, Notice } from '../../platform/web/kit/surfaces.tsx';
import { Toasts } from '../../platform/web/kit/toast.tsx';
import { useOnline } from '../../platform/web/online.ts';
import { KeptAnswers } from '../../platform/web/outbox/keeping.tsx';
import { useOutbox, useOutboxOf } from '../../platform/web/outbox/outbox.ts';
import { Main, SkipLink } from '../../platform/web/page.tsx';
import { LanguageSwitch, LargeTextSwitch } from '../../platform/web/switches.tsx';
import { useWords } from '../../platform/web/words.ts';
import { fieldWords } from './field.words.ts';
import { pages } from './pages.ts';
import { useRelease } from './release.ts';

const TABS: readonly {
  readonly to: string;
  readonly sign: SignName;
  readonly word: 'tasks' | 'report' | 'nearby' | 'mediation' | 'me' | 'lead' | 'rounds';
  /** Posts for whom the tab is drawn; absent is all. */
  readonly posts?: readonly Post[];
}[] = [
  { to: '/', sign: 'tasks', word: 'tasks' },
  { to: '/lead', sign: 'figures', word: 'lead', posts: ['leader'] },
  { to: '/report', sign: 'report', word: 'report', posts: ['clerk', 'duty', 'coordinator', 'liaison'] },
  { to: '/rounds', sign: 'dispute', word: 'rounds', posts: ['liaison'] },
  { to: '/nearby', sign: 'nearby', word: 'nearby' },
  { to: '/mediation', sign: 'dispute', word: 'mediation', posts: ['mediator'] },
  { to: '/me', sign: 'person', word: 'me' },
];

/** What the phone keeps for the time without a line; who is signed in among it. */
const KEPT = [{ name: me.name, hours: 24, most: 1 }, ...keptOnPhone, ...keptRounds];

/** The shell for people on their way: what is mine, a new report, what is near, and who I am here. */
export function FieldShell(): ReactNode {
  return (
    <Router base="/field">
      <Toasts>
        <SkipLink />
        <KeptAnswers rules={KEPT}>
          <Frame />
        </KeptAnswers>
      </Toasts>
    </Router>
  );
}

function Frame(): ReactNode {
  const w = useWords(fieldWords);
  const [path] = useLocation();
  const { data } = useCall(me, {}, { enabled: false, keep: true });
  const posts: readonly Post[] = data?.posts ?? [];
  const tabs = TABS.filter((tab) => tab.posts === undefined || tab.posts.some((post) => posts.includes(post)));
  return (
    <div className="field-shell">
      <header className="field-head">
        <span className="field-name">
          <Mark size={30} />
          {w('name')}
        </span>
        <span className="row">
          {posts.length > 0 && <Bell />}
          <OutboxLink />
          <LargeTextSwitch />
          <LanguageSwitch />
        </span>
      </header>
      <Notices />
      <Main className="field-main">
        <SignedIn>
          <Sending />
          <Further value={furtherOfMatter}>
            <Switch>
              {pages.map(({ path: at, screen: Screen }) => (
                <Route key={at} path={at}>
                  <Screen />
                </Route>
              ))}
              <Route>
                <Empty sign="door" title={w('notFoundTitle')} hint={w('notFoundHint')}>
                  <Button look="primary" to="/">
                    {w('toTasks')}
                  </Button>
                </Empty>
              </Route>
            </Switch>
          </Further>
        </SignedIn>
      </Main>
      <nav className="field-tabs" aria-label={w('nav')} style={{ gridTemplateColumns: `repeat(${tabs.length}, 1fr)` }}>
        {tabs.map((tab) => (
          <Link
            key={tab.to}
            href={tab.to}
            aria-current={path === tab.to || (tab.to !== '/' && path.startsWith(`${tab.to}/`)) ? 'page' : undefined}
          >
            <Sign name={tab.sign} />
            <span>{w(tab.word)}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}

/** Sends what waits, as long as somebody is signed in. */
function Sending(): ReactNode {
  useOutboxOf(useMe().person);
  return null;
}

/** How much is on the phone and not there yet; the way to it. */
function OutboxLink(): ReactNode {
  const w = useWords(fieldWords);
  const n = useOutbox().items.filter((one) => one.state !== 'sent').length;
  return (
    <Link href="/outbox" className="button plain outbox-link" aria-label={w('outbox', { n })}>
      <Sign name="send" />
      {n > 0 && <span className="outbox-count">{n}</span>}
    </Link>
  );
}

/** No line, a session that is over with something waiting, a new release. */
function Notices(): ReactNode {
  const w = useWords(fieldWords);
  const online = useOnline();
  const { stopped, items } = useOutbox();
  const { ready, takeOver } = useRelease();
  return (
    <div aria-live="polite" className="field-notices">
      {!online && <Notice tone="warn">{w('offline')}</Notice>}
      {online && stopped && items.length > 0 && <Notice tone="warn">{w('stopped')}</Notice>}
      {ready && (
        <Notice>
          {w('release')}{' '}
          <Button look="plain" onPress={takeOver}>
            {w('takeOver')}
          </Button>
        </Notice>
      )}
    </div>
  );
}

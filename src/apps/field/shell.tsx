import { type ReactNode, useEffect, useState } from 'react';
import { Link, Route, Router, Switch, useLocation } from 'wouter';
import { SignedIn } from '../../platform/identity/screens/signedIn.tsx';
import { Button } from '../../platform/web/kit/controls.tsx';
import { Mark, Sign, type SignName } from '../../platform/web/kit/icons.tsx';
import { Empty, Notice } from '../../platform/web/kit/surfaces.tsx';
import { Toasts } from '../../platform/web/kit/toast.tsx';
import { Main, SkipLink } from '../../platform/web/page.tsx';
import { LanguageSwitch, LargeTextSwitch } from '../../platform/web/switches.tsx';
import { useWords } from '../../platform/web/words.ts';
import { fieldWords } from './field.words.ts';
import { pages } from './pages.ts';

const TABS: readonly {
  readonly to: string;
  readonly sign: SignName;
  readonly word: 'tasks' | 'report' | 'nearby' | 'me';
}[] = [
  { to: '/', sign: 'tasks', word: 'tasks' },
  { to: '/report', sign: 'report', word: 'report' },
  { to: '/nearby', sign: 'nearby', word: 'nearby' },
  { to: '/me', sign: 'person', word: 'me' },
];

/** The shell for people on their way: what is mine, a new report, what is near, and who I am here. */
export function FieldShell(): ReactNode {
  return (
    <Router base="/field">
      <Toasts>
        <SkipLink />
        <Frame />
      </Toasts>
    </Router>
  );
}

function Frame(): ReactNode {
  const w = useWords(fieldWords);
  const [path] = useLocation();
  return (
    <div className="field-shell">
      <header className="field-head">
        <span className="field-name">
          <Mark size={30} />
          {w('name')}
        </span>
        <span className="row">
          <LargeTextSwitch />
          <LanguageSwitch />
        </span>
      </header>
      <OfflineNotice />
      <Main className="field-main">
        <SignedIn>
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
        </SignedIn>
      </Main>
      <nav className="field-tabs" aria-label={w('nav')}>
        {TABS.map((tab) => (
          <Link
            key={tab.to}
            href={tab.to}
            aria-current={(tab.to === '/' ? path === '/' : path.startsWith(tab.to)) ? 'page' : undefined}
          >
            <Sign name={tab.sign} />
            <span>{w(tab.word)}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}

function OfflineNotice(): ReactNode {
  const w = useWords(fieldWords);
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return <div aria-live="polite">{!online && <Notice tone="warn">{w('offline')}</Notice>}</div>;
}

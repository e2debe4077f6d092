import { type ReactNode, Suspense } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { Button } from '../../platform/web/kit/controls.tsx';
import { Mark, Sign, type SignName } from '../../platform/web/kit/icons.tsx';
import { Empty } from '../../platform/web/kit/surfaces.tsx';
import { Toasts } from '../../platform/web/kit/toast.tsx';
import { Main, SkipLink } from '../../platform/web/page.tsx';
import { LanguageSwitch, LargeTextSwitch } from '../../platform/web/switches.tsx';
import { useWaits } from '../../platform/web/waits.ts';
import { useWords } from '../../platform/web/words.ts';
import { DangerLine } from './danger.tsx';
import { PublicBar, pages } from './pages.ts';
import { publicWords } from './public.words.ts';

const TABS: readonly {
  readonly to: string;
  readonly sign: SignName;
  readonly word: 'report' | 'around' | 'follow' | 'figures' | 'me' | 'charter';
}[] = [
  { to: '/', sign: 'report', word: 'report' },
  { to: '/around', sign: 'nearby', word: 'around' },
  { to: '/follow', sign: 'follow', word: 'follow' },
  { to: '/figures', sign: 'figures', word: 'figures' },
  { to: '/mine', sign: 'person', word: 'me' },
  { to: '/charter', sign: 'charter', word: 'charter' },
];

/** The residents' shell: what to do in danger comes first, then the page, then the six ways on. */
export function PublicShell(): ReactNode {
  return (
    <Toasts>
      <SkipLink />
      <Routes />
    </Toasts>
  );
}

function Routes(): ReactNode {
  const [path] = useLocation();
  return (
    <div className="public">
      {path === '/' && <DangerLine />}
      <Header path={path} />
      <Waiting />
      <Main className="public-main">
        <Switch>
          {pages.map(({ path: at, screen: Screen }) => (
            <Route key={at} path={at}>
              <Screen />
            </Route>
          ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Main>
      <Footer />
    </div>
  );
}

/** Fetched only where something waits on this phone. */
function Waiting(): ReactNode {
  return useWaits() ? (
    <Suspense fallback={null}>
      <PublicBar />
    </Suspense>
  ) : null;
}

const isHere = (to: string, path: string): boolean => (to === '/' ? path === '/' : path.startsWith(to));

function Header({ path }: { path: string }): ReactNode {
  const w = useWords(publicWords);
  return (
    <>
      <header className="public-head no-print">
        <Link href="/" className="public-name" aria-label={w('home')}>
          <Mark size={34} />
          <span>{w('name')}</span>
        </Link>
        <span className="public-switches">
          <LargeTextSwitch />
          <LanguageSwitch />
        </span>
      </header>
      <nav className="public-tabs no-print" aria-label={w('nav')}>
        {TABS.map((tab) => (
          <Link key={tab.to} href={tab.to} aria-current={isHere(tab.to, path) ? 'page' : undefined}>
            <Sign name={tab.sign} />
            <span>{w(tab.word)}</span>
          </Link>
        ))}
      </nav>
    </>
  );
}

function Footer(): ReactNode {
  const w = useWords(publicWords);
  return (
    <footer className="public-foot no-print">
      <p>{w('footer')}</p>
      <p className="row">
        <Link href="/mediation">{w('mediation')}</Link>
        <Link href="/areas">{w('areas')}</Link>
        <Link href="/doors">{w('doors')}</Link>
        <Link href="/liaisons">{w('liaisons')}</Link>
        <Link href="/changes">{w('changes')}</Link>
        <Link href="/proof">{w('proof')}</Link>
        <a href="/api/docs">{w('api')}</a>
      </p>
    </footer>
  );
}

function NotFound(): ReactNode {
  const w = useWords(publicWords);
  return (
    <Empty sign="door" title={w('notFoundTitle')} hint={w('notFoundHint')}>
      <Button look="primary" to="/">
        {w('toReport')}
      </Button>
    </Empty>
  );
}

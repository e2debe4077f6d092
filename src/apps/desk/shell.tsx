import { Drawer, Layout, Menu } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { HandoverBar } from '../../capabilities/handover/handover.web.tsx';
import { Further } from '../../capabilities/matters/desk.web.tsx';
import { furtherOfMatter } from '../../capabilities/mediation/mediation.web.tsx';
import { SignedIn, useMe } from '../../platform/identity/screens/signedIn.tsx';
import { Button } from '../../platform/web/kit/controls.tsx';
import { Mark, Sign } from '../../platform/web/kit/icons.tsx';
import { Empty } from '../../platform/web/kit/surfaces.tsx';
import { Toasts } from '../../platform/web/kit/toast.tsx';
import { Main, SkipLink } from '../../platform/web/page.tsx';
import { useWords } from '../../platform/web/words.ts';
import { deskWords } from './desk.words.ts';
import { DeskHeader } from './header.tsx';
import { DeskLook } from './look.tsx';
import { menuFor } from './menu.ts';
import { pages } from './pages.ts';

/** The desk: signed in, one bar with who I am, one menu with what my posts open, and the page. */
export function DeskShell(): ReactNode {
  return (
    <Router base="/desk">
      <DeskLook>
        <Toasts>
          <SkipLink />
          <SignedIn>
            <Further value={furtherOfMatter}>
              <Frame />
            </Further>
          </SignedIn>
        </Toasts>
      </DeskLook>
    </Router>
  );
}

const Palette = lazy(() => import('./palette.tsx'));

function Frame(): ReactNode {
  const [open, setOpen] = useState(false);
  const [palette, setPalette] = usePalette();
  const w = useWords(deskWords);
  return (
    <Layout className="desk">
      <DeskHeader onMenu={() => setOpen(true)} onPalette={() => setPalette(true)} />
      {palette && (
        <Suspense fallback={null}>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      )}
      <Layout hasSider>
        <Layout.Sider width={196} className="desk-side no-print" theme="light">
          <Navigation onGo={() => undefined} />
        </Layout.Sider>
        <Drawer
          open={open}
          placement="left"
          size={260}
          title={
            <span className="desk-name">
              <Mark size={28} /> {w('name')}
            </span>
          }
          onClose={() => setOpen(false)}
        >
          <Navigation onGo={() => setOpen(false)} />
        </Drawer>
        <Main className="desk-main">
          <Suspense fallback={null}>
            <HandoverBar />
          </Suspense>
          <Switch>
            {pages.map(({ path, screen: Screen }) => (
              <Route key={path} path={path}>
                <Screen />
              </Route>
            ))}
            <Route>
              <Empty sign="door" title={w('notFoundTitle')} hint={w('notFoundHint')}>
                <Button look="primary" to="/">
                  {w('toQueue')}
                </Button>
              </Empty>
            </Route>
          </Switch>
        </Main>
      </Layout>
    </Layout>
  );
}

/** Whether the palette is open; Ctrl-K or ⌘K opens and closes it from anywhere. */
function usePalette(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return [open, setOpen];
}

function Navigation({ onGo }: { onGo: () => void }): ReactNode {
  const w = useWords(deskWords);
  const { posts } = useMe();
  const [path, go] = useLocation();
  const entries = menuFor(new Set(posts));
  const here = entries.findLast((one) => one.to !== '/' && path.startsWith(one.to))?.to ?? '/';
  return (
    <nav aria-label={w('nav')}>
      <Menu
        mode="inline"
        selectedKeys={[here]}
        items={entries.map((one) => ({ key: one.to, icon: <Sign name={one.sign} />, label: w(one.word) }))}
        onClick={({ key }) => {
          go(key);
          onGo();
        }}
      />
    </nav>
  );
}

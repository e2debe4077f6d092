import { QueryClientProvider } from '@tanstack/react-query';
import { Component, type ErrorInfo, type ReactNode, StrictMode, Suspense, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useLocation } from 'wouter';
import * as z from 'zod';
import { newAnswers } from './asking.ts';
import { Button } from './kit/controls.tsx';
import { Empty, Waiting } from './kit/surfaces.tsx';
import { webWords } from './web.words.ts';
import { useWords } from './words.ts';

/**
 * One page of a shell: its path within the shell and the screen that is fetched when it is first opened.
 * Capabilities list theirs in `x.web.tsx`.
 */
export type Page = { readonly path: string; readonly screen: React.ComponentType };

/** Starts a shell in #root with its answers. Zod must not compile code: the content policy forbids it. */
export function startShell(shell: ReactNode): void {
  z.config({ jitless: true });
  const root = document.getElementById('root');
  if (root === null) throw new Error('#root is missing');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={newAnswers()}>{shell}</QueryClientProvider>
    </StrictMode>,
  );
}

/** Sets the page's title as long as the screen is shown. */
export function usePageTitle(title: string, shell?: string): void {
  useEffect(() => {
    document.title = shell === undefined || shell === title ? title : `${title} · ${shell}`;
  }, [title, shell]);
}

/** The first thing that the keyboard reaches. */
export function SkipLink(): ReactNode {
  const w = useWords(webWords);
  return (
    <a className="skip-link" href="#content">
      {w('skip')}
    </a>
  );
}

/** The page's main part; takes the focus and scrolls up when the path changes, so that readers hear the new page. */
export function Main({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of path is what this waits for
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <main id="content" ref={main} tabIndex={-1} className={className}>
      <Boundary key={path}>
        <Suspense fallback={<Waiting />}>{children}</Suspense>
      </Boundary>
    </main>
  );
}

type BoundaryState = { readonly broken: boolean };

/** Catches a screen that breaks, so that the rest of the shell stays; offers to load the page anew. */
export class Boundary extends Component<{ children: ReactNode; instead?: ReactNode }, BoundaryState> {
  override state: BoundaryState = { broken: false };

  static getDerivedStateFromError(): BoundaryState {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return this.props.instead ?? <Broken />;
  }
}

function Broken(): ReactNode {
  const w = useWords(webWords);
  return (
    <Empty sign="warning" title={w('brokenTitle')} hint={w('broken')}>
      <Button look="primary" onPress={() => window.location.reload()}>
        {w('reload')}
      </Button>
    </Empty>
  );
}

/** The old way to copy: out of a field that is there for a moment. Throws where that is refused too. */
function copiedBySelection(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('not copied');
}

/** Copies a text and says whether that worked. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }): ReactNode {
  const w = useWords(webWords);
  const [said, setSaid] = useState('');
  const copy = (): void => {
    // Browsers without a secure address have no clipboard, and views inside other apps may refuse it.
    const copied = (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).catch(() =>
      copiedBySelection(text),
    );
    void copied.then(
      () => setSaid(w('copied')),
      () => setSaid(w('copyFailed')),
    );
  };
  return (
    <Button look="quiet" onPress={copy}>
      {children}
      <span role="status">{said && ` ${said}`}</span>
    </Button>
  );
}

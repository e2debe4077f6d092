import { type ReactNode, useEffect, useId, useRef } from 'react';
import { webWords } from '../web.words.ts';
import { useWords } from '../words.ts';
import { Sign, type SignName } from './icons.tsx';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info' | 'brand';

/** A box on the ground. */
export function Card({ children, label }: { children: ReactNode; label?: string }): ReactNode {
  return (
    <section className="card stack" aria-label={label}>
      {children}
    </section>
  );
}

/** Where one is in a flow of steps. */
export function Steps({ n, of, title }: { n: number; of: number; title?: string }): ReactNode {
  const w = useWords(webWords);
  const said = w('stepOf', { n, of });
  return (
    <div>
      <div className="steps-line" aria-hidden="true">
        {Array.from({ length: of }, (_, i) => i + 1).map((step) => (
          <span key={step} data-done={step <= n} />
        ))}
      </div>
      <p className="small soft">
        {said}
        {title && ` · ${title}`}
      </p>
    </div>
  );
}

/** A sheet that rises over the page; Escape, the cross and the ground behind close it. */
export function Sheet(props: {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** Something is under way whose end its reader must see: it does not close. */
  readonly held?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const w = useWords(webWords);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const refused = useRef(false);
  const leave = (): void => {
    if (props.held) return;
    refused.current = false;
    dialog.current?.close();
  };
  useEffect(() => {
    const it = dialog.current;
    if (it === null) return;
    // Old views inside other apps (iOS before 15.4) know no dialogs: the sheet then stands in the page.
    const knows = typeof it.showModal === 'function';
    if (props.open && !it.open) knows ? it.showModal() : it.setAttribute('open', '');
    if (!props.open && it.open) knows ? it.close() : it.removeAttribute('open');
  }, [props.open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        refused.current = props.held === true;
        if (props.held) event.preventDefault();
      }}
      // A browser closes at the second Escape whatever the page says: then it opens again.
      onClose={() => (refused.current && props.open ? dialog.current?.showModal() : props.onClose())}
      onClick={(event) => {
        if (event.target === dialog.current) leave();
      }}
    >
      <div className="sheet-head">
        <h2 id={id}>{props.title}</h2>
        <button type="button" className="button plain" aria-label={w('close')} onClick={leave}>
          <Sign name="close" />
        </button>
      </div>
      <div className="sheet-body stack">{props.open && props.children}</div>
    </dialog>
  );
}

/** A short word with a colour; the word alone says it too. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={`badge ${tone}`}>{children}</span>;
}

/** Something the reader should know here and now. */
export function Notice(props: {
  readonly tone?: 'info' | 'good' | 'warn' | 'bad';
  readonly sign?: SignName;
  readonly children: ReactNode;
  readonly urgent?: boolean;
}): ReactNode {
  const { tone = 'info' } = props;
  const sign = props.sign ?? (tone === 'good' ? 'check' : tone === 'info' ? 'info' : 'warning');
  return (
    <div className={`notice ${tone}`} role={props.urgent ? 'alert' : undefined}>
      <Sign name={sign} />
      <div>{props.children}</div>
    </div>
  );
}

/** Nothing is here: says so, and what can be done. */
export function Empty(props: {
  readonly title: string;
  readonly hint?: string;
  readonly sign?: SignName;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <Sign name={props.sign ?? 'empty'} />
      <strong>{props.title}</strong>
      {props.hint && <p>{props.hint}</p>}
      {props.children}
    </div>
  );
}

/** Something is being fetched. */
export function Waiting({ what }: { what?: string }): ReactNode {
  const w = useWords(webWords);
  return (
    <div className="waiting" role="status">
      <span className="spinner" aria-hidden="true" />
      {what ?? w('loading')}
    </div>
  );
}

export type Event = {
  readonly id: string;
  readonly when?: ReactNode;
  readonly title: ReactNode;
  readonly body?: ReactNode;
  readonly tone?: Tone;
};

/** What happened, one below the other. */
export function Timeline({ events }: { events: readonly Event[] }): ReactNode {
  return (
    <ol className="timeline">
      {events.map((one) => (
        <li key={one.id} data-tone={one.tone}>
          <strong>{one.title}</strong>
          {one.when && <div>{one.when}</div>}
          {one.body}
        </li>
      ))}
    </ol>
  );
}

/** Tabs over panels; the caller draws the panel of the chosen one. */
export function Tabs(props: {
  readonly label: string;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly tabs: readonly { readonly id: string; readonly label: ReactNode }[];
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  const step = (by: number): void => {
    const at = props.tabs.findIndex((tab) => tab.id === props.chosen);
    const next = props.tabs[(at + by + props.tabs.length) % props.tabs.length];
    if (next === undefined) return;
    props.onChoose(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <>
      <div
        className="tabs"
        role="tablist"
        aria-label={props.label}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') step(1);
          if (event.key === 'ArrowLeft') step(-1);
        }}
      >
        {props.tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === props.chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === props.chosen ? 0 : -1}
            onClick={() => props.onChoose(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.chosen}`}>
        {props.children}
      </div>
    </>
  );
}

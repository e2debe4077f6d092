import { useEffect, useRef } from 'react';

export type KeyActions = {
  readonly next: () => void;
  readonly previous: () => void;
  readonly whole: () => void;
  readonly handOn: () => void;
  readonly note: () => void;
  readonly search: () => void;
  readonly fold: () => void;
  readonly help: () => void;
};

const KEYS: Readonly<Record<string, keyof KeyActions>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'whole',
  a: 'handOn',
  n: 'note',
  '/': 'search',
  Escape: 'fold',
  '?': 'help',
};

/** Whether somebody is typing or a sheet is open: then the keys belong there. */
function isTaken(event: KeyboardEvent): boolean {
  const at = event.target instanceof HTMLElement ? event.target : null;
  const typing = at?.closest(
    'input, textarea, select, [contenteditable], [role="combobox"], dialog, .ant-select-dropdown, .ant-drawer',
  );
  const onControl = event.key === 'Enter' && at?.closest('a, button') && !at.closest('.queue-row');
  return Boolean(typing || onControl) || event.ctrlKey || event.metaKey || event.altKey;
}

/** The queue's keys, as long as its page is shown. */
export function useQueueKeys(actions: KeyActions): void {
  const now = useRef(actions);
  now.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const action = KEYS[event.key];
      if (action === undefined || isTaken(event)) return;
      event.preventDefault();
      now.current[action]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

import { useEffect, useRef } from 'react';
import { inComposition } from '../../../platform/web/keys.ts';

/** What a key of the queue does. The table is what the keyboard obeys and what the help shows. */
export const KEYS = [
  { keys: ['j', 'ArrowDown'], shown: 'j ↓', does: 'next' },
  { keys: ['k', 'ArrowUp'], shown: 'k ↑', does: 'previous' },
  { keys: ['Enter'], shown: 'Enter', does: 'whole' },
  { keys: ['a'], shown: 'a', does: 'handOn' },
  { keys: ['r'], shown: 'r', does: 'giveBack' },
  { keys: ['t'], shown: 't', does: 'triage' },
  { keys: ['c'], shown: 'c', does: 'close' },
  { keys: ['n'], shown: 'n', does: 'note' },
  { keys: ['u'], shown: 'u', does: 'takeBack' },
  { keys: ['x'], shown: 'x', does: 'pick' },
  { keys: ['X'], shown: '⇧ x', does: 'pickTo' },
  { keys: ['/'], shown: '/', does: 'search' },
  { keys: ['g q'], shown: 'g q', does: 'goQueue' },
  { keys: ['g m'], shown: 'g m', does: 'goMap' },
  { keys: ['g f'], shown: 'g f', does: 'goFigures' },
  { keys: ['g i'], shown: 'g i', does: 'goIntake' },
  { keys: ['Escape'], shown: 'Esc', does: 'fold' },
  { keys: ['?'], shown: '?', does: 'help' },
] as const;

export type KeyName = (typeof KEYS)[number]['does'];
export type KeyActions = Readonly<Record<KeyName, () => void>>;

const ACTIONS: ReadonlyMap<string, KeyName> = new Map(
  KEYS.flatMap(({ keys, does }) => keys.map((key) => [key, does] as const)),
);
/** How long after `g` the second key is waited for. */
const SECOND_MS = 1_500;

/** Whether somebody is typing or a sheet is open, wherever the focus is: then the keys belong there. */
function isTaken(event: KeyboardEvent): boolean {
  if (inComposition(event) || document.querySelector('dialog[open]')) return true;
  const at = event.target instanceof HTMLElement ? event.target : null;
  const typing = at?.closest(
    'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="combobox"], .ant-select-dropdown, .ant-drawer',
  );
  // Enter on the row that is open shows it whole; on another one it opens that one first, as a click does.
  const onControl = event.key === 'Enter' && at?.closest('a, button') && !at.closest('.queue-row[aria-current]');
  return Boolean(typing || onControl) || event.ctrlKey || event.metaKey || event.altKey;
}

/** The queue's keys, as long as its page is shown. */
export function useQueueKeys(actions: KeyActions): void {
  const now = useRef(actions);
  now.current = actions;
  useEffect(() => {
    let first = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent): void => {
      if (isTaken(event)) return;
      const isSecond = event.timeStamp - first < SECOND_MS;
      first = event.key === 'g' && !isSecond ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const action = ACTIONS.get(isSecond ? `g ${event.key}` : event.key);
      if (action === undefined) return;
      event.preventDefault();
      now.current[action]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

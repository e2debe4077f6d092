import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import type { News } from '../../../platform/web/live.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { queue } from '../desk.contract.ts';
import { OPEN } from '../matters.rules.ts';
import { useKindName } from './kindsNow.ts';
import { queueWords } from './queue.words.ts';
import { urgencyWords } from './status.words.ts';

const KEY = 'lianan.desk.urgent';
/** Lines by which a matter may become urgent. */
const URGENT = { urgency: 'urgent,critical', status: OPEN.join(',') };
const RECENT = { ...URGENT, fresh: 'true', limit: 20 };
const ARRIVING = ['matter.reported', 'matter.reported-anonymously', 'matter.triaged'];

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on' && 'Notification' in window && Notification.permission === 'granted';
  } catch {
    return false;
  }
}

/** Two short tones, made here. */
function sound(audio: AudioContext): void {
  for (const [at, hertz] of [
    [0, 880],
    [0.18, 1174],
  ] as const) {
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    const from = audio.currentTime + at;
    tone.frequency.value = hertz;
    loud.gain.setValueAtTime(0.0001, from);
    loud.gain.exponentialRampToValueAtTime(0.2, from + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, from + 0.16);
    tone.connect(loud).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.17);
  }
}

/**
 * Urgent arrivals: how many are unseen, a notification of the desktop and a sound where they were asked for. A notification
 * says kind, urgency and place, nothing of a person. One that is opened is seen, and quiet.
 */
export function useUrgent(opened: string | undefined) {
  const w = useWords(queueWords);
  const u = useWords(urgencyWords);
  const t = useText();
  const kindName = useKindName();
  const [isOn, setOn] = useState(remembered);
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const audio = useRef<AudioContext | null>(null);
  const shown = useRef(new Map<string, Notification>());
  const known = useRef(new Set<string>());

  const see = useCallback((id: string): void => {
    shown.current.get(id)?.close();
    shown.current.delete(id);
    setUnseen((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : now));
  }, []);
  useEffect(() => {
    void call(queue, { query: RECENT }).then(
      ({ items }) => {
        for (const one of items) known.current.add(one.id);
      },
      () => undefined,
    );
  }, []);
  useEffect(() => {
    if (opened !== undefined) {
      known.current.add(opened);
      see(opened);
    }
  }, [opened, see]);

  const arrive = async (news: readonly News[], onOpen: (id: string) => void): Promise<void> => {
    const ids = news.flatMap((one) => (ARRIVING.includes(one.kind ?? '') && one.subject ? [one.subject] : []));
    const fresh = [...new Set(ids)].filter((id) => !known.current.has(id)).slice(0, 60);
    const found = fresh.length === 0 ? [] : (await call(queue, { query: { ...URGENT, ids: fresh.join(',') } })).items;
    // What came in without a line of its own yet, an anonymous report, is looked for among those of the day.
    const silent = news.some((one) => one.seq === undefined) ? (await call(queue, { query: RECENT })).items : [];
    const items = [...found, ...silent].filter((one) => !known.current.has(one.id));
    for (const one of items) known.current.add(one.id);
    if (items.length === 0) return;
    setUnseen((now) => new Set([...now, ...items.map((one) => one.id)]));
    if (!isOn) return;
    if (audio.current) sound(audio.current);
    for (const one of items.slice(0, 3)) {
      const title = `${u(one.urgency)} · ${kindName(one.kind)}`;
      const notice = new Notification(title, { body: `${one.number} · ${t(one.territoryName)}`, tag: one.id });
      notice.onclick = () => {
        window.focus();
        onOpen(one.id);
        notice.close();
      };
      shown.current.set(one.id, notice);
    }
  };

  const toggle = async (): Promise<boolean> => {
    const want = !isOn;
    if (want) {
      if (!('Notification' in window) || (await Notification.requestPermission()) !== 'granted') return false;
      audio.current ??= new AudioContext();
      sound(audio.current);
    }
    try {
      localStorage.setItem(KEY, want ? 'on' : 'off');
    } catch {
      // in force until the page closes
    }
    setOn(want);
    return true;
  };
  // A page may sound only after somebody touched it: the first touch makes what was remembered work.
  useEffect(() => {
    if (!isOn) return;
    const wake = (): void => {
      audio.current ??= new AudioContext();
      void audio.current.resume();
    };
    window.addEventListener('pointerdown', wake, { once: true });
    window.addEventListener('keydown', wake, { once: true });
    return () => {
      window.removeEventListener('pointerdown', wake);
      window.removeEventListener('keydown', wake);
    };
  }, [isOn]);

  const title = unseen.size > 0 ? `(${unseen.size}) ${w('title')}` : w('title');
  return { title, unseen, isOn, toggle, arrive };
}

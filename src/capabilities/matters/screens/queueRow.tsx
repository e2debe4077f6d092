import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { MatterOut } from '../matters.contract.ts';
import { OPEN } from '../matters.rules.ts';
import { KindPicture } from './kindPicture.tsx';
import { queueWords } from './queue.words.ts';
import { statusWords, urgencyWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';

const HOUR_MS = 3_600_000;

/** One matter in a list: what, where, since when, by whom, until when. */
export function QueueRow(props: {
  readonly matter: MatterOut;
  readonly kindName: (code: string) => string;
  readonly chosen: boolean;
  readonly onOpen: () => void;
}): ReactNode {
  const w = useWords(queueWords);
  const s = useWords(statusWords);
  const u = useWords(urgencyWords);
  const t = useText();
  const when = useWhen();
  const { matter: it } = props;
  const isOpen = OPEN.includes(it.status);
  const leftMs = new Date(it.due).getTime() - Date.now();
  const dueTone = !isOpen ? 'soft' : leftMs < 0 ? 'bad' : leftMs < 24 * HOUR_MS ? 'warn-text' : 'soft';
  return (
    <button
      type="button"
      className="queue-row"
      data-urgency={it.urgency}
      aria-current={props.chosen ? 'true' : undefined}
      onClick={props.onOpen}
    >
      <span className="queue-sign">
        <KindPicture code={it.kind} />
      </span>
      <span className="queue-words">
        <span className="queue-line">
          <strong className="queue-kind">{props.kindName(it.kind)}</strong>
          {it.urgency !== 'normal' && <Badge tone={it.urgency === 'critical' ? 'bad' : 'warn'}>{u(it.urgency)}</Badge>}
          {it.outside && <Badge tone="warn">{w('outsideShort')}</Badge>}
          {it.asked && <Badge tone="warn">{w('asked')}</Badge>}
          {it.returns > 0 && <Badge tone="warn">{w('returnedN', { n: it.returns })}</Badge>}
        </span>
        <span className="queue-text">{it.words ?? w('noWords')}</span>
        <span className="queue-text soft small">
          {it.number} · {t(it.territoryName)} · {it.body ? t(it.body) : w('noBody')}
        </span>
      </span>
      <span className="queue-end">
        <Badge tone={TONE_OF[it.status]}>{s(it.status)}</Badge>
        <span className="soft small">{when.ago(it.reported)}</span>
        <span className={`small ${dueTone}`}>{isOpen ? when.left(it.due) : ''}</span>
      </span>
    </button>
  );
}

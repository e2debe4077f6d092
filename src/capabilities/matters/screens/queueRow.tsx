import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { MatterOut } from '../matters.contract.ts';
import { OPEN } from '../matters.rules.ts';
import { TONE_OF } from './followed.tsx';
import { KindPicture } from './kindPicture.tsx';
import { Marks } from './marks.tsx';
import { queueWords } from './queue.words.ts';
import { statusWords, urgencyWords } from './status.words.ts';

const HOUR_MS = 3_600_000;

/** One matter in a list: what, where, since when, by whom, until when. */
export function QueueRow(props: {
  readonly matter: MatterOut;
  readonly kindName: (code: string) => string;
  readonly chosen: boolean;
  readonly onOpen: () => void;
  readonly picked: boolean;
  readonly onPick: (range: boolean) => void;
  /** Who else has it open. */
  readonly others: string | undefined;
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
    <div className="queue-line-whole" data-urgency={it.urgency} data-chosen={props.chosen} data-picked={props.picked}>
      <label className="queue-pick">
        <input
          type="checkbox"
          checked={props.picked}
          aria-label={w('pick', { number: it.number })}
          onChange={() => undefined}
          onClick={(event) => props.onPick(event.shiftKey)}
        />
      </label>
      <button
        type="button"
        className="queue-row"
        aria-current={props.chosen ? 'true' : undefined}
        onClick={props.onOpen}
      >
        <span className="queue-sign">
          <KindPicture code={it.kind} />
        </span>
        <span className="queue-words">
          <span className="queue-line">
            <strong className="queue-kind">{props.kindName(it.kind)}</strong>
            {it.urgency !== 'normal' && (
              <Badge tone={it.urgency === 'critical' ? 'bad' : 'warn'}>{u(it.urgency)}</Badge>
            )}
            <Marks matter={it} />
            {it.outside && <Badge tone="warn">{w('outsideShort')}</Badge>}
            {props.others !== undefined && (
              <span className="others-mark" title={w('openAt', { who: props.others })}>
                <span className="others-dot" aria-hidden="true" /> {props.others}
              </span>
            )}
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
    </div>
  );
}

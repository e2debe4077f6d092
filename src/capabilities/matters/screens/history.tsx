import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { POSTS, type Post } from '../../../platform/identity/caller.ts';
import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { Badge, type Event, Sheet, Timeline, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import type { Ground, Rung, Stage } from '../../clock/clock.rules.ts';
import type { entry } from '../matters.contract.ts';
import type { Door, ReturnGround, Urgency } from '../matters.rules.ts';
import type { Mediated } from '../mediated.rules.ts';
import type { Undoable } from '../moves.rules.ts';
import { stageWords } from './clock.words.ts';
import { doorWords } from './doors.words.ts';
import { historyWords } from './history.words.ts';
import { useKindName } from './kindsNow.ts';
import { moveWords } from './moves.words.ts';
import { ProvedPhoto, useBringPhoto } from './provedPhotos.tsx';
import { urgencyWords } from './status.words.ts';

export type Entry = z.output<typeof entry>;

const TONES: Readonly<Record<string, Tone>> = {
  'matter.closed': 'good',
  'matter.verified': 'good',
  'matter.fixed-on-spot': 'good',
  'matter.returned': 'warn',
  'matter.ruled': 'info',
  'matter.called-in': 'info',
  'matter.task-returned': 'warn',
  'matter.task-done': 'good',
  'matter.suspended': 'warn',
  'matter.extended': 'warn',
  'matter.extension-asked': 'info',
  'matter.reminded': 'info',
  'matter.escalated': 'bad',
  'matter.task-reminded': 'info',
  'matter.task-escalated': 'bad',
  'matter.sent-back': 'warn',
  'matter.asked': 'warn',
  'matter.reopened': 'warn',
  'matter.undone': 'warn',
  'matter.transferred': 'warn',
  'matter.voided': 'bad',
  'matter.mediated': 'info',
  'matter.instructed': 'info',
  'matter.supervised': 'warn',
};

/** What happened to a matter, oldest first; `mine` where its reporter reads it. */
export function History(props: {
  readonly entries: readonly Entry[];
  readonly mine?: boolean;
  /** What was reported stands above already. */
  readonly reportAbove?: boolean;
}): ReactNode {
  const { entries, mine = false, reportAbove = false } = props;
  const when = useWhen();
  const title = useEntryTitle();
  const events: readonly Event[] = entries.map((one) => ({
    id: one.id,
    title: title(one),
    tone: TONES[one.kind] ?? 'brand',
    when: (
      <>
        <time dateTime={one.at}>{when.moment(one.at)}</time>
        <Actor entry={one} mine={mine} />
        <ToldLater entry={one} />
      </>
    ),
    body: reportAbove && one.n === 1 ? null : <Said entry={one} mine={mine} />,
  }));
  return <Timeline events={events} />;
}

/** Lines whose body is not the writer's: the one that is given something, or from which it is taken. */
const NAMES_WHO_IS_TO_ACT = new Set([
  'matter.assigned',
  'matter.ruled',
  'matter.called-in',
  'matter.task-cancelled',
  'matter.task-reminded',
  'matter.task-escalated',
  'matter.transferred',
]);

type Known = Exclude<keyof typeof historyWords.zh, 'other'>;
const isKnown = (kind: string): kind is Known => kind.startsWith('matter.') && kind in historyWords.zh;

/** Says what a line of a history was. */
export function useEntryTitle(): (one: Entry) => string {
  const w = useWords(historyWords);
  const t = useText();
  const u = useWords(urgencyWords);
  const d = useWords(doorWords);
  const m = useWords(moveWords);
  const kindName = useKindName();
  const g = useWords(stageWords);
  const when = useWhen();
  const groundOf = (one: Entry): string => {
    const ground = String(one.facts['ground']);
    if (one.kind === 'matter.suspended') return m(`suspend_${ground as Ground}`);
    return w('returnGround', { ground: m(`ground_${ground as ReturnGround}`) });
  };
  return (one) => {
    if (typeof one.facts['splitFrom'] === 'string') return w('splitOff', { number: one.facts['splitFrom'] });
    return isKnown(one.kind)
      ? w(one.kind, {
          body: t(one.body) || w('someBody'),
          kind: kindName(String(one.facts['kind'] ?? '')),
          urgency: one.facts['urgency'] ? u(one.facts['urgency'] as Urgency) : '',
          undone: one.facts['undone'] ? m(one.facts['undone'] as Undoable) : '',
          stars: Number(one.facts['stars'] ?? 0),
          ground: one.facts['ground'] ? groundOf(one) : '',
          days: Number(one.facts['days'] ?? 0),
          due: one.facts['due'] ? when.lastDay(String(one.facts['due'])) : '',
          stage: one.facts['stage'] ? g(one.facts['stage'] as Stage) : '',
          to: one.facts['to'] ? w(`to_${one.facts['to'] as Rung}`) : '',
          until: one.facts['until'] ? when.lastDay(String(one.facts['until'])) : '',
          door: one.facts['door'] ? d(one.facts['door'] as Door) : '',
          number: String(one.facts['number'] ?? ''),
          stands: one.facts['stands'] ? w(`mediated_${one.facts['stands'] as Mediated}`) : '',
          from: t({ zh: String(one.facts['fromZh'] ?? ''), en: String(one.facts['fromEn'] ?? '') }),
        })
      : w('other');
  };
}

/** Whether a word names a post. */
export const isPost = (post: string | null | undefined): post is Post =>
  (POSTS as readonly string[]).includes(post ?? '');

/** By whom: for the reporter a body, for staff the post and the name. */
function Actor({ entry: one, mine }: { entry: Entry; mine: boolean }): ReactNode {
  const w = useWords(historyWords);
  const t = useText();
  const language = useLanguage();
  const post = one.who?.post;
  // The title says already who is to act.
  const body = NAMES_WHO_IS_TO_ACT.has(one.kind) ? null : t(one.body) || null;
  const parts = one.own
    ? [w(mine ? 'me' : 'reporter')]
    : [isPost(post) ? postName(post, language) : null, one.who?.name ?? null, one.who || mine ? body : w('system')];
  const said = parts.filter(Boolean).join(' · ');
  return (
    <span className="soft small">
      {said && ` · ${said}`}{' '}
      {one.facts['forReporter'] === true && !mine && <Badge tone="info">{w('forReporter')}</Badge>}
      {typeof one.facts['within'] === 'string' && <Badge>{w('within')}</Badge>}
      {one.facts['byRule'] === true && <Badge tone="info">{w('byRule')}</Badge>}
      {typeof one.facts['missing'] === 'string' && (
        <Badge tone="warn">
          {w('missing', { bodies: t({ zh: one.facts['missing'], en: String(one.facts['missingEn']) }) })}
        </Badge>
      )}
      {one.facts['asksHelp'] === true && <Badge tone="warn">{w('asksHelp')}</Badge>}
      {one.facts['sampled'] === true && <Badge tone="info">{w('sampled')}</Badge>}
    </span>
  );
}

/** What was kept on a phone without a line says when it happened; the time above is the server's. */
function ToldLater({ entry: one }: { entry: Entry }): ReactNode {
  const w = useWords(historyWords);
  const when = useWhen();
  if (one.happened === null || one.n === 1) return null;
  return <div className="soft small">{w('happened', { moment: when.moment(one.happened) })}</div>;
}

function Said({ entry: one, mine }: { entry: Entry; mine: boolean }): ReactNode {
  return (
    <>
      {one.words && <p className="said">{one.words}</p>}
      {one.kind === 'matter.transferred' && <Passed entry={one} />}
      <Files files={one.files} mine={mine} />
    </>
  );
}

/** Of what passed from one body to another: by which document, how many tasks, who had it. */
function Passed({ entry: { facts } }: { entry: Entry }): ReactNode {
  const w = useWords(historyWords);
  const said = [
    typeof facts['basis'] === 'string' && w('transferBasis', { basis: facts['basis'] }),
    Number(facts['tasks'] ?? 0) > 0 && w('transferTasks', { n: Number(facts['tasks']) }),
    typeof facts['had'] === 'string' && w('transferHad', { name: facts['had'] }),
  ].filter((one) => one !== false);
  return said.length === 0 ? null : <p className="soft small">{said.join(' · ')}</p>;
}

/** What was sent along: photos as small pictures, documents by name. */
export function Files({ files, mine = false }: { files: Entry['files']; mine?: boolean }): ReactNode {
  return (
    <>
      <PhotoStrip files={files.filter(isPhoto)} counted={mine} />
      <Documents files={files.filter((file) => !isPhoto(file))} mine={mine} />
    </>
  );
}

const isPhoto = (file: Entry['files'][number]): boolean => file.type.startsWith('image/');
const ENDINGS: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  'wordprocessingml.document': 'DOCX',
  'spreadsheetml.sheet': 'XLSX',
};

/** Documents to save, by sort and size; a reporter sees how many there are. */
function Documents({ files, mine }: { files: Entry['files']; mine: boolean }): ReactNode {
  const w = useWords(historyWords);
  if (files.length === 0) return null;
  if (mine) return <p className="soft small">{w('documentsKept', { n: files.length })}</p>;
  return (
    <ul className="looks">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/files/${file.id}`} download>
            {w('document', {
              sort: Object.entries(ENDINGS).find(([end]) => file.type.endsWith(end))?.[1] ?? '',
              kb: Math.max(1, Math.round(file.size / 1000)),
            })}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Small pictures that open large; where this reader may not open them (`counted`, or as it turns out) their number. */
export function PhotoStrip(props: { files: Entry['files']; counted?: boolean }): ReactNode {
  const { files, counted = false } = props;
  const w = useWords(historyWords);
  const [open, setOpen] = useState<string | null>(null);
  const bring = useBringPhoto();
  const [closedTo, setClosedTo] = useState(counted && bring === null);
  if (files.length === 0) return null;
  if (closedTo) return <p className="soft small">{w('photosKept', { n: files.length })}</p>;
  return (
    <div className="strip">
      {files.map((file, i) => (
        <button key={file.id} type="button" className="strip-one" onClick={() => setOpen(file.id)}>
          {bring ? (
            <ProvedPhoto
              id={file.id}
              variant="thumb"
              alt={w('photo', { n: i + 1 })}
              bring={bring}
              onFail={() => setClosedTo(true)}
            />
          ) : (
            <img
              src={`/api/files/${file.id}/thumb`}
              alt={w('photo', { n: i + 1 })}
              loading="lazy"
              onError={() => setClosedTo(true)}
            />
          )}
        </button>
      ))}
      <Sheet open={open !== null} title={w('photosKept', { n: files.length })} onClose={() => setOpen(null)}>
        {open !== null &&
          (bring ? (
            <ProvedPhoto id={open} variant="whole" alt="" bring={bring} />
          ) : (
            <img src={`/api/files/${open}`} alt="" />
          ))}
      </Sheet>
    </div>
  );
}

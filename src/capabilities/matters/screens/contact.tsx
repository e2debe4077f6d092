import { type ReactNode, useState } from 'react';
import { LOOK_REASONS, type LookReason } from '../../../platform/identity/looks.rules.ts';
import { lookWords } from '../../../platform/identity/screens/looks.words.ts';
import { useMove } from '../../../platform/web/asking.ts';
import { Button, Choice } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { seeContact, seeEarlier } from '../desk.contract.ts';
import { useKindName } from './kindsNow.ts';
import { matterWords } from './matter.words.ts';
import type { MatterPage } from './moveShapes.ts';
import { may } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { statusWords } from './status.words.ts';

/** The reporter's contact: not shown until somebody says why, and each look is a line that the reporter reads. */
export function Contact({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(matterWords);
  const m = useWords(moveWords);
  const [open, setOpen] = useState<'contact' | 'earlier' | null>(null);
  const { matter, hasContact } = page;
  return (
    <section className="stack small-gap">
      <h3>{w('contact')}</h3>
      <p className="soft">{w(hasContact ? 'hasContact' : 'noContact')}</p>
      <div className="row">
        {may(matter.abilities, 'seeContact') && (
          <Button sign="eye" onPress={() => setOpen('contact')}>
            {m('seeContact')}
          </Button>
        )}
        {may(matter.abilities, 'seeEarlier') && (
          <Button sign="follow" onPress={() => setOpen('earlier')}>
            {m('seeEarlier')}
          </Button>
        )}
      </div>
      <Sheet open={open === 'contact'} title={m('seeContact')} onClose={() => setOpen(null)}>
        <Look id={matter.id} />
      </Sheet>
      <Sheet open={open === 'earlier'} title={m('seeEarlier')} onClose={() => setOpen(null)}>
        <Earlier id={matter.id} />
      </Sheet>
    </section>
  );
}

function Look({ id }: { id: string }): ReactNode {
  const m = useWords(moveWords);
  const l = useWords(lookWords);
  const [reason, setReason] = useState<LookReason>('contact');
  const look = useMove(seeContact);
  if (look.data) {
    return (
      <dl className="facts">
        <dt>{m('phone')}</dt>
        <dd>
          {look.data.phone === null ? (
            m('noPhone')
          ) : (
            <a href={`tel:${look.data.phone}`} className="contact-phone">
              {look.data.phone}
            </a>
          )}
        </dd>
        <dt>{m('name')}</dt>
        <dd>{look.data.name ?? m('noName')}</dd>
      </dl>
    );
  }
  return (
    <>
      <Notice sign="eye">{m('seeContactLead')}</Notice>
      <Choice
        label={m('reason')}
        form="lines"
        value={reason}
        onChange={(value) => setReason(value as LookReason)}
        options={LOOK_REASONS.map((one) => ({ value: one, label: l(one) }))}
      />
      <ProblemNotice problem={look.error} />
      <Button
        look="primary"
        large
        wide
        busy={look.isPending}
        onPress={() => look.mutate({ params: { id }, body: { reason } })}
      >
        {m('seeContact')}
      </Button>
    </>
  );
}

function Earlier({ id }: { id: string }): ReactNode {
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const kindName = useKindName();
  const look = useMove(seeEarlier);
  if (look.data) {
    if (look.data.items.length === 0) return <p>{m('earlierNone')}</p>;
    return (
      <ul className="looks">
        {look.data.items.map((one) => (
          <li key={one.id}>
            <strong>{one.number}</strong> {kindName(one.kind)} · {s(one.status)} · {when.ago(one.reported)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <Notice sign="eye">{m('seeEarlierLead')}</Notice>
      <ProblemNotice problem={look.error} />
      <Button look="primary" large wide busy={look.isPending} onPress={() => look.mutate({ params: { id } })}>
        {m('seeEarlier')}
      </Button>
    </>
  );
}

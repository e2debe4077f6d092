import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { addressOf } from '../../../platform/web/call.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { keep, seenVersion, useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { useWords } from '../../../platform/web/words.ts';
import { move as moveContract } from '../desk.contract.ts';
import { fieldMatterWords } from './field.words.ts';
import { MatterMoves } from './matterMoves.tsx';
import type { MatterPage } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { predicted } from './predicted.ts';

/** What may be done to a matter on the phone: each move is kept there first, and the next ones follow from it, line or no line. */
export function FieldMoves({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(fieldMatterWords);
  const me = useMe();
  const person = me.person ?? '';
  const { items } = useOutbox();
  const { matter } = page;
  const own = items.filter((one) => one.subject === matter.id);
  const waiting = own.filter((one) => one.state !== 'sent');
  const seen = { ...page, matter: predicted(matter, own, me, new Date()) };
  return (
    <>
      {waiting.length > 0 && (
        <Notice tone={waiting.some((one) => one.state !== 'waiting') ? 'warn' : 'info'}>
          {w('waitingHere', { n: waiting.length })} <Link href="/outbox">{w('outbox')}</Link>
        </Notice>
      )}
      <MatterMoves
        page={seen}
        keep={{
          person,
          save: (act, photos, draft) => {
            const id = newId();
            return keep(
              {
                id,
                person,
                subject: matter.id,
                form: act.move,
                title: {
                  zh: `${moveWords.zh[act.move]} · ${matter.number}`,
                  en: `${moveWords.en[act.move]} · ${matter.number}`,
                },
                address: addressOf(moveContract, { id: matter.id }, {}),
                body: { id, act },
                photosAt: photos.length > 0 ? 'act.photos' : null,
                n: seenVersion(person, matter.id, matter.n),
                lines: 1,
              },
              photos,
              draft,
            );
          },
        }}
      />
    </>
  );
}

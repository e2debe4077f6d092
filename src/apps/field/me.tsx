import type { ReactNode } from 'react';
import { OwnBurden } from '../../capabilities/matters/field.web.tsx';
import Account from '../../platform/identity/screens/account.tsx';
import { Notice } from '../../platform/web/kit/surfaces.tsx';
import { useOutbox } from '../../platform/web/outbox/outbox.ts';
import { useWords } from '../../platform/web/words.ts';
import { fieldWords } from './field.words.ts';

/** My own page on the phone: the account, what forms cost me, and what would stay here if I signed out. */
export default function FieldMe(): ReactNode {
  const w = useWords(fieldWords);
  const unsent = useOutbox().items.filter((one) => one.state !== 'sent').length;
  return (
    <div className="stack">
      {unsent > 0 && <Notice tone="warn">{w('unsent', { n: unsent })}</Notice>}
      <OwnBurden />
      <Account />
    </div>
  );
}

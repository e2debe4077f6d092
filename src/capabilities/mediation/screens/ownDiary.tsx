import { type ReactNode, useState } from 'react';
import { Feed } from '../../../platform/identity/screens/feedCard.tsx';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { diaryWords } from '../diary/diary.words.ts';

/** The way to the address by which a mediator's own calendar fetches their sessions, and how to subscribe to it. */
export function OwnDiary(): ReactNode {
  const w = useWords(diaryWords);
  const [open, setOpen] = useState(false);
  return (
    <div className="row no-print">
      <Button look="plain" sign="calendar" onPress={() => setOpen(true)}>
        {w('title')}
      </Button>
      <Sheet open={open} title={w('title')} onClose={() => setOpen(false)}>
        {open && <Feed sort="sessions" lead={w('lead')} once={w('once')} />}
      </Sheet>
    </div>
  );
}

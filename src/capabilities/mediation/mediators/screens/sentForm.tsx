import { type FormEvent, type ReactNode, useState } from 'react';
import { newId } from '../../../../platform/web/ids.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { screenWords } from './books.screen.words.ts';

/** A form whose content goes under an id: the same content sent twice is one, another content is another. */
export function SentForm(props: {
  readonly content: unknown;
  readonly busy: boolean;
  readonly ready?: boolean;
  readonly onSend: (id: string) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const w = useWords(screenWords);
  const [sent, setSent] = useState<{ readonly content: string; readonly id: string } | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const content = JSON.stringify(props.content);
    const id = sent?.content === content ? sent.id : newId();
    setSent({ content, id });
    props.onSend(id);
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      {props.children}
      <div className="row">
        <Button look="primary" type="submit" busy={props.busy} disabled={props.ready === false}>
          {w('save')}
        </Button>
        <Button look="plain" onPress={props.onCancel}>
          {w('cancel')}
        </Button>
      </div>
    </form>
  );
}

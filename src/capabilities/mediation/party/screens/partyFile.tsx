import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { type CallProblem, fetchBytes } from '../../../../platform/web/call.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import type { PartyView } from '../../party.contract.ts';
import { mineFile } from '../tools.contract.ts';
import { useOwnCase } from './acting.ts';
import { ownWords } from './own.words.ts';
import { saveAs } from './saveAs.ts';

type FileOf = PartyView['history'][number]['files'][number];

/** A photo as a small picture that opens, or a document that is saved; brought with the code, which no address may carry. */
export function PartyFile({ file }: { file: FileOf }): ReactNode {
  const w = useWords(ownWords);
  const [open, setOpen] = useState(false);
  if (!file.type.startsWith('image/')) return <Saved file={file} />;
  return (
    <div className="photo">
      <button type="button" className="photo-open" aria-label={w('openPhoto')} onClick={() => setOpen(true)}>
        <Picture id={file.id} variant="thumb" />
      </button>
      <Sheet open={open} title={w('photo')} onClose={() => setOpen(false)}>
        <Picture id={file.id} variant="whole" />
      </Sheet>
    </div>
  );
}

function Picture({ id, variant }: { id: string; variant: 'whole' | 'thumb' }): ReactNode {
  const w = useWords(ownWords);
  const {
    code,
    view: { me: party },
  } = useOwnCase();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let shown: string | null = null;
    let gone = false;
    fetchBytes(mineFile, { body: { code, party, id, variant } }).then(
      (blob) => {
        if (gone) return;
        shown = URL.createObjectURL(blob);
        setAddress(shown);
      },
      () => undefined,
    );
    return () => {
      gone = true;
      if (shown !== null) URL.revokeObjectURL(shown);
    };
  }, [code, party, id, variant]);
  const className = variant === 'whole' ? 'whole-photo' : undefined;
  return address === null ? null : <img className={className} src={address} alt={w('photo')} />;
}

function Saved({ file }: { file: FileOf }): ReactNode {
  const w = useWords(ownWords);
  const {
    code,
    view: { me: party },
  } = useOwnCase();
  const bringing = useMutation<void, CallProblem>({
    mutationFn: async () =>
      saveAs(await fetchBytes(mineFile, { body: { code, party, id: file.id, variant: 'whole' } }), file.id),
  });
  return (
    <>
      <Button sign="text" busy={bringing.isPending} onPress={() => bringing.mutate()}>
        {w('openFile')}
      </Button>
      <ProblemNotice problem={bringing.error} />
    </>
  );
}

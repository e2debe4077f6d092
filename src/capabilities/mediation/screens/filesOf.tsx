import { type ReactNode, useState } from 'react';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import { partWords } from './parts.words.ts';

/** What was attached: photos as small pictures that open large, documents to keep. */
export function FilesOf({ files }: { files: CaseOut['history'][number]['files'] }): ReactNode {
  const w = useWords(partWords);
  const [open, setOpen] = useState<string | null>(null);
  const photos = files.filter(({ type }) => type.startsWith('image/'));
  const documents = files.filter(({ type }) => !type.startsWith('image/'));
  if (files.length === 0) return null;
  return (
    <div className="mediation-files">
      {photos.map((one, at) => (
        <button key={one.id} type="button" onClick={() => setOpen(one.id)}>
          <img src={`/api/files/${one.id}/thumb`} alt={w('photo', { n: at + 1 })} loading="lazy" />
        </button>
      ))}
      {documents.map((one, at) => (
        <a key={one.id} href={`/api/files/${one.id}`} download>
          {w('document', { n: at + 1, kb: Math.max(1, Math.round(one.size / 1000)) })}
        </a>
      ))}
      <Sheet open={open !== null} title={w('openPhoto')} onClose={() => setOpen(null)}>
        {open !== null && <img className="mediation-photo" src={`/api/files/${open}`} alt="" />}
      </Sheet>
    </div>
  );
}

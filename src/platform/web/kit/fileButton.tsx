import type { ReactNode } from 'react';
import { Sign } from './icons.tsx';

/** A button that takes one file; `accept` as HTML has it. */
export function FileButton(props: {
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}): ReactNode {
  const { label, accept, onFile } = props;
  return (
    <label className="button primary file-button">
      <Sign name="plus" />
      <span>{label}</span>
      <input
        type="file"
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file, mended, may be chosen again.
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </label>
  );
}

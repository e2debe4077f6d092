import { type ReactNode, useEffect, useRef, useState } from 'react';
import { newId } from '../ids.ts';
import { useWords } from '../words.ts';
import { Sign } from './icons.tsx';
import { photoWords } from './photos.words.ts';

/** Longest side after shrinking, in pixels: enough to read a sign in the picture, about 300 kB as JPEG. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

/** A photo on the phone, shrunk and without what the camera wrote about place and owner. */
export type Photo = { readonly id: string; readonly blob: Blob; readonly name: string };

/** Documents that the server takes from staff (src/platform/files/sniff.ts). */
const DOCUMENTS = '.pdf,.docx,.xlsx';
/** Whether a file among the photos is a document of staff, which is sent as it is. */
export const isDocument = ({ name }: Pick<Photo, 'name'>): boolean => /\.(pdf|docx|xlsx)$/i.test(name);

/**
 * Draws the picture anew at a smaller size. What the camera wrote into the file (place, owner, device) does not
 * survive this, so it never leaves the phone. Rejects when the file is not a picture that the browser can read.
 */
export async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await drawable(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  if ('close' in bitmap) bitmap.close();
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/jpeg', QUALITY);
  });
}

/** The picture upright, as something to draw; by an `img` where the browser makes no bitmaps of this file itself. */
async function drawable(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    const address = URL.createObjectURL(file);
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image;
    } finally {
      URL.revokeObjectURL(address);
    }
  }
}

/** Shows a blob as a picture and lets go of its memory afterwards. */
function Preview({ blob, label }: { blob: Blob; label: string }): ReactNode {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address === '' ? null : <img src={address} alt={label} />;
}

/** Takes or chooses photos, shrinks them on the phone, shows and removes them; with `documents`, documents beside them. */
export function PhotoPicker(props: {
  readonly photos: readonly Photo[];
  readonly onChange: (photos: readonly Photo[]) => void;
  readonly most?: number;
  readonly documents?: boolean;
  /** What was chosen could not be kept on this phone. */
  readonly unkept?: boolean;
}): ReactNode {
  const w = useWords(photoWords);
  const { most = 6, documents = false } = props;
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  // While one is made smaller, others may be removed.
  const now = useRef(props.photos);
  now.current = props.photos;

  const take = async (files: FileList | null): Promise<void> => {
    if (files === null) return;
    setProblem('');
    setBusy(true);
    const before = props.photos.length;
    const taken: Photo[] = [];
    for (const file of files) {
      if (before + taken.length >= most) {
        setProblem(w('photoTooMany', { n: most }));
        break;
      }
      if (documents && isDocument(file)) {
        taken.push({ id: newId(), blob: file, name: file.name });
        continue;
      }
      try {
        taken.push({ id: newId(), blob: await shrink(file), name: `${before + taken.length + 1}.jpg` });
      } catch {
        setProblem(w('photoFailed', { name: file.name }));
      }
    }
    setBusy(false);
    if (taken.length > 0) props.onChange([...now.current, ...taken]);
  };

  return (
    <div className="field">
      <div className="photos">
        {props.photos.map((photo, i) => (
          <div className="photo" key={photo.id}>
            {isDocument(photo) ? (
              <span className="photo-document">
                <Sign name="text" />
                {photo.name}
              </span>
            ) : (
              <Preview blob={photo.blob} label={w('photoNamed', { n: i + 1 })} />
            )}
            <button
              type="button"
              aria-label={w('photoRemove', { n: i + 1 })}
              onClick={() => props.onChange(props.photos.filter((one) => one.id !== photo.id))}
            >
              <Sign name="close" />
            </button>
          </div>
        ))}
        {props.photos.length < most && (
          <label className="photo-add">
            {busy ? <span className="spinner" aria-hidden="true" /> : <Sign name="camera" />}
            <span>{w(documents ? 'addFile' : 'addPhoto')}</span>
            <input
              type="file"
              accept={documents ? `image/*,${DOCUMENTS}` : 'image/*'}
              multiple
              disabled={busy}
              aria-label={w(documents ? 'addFile' : 'addPhoto')}
              onChange={(event) => {
                const input = event.currentTarget;
                void take(input.files).then(() => {
                  input.value = '';
                });
              }}
            />
          </label>
        )}
      </div>
      <span className="hint">{w(documents ? 'fileHint' : 'photoHint', { n: most })}</span>
      {props.unkept && props.photos.length > 0 && (
        <span className="wrong" role="alert">
          <Sign name="warning" />
          <span>{w('photoUnkept')}</span>
        </span>
      )}
      {problem !== '' && (
        <span className="wrong" role="alert">
          <Sign name="warning" />
          <span>{problem}</span>
        </span>
      )}
    </div>
  );
}

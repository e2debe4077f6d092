import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { fetchBytes } from '../../../platform/web/call.ts';
import { followPhoto, minePhoto } from '../photo.contract.ts';

/** Brings one photo for a reader whose right is a code or a proved phone, and who has no address to give to an `img`. */
export type BringPhoto = (id: string, variant: 'whole' | 'thumb') => Promise<Blob>;

/** Set where a reporter reads; absent where photos have addresses of their own. */
export const BringPhotos = createContext<BringPhoto | null>(null);
export const useBringPhoto = (): BringPhoto | null => useContext(BringPhotos);

export const byCode =
  (code: string): BringPhoto =>
  (id, variant) =>
    fetchBytes(followPhoto, { body: { code, id, variant } });

export const ofMine =
  (subject: string): BringPhoto =>
  (id, variant) =>
    fetchBytes(minePhoto, { body: { subject, id, variant } });

/** A photo that is fetched by itself and let go when it is no longer shown. */
export function ProvedPhoto(props: {
  readonly id: string;
  readonly variant: 'whole' | 'thumb';
  readonly alt: string;
  readonly bring: BringPhoto;
  readonly onFail?: () => void;
}): ReactNode {
  const { id, variant, alt, bring, onFail } = props;
  const [address, setAddress] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `bring` and `onFail` are made anew at each drawing; the photo is not.
  useEffect(() => {
    let shown: string | null = null;
    let gone = false;
    bring(id, variant).then(
      (blob) => {
        if (gone) return;
        shown = URL.createObjectURL(blob);
        setAddress(shown);
      },
      () => onFail?.(),
    );
    return () => {
      gone = true;
      if (shown !== null) URL.revokeObjectURL(shown);
    };
  }, [id, variant]);
  return address === null ? null : <img src={address} alt={alt} />;
}

import type { ReactNode } from 'react';
import { KindSign } from '../../../platform/web/kit/icons.tsx';
import { useKinds } from './kindsNow.ts';

/** The picture that a kind's data names; else that of its code. */
export function KindPicture({ code }: { code: string }): ReactNode {
  const { kinds } = useKinds();
  return <KindSign code={code} picture={kinds.find((one) => one.code === code)?.icon} />;
}

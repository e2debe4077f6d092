import type { ReactNode } from 'react';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { writeFilters } from '../../../../platform/web/filters.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { filingFor, filingOf } from '../appeals.rights.ts';

/** A button to the form, drawn for those who may file it. */
export default function ContestButton(props: {
  readonly territory?: string;
  readonly about: Readonly<Record<string, string | undefined>>;
  readonly children: ReactNode;
}): ReactNode {
  const { person, appointments, district } = useMe();
  const me = { is: 'staff' as const, person: person ?? '', appointments };
  const { territory, about } = props;
  const may =
    territory === undefined
      ? filingOf(me, district ?? '').length > 0
      : filingFor(me, district ?? '', territory) !== null;
  if (!may) return null;
  return (
    <Button look="plain" to={`/figures/appeals/new?${writeFilters('', about)}`}>
      {props.children}
    </Button>
  );
}

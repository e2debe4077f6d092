import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { mayPropose } from '../kinds.rights.ts';

/** For which territories the signed-in person may propose: the server's own function, asked in the browser. */
export function useMayPropose(): (territory?: string) => boolean {
  const { person, appointments, district } = useMe();
  return (territory = district) => mayPropose({ is: 'staff', person: person ?? '', appointments }, territory);
}

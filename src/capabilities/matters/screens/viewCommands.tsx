import { useLocation } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { useCommands } from '../../../platform/web/commands.ts';
import { listViews, type ViewOut } from '../views.contract.ts';

/** A kept view as the address says it. */
const addressOf = ({ id, query }: ViewOut): string =>
  `/?${new URLSearchParams({ ...(query as Record<string, string>), view: id })}`;

/** Shows nothing: offers every kept view as a command that opens it. */
export default function ViewCommands(): null {
  const [, go] = useLocation();
  const { data } = useCall(listViews, {});
  useCommands(
    (data?.views ?? []).map((one) => ({
      id: `view ${one.id}`,
      text: { zh: one.name, en: one.name },
      run: () => go(addressOf(one)),
    })),
  );
  return null;
}

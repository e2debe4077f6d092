import { useCall } from '../../../platform/web/asking.ts';
import type { Command } from '../../../platform/web/commands.ts';
import { listViews, type ViewOut } from '../views.contract.ts';

/** A kept view as the address says it. */
export const addressOfView = ({ id, query }: ViewOut): string =>
  `/?${new URLSearchParams({ ...(query as Record<string, string>), view: id })}`;

/** Every kept view as a command that opens it. */
export function useViewCommands(go: (to: string) => void): readonly Command[] {
  const { data } = useCall(listViews, {});
  return (data?.views ?? []).map((one) => ({
    id: `view ${one.id}`,
    text: { zh: one.name, en: one.name },
    run: () => go(addressOfView(one)),
  }));
}

import type { Text } from '../../../platform/language/language.ts';
import { territories } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kindPrefixName } from '../../kinds/differences.rules.ts';
import { GROUPS, kinds } from '../../kinds/kinds.contract.ts';
import { clockWords } from '../clock.words.ts';

type Named = { readonly value: string; readonly label: string };

/** Groups and kinds to choose from, each kind under its group, and their names. */
export function useKinds(): {
  readonly options: readonly Named[];
  readonly nameOf: (kind: string) => Text;
  /** A kind of a group, or of all, to try a rule with. */
  readonly exampleOf: (kind: string) => string;
} {
  const t = useText();
  const all = useCall(kinds, {}, { fresh: 60_000 }).data?.kinds ?? [];
  const nameOf = (kind: string): Text =>
    kindPrefixName(kind, { kind: (code) => all.find((one) => one.code === code)?.name ?? null });
  return {
    nameOf,
    exampleOf: (kind) => {
      const groups = kind === '' ? GROUPS : [kind];
      const found = groups.map((wanted) => all.find((one) => one.code === wanted || one.group === wanted));
      return found.find((one) => one !== undefined)?.code ?? all[0]?.code ?? '';
    },
    options: GROUPS.flatMap((group) => [
      { value: group, label: t(nameOf(group)) },
      ...all.filter((one) => one.group === group).map((one) => ({ value: one.code, label: `　${t(one.name)}` })),
    ]),
  };
}

/** Towns and villages to choose from, and the name of any territory. */
export function usePlaces(): {
  readonly towns: readonly Named[];
  readonly villagesOf: (town: string) => readonly Named[];
  readonly nameOf: (code: string) => Text | null;
  /** A town, to try a rule with that is for the whole district. */
  readonly example: string;
} {
  const t = useText();
  const w = useWords(clockWords);
  const all = useCall(territories, {}, { fresh: 300_000 }).data?.territories ?? [];
  const named = (one: (typeof all)[number]): Named => ({ value: one.code, label: t(one.name) || w('wholeDistrict') });
  const towns = all.filter((one) => one.level === 'town');
  return {
    towns: towns.map(named),
    villagesOf: (town) => all.filter((one) => one.level === 'village' && one.parent === town).map(named),
    nameOf: (code) => all.find((one) => one.code === code)?.name ?? null,
    example: towns.at(-1)?.code ?? '',
  };
}

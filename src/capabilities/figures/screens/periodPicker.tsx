import type { ReactNode } from 'react';
import { addDays, type Day } from '../../../platform/calendar/calendar.rules.ts';
import { GRAINS, type Grain, pieceOf, spanNamed } from '../../../platform/calendar/span.rules.ts';
import { Button, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { figureWords } from './figure.words.ts';

const NAMED: readonly Grain[] = GRAINS.toReversed();

/** Which grain a period's name is of; null for two days. */
export const grainOf = (period: string): Grain | null => {
  const span = spanNamed(period);
  return span === null ? null : (NAMED.find((grain) => pieceOf(grain, span.from).name === period) ?? null);
};

/** Chooses a period: a whole year, quarter, month, week or day, with steps to the one before and after, or two days of one's own. */
export function PeriodPicker(props: {
  readonly period: string;
  readonly today: Day;
  readonly onChange: (period: string) => void;
}): ReactNode {
  const w = useWords(figureWords);
  const { period, today, onChange } = props;
  const grain = grainOf(period);
  const span = spanNamed(period) ?? { from: today, to: today };
  const later = grain === null ? null : pieceOf(grain, addDays(span.to, 1));
  const [last = today] = [span.to, today].toSorted();
  return (
    <>
      <Select
        label={w('period')}
        value={grain ?? 'custom'}
        onChange={(chosen) =>
          onChange(chosen === 'custom' ? `${span.from}..${last}` : pieceOf(chosen as Grain, last).name)
        }
        options={[...NAMED.map((one) => ({ value: one, label: w(one) })), { value: 'custom', label: w('custom') }]}
      />
      {grain === null ? (
        <>
          <Field
            label={w('from')}
            type="date"
            value={span.from}
            onChange={(from) => from !== '' && from <= span.to && onChange(`${from}..${span.to}`)}
          />
          <Field
            label={w('to')}
            type="date"
            value={span.to}
            onChange={(to) => to !== '' && to >= span.from && onChange(`${span.from}..${to}`)}
          />
        </>
      ) : (
        <div className="period-steps">
          <Button
            look="plain"
            label={w('earlier')}
            sign="back"
            onPress={() => onChange(pieceOf(grain, addDays(span.from, -1)).name)}
          >
            {null}
          </Button>
          <strong>{period}</strong>
          <Button
            look="plain"
            disabled={later === null || later.from > today}
            label={w('later')}
            sign="next"
            onPress={() => later && onChange(later.name)}
          >
            {null}
          </Button>
        </div>
      )}
    </>
  );
}

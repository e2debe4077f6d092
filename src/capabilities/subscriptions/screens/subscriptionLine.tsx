import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { GROUPS } from '../../kinds/kinds.rules.ts';
import type { byCode } from '../subscriptions.contract.ts';
import { areasWords } from './areas.words.ts';

export type Shown = AnswerOf<typeof byCode>;

/** Where, of what and by which way one subscription is, with what can be done. */
export function SubscriptionLine(props: {
  readonly subscription: Shown;
  readonly busy: boolean;
  readonly onEnd: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const w = useWords(areasWords);
  const t = useText();
  const when = useWhen();
  const { area, kinds, channel, pace, since } = props.subscription;
  const said = [
    w(channel),
    channel === 'push' ? w(pace) : w('daily'),
    kinds.length === 0
      ? w('allKinds')
      : kinds.map((one) => (GROUPS.some((group) => group === one) ? w(one as (typeof GROUPS)[number]) : one)).join(' '),
    w('since', { day: when.day(since) }),
  ];
  return (
    <div className="card areas-line">
      <Sign name={channel === 'sms' ? 'phone' : 'bell'} />
      <span className="areas-words">
        <strong>{'territory' in area ? t(area.name) || area.territory : w('circle', { metres: area.metres })}</strong>
        <span className="soft small">{said.join(' · ')}</span>
      </span>
      {props.children}
      <Button busy={props.busy} onPress={props.onEnd}>
        {w('end')}
      </Button>
    </div>
  );
}

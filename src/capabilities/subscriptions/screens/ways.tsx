import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ResidentGate } from '../../../platform/identity/screens/resident.tsx';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { type CallProblem, call } from '../../../platform/web/call.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Choice } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { CopyButton } from '../../../platform/web/page.tsx';
import { useLanguage, useWords } from '../../../platform/web/words.ts';
import { pushKey, subscribe, subscribePush } from '../subscriptions.contract.ts';
import { PACES, type Pace } from '../subscriptions.rules.ts';
import type { Area } from './areaPicker.tsx';
import { areasWords } from './areas.words.ts';
import { MySubscriptions } from './ownList.tsx';
import { canPush, codesHere, keepCodes, targetHere } from './thisDevice.ts';

type Wish = { readonly area: Area | null; readonly kinds: readonly string[] };

/** By short message: the telephone is proved first, as everywhere; then one press. */
export function SmsWay({ wish }: { wish: Wish }): ReactNode {
  const w = useWords(areasWords);
  const tell = useToast();
  const language = useLanguage();
  const { area, kinds } = wish;
  const make = useMove(subscribe, { onDone: () => tell(w('done')) });
  return (
    <ResidentGate why={w('prove')}>
      {() => (
        <div className="stack">
          {area === null && <NeedArea />}
          <ProblemNotice problem={make.error} />
          <Button
            look="primary"
            large
            wide
            busy={make.isPending}
            disabled={area === null}
            onPress={() => area && make.mutate({ body: { id: newId(), area, kinds: [...kinds], language } })}
          >
            {w('subscribe')}
          </Button>
          <MySubscriptions />
        </div>
      )}
    </ResidentGate>
  );
}

/** By pushes to this browser, which the person and the browser's own service must both allow. */
export function PushWay({ wish }: { wish: Wish }): ReactNode {
  const w = useWords(areasWords);
  const tell = useToast();
  const language = useLanguage();
  const answers = useQueryClient();
  const [pace, setPace] = useState<Pace>('each');
  const [denied, setDenied] = useState(false);
  const { data } = useCall(pushKey, {}, { enabled: canPush(), fresh: Number.POSITIVE_INFINITY });
  const { area, kinds } = wish;
  const make = useMutation<boolean, CallProblem, { readonly key: string; readonly area: Area }>({
    mutationFn: async (asked) => {
      const push = await targetHere(asked.key);
      if (push === null) return false;
      const { code } = await call(subscribePush, {
        body: { id: newId(), area: asked.area, kinds: [...kinds], language, pace, push },
      });
      keepCodes([...codesHere(), code]);
      return true;
    },
    onSuccess: (isOn) => {
      setDenied(!isOn);
      if (isOn) tell(w('done'));
      void answers.invalidateQueries({ queryKey: ['subscriptions'] });
    },
  });
  const key = data?.key;
  if (!canPush() || key === null) return <Notice tone="warn">{w('noPush')}</Notice>;
  return (
    <div className="stack">
      <Choice
        label={w('pace')}
        form="narrow"
        value={pace}
        onChange={(next) => setPace(PACES.find((one) => one === next) ?? 'each')}
        options={(['each', 'daily'] as const).map((one) => ({ value: one, label: w(one) }))}
      />
      {area === null && <NeedArea />}
      {denied && (
        <Notice tone="warn" urgent>
          {w('denied')}
        </Notice>
      )}
      <ProblemNotice problem={make.error} />
      <Button
        look="primary"
        large
        wide
        busy={make.isPending}
        disabled={area === null || key === undefined}
        onPress={() => area && key && make.mutate({ key, area })}
      >
        {w('subscribe')}
      </Button>
    </div>
  );
}

/** By a feed: an address, and nobody to ask. */
export function FeedWay({ wish }: { wish: Wish }): ReactNode {
  const w = useWords(areasWords);
  const language = useLanguage();
  const { area, kinds } = wish;
  if (area === null) return <NeedArea />;
  const asked = new URLSearchParams(
    'territory' in area
      ? { territory: area.territory }
      : { lon: String(area.lon), lat: String(area.lat), r: String(area.metres) },
  );
  if (kinds.length > 0) asked.set('kinds', kinds.join(','));
  if (language === 'en') asked.set('lang', 'en');
  const address = `${window.location.origin}/feeds/area.atom?${asked}`;
  return (
    <div className="stack">
      <p className="soft">{w('feedText')}</p>
      <a className="areas-feed" href={address}>
        {address}
      </a>
      <CopyButton text={address}>{w('copyFeed')}</CopyButton>
    </div>
  );
}

function NeedArea(): ReactNode {
  const w = useWords(areasWords);
  return <Notice>{w('needArea')}</Notice>;
}

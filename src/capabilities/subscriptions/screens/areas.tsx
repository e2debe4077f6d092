import { type ReactNode, useEffect, useState } from 'react';
import { useSearch } from 'wouter';
import { afterHash } from '../../../platform/web/hash.ts';
import { Choice, Select } from '../../../platform/web/kit/controls.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { GROUPS } from '../../kinds/kinds.rules.ts';
import { CHANNELS } from '../subscriptions.rules.ts';
import { type Area, AreaPicker } from './areaPicker.tsx';
import { areasWords } from './areas.words.ts';
import { ByCode } from './byCode.tsx';
import { PushesHere } from './ownList.tsx';
import { FeedWay, PushWay, SmsWay } from './ways.tsx';
import './areas.css';

const WAYS = [...CHANNELS, 'feed'] as const;
type Way = (typeof WAYS)[number];

/** A code of a message, as it is written there or typed by hand; other marks behind the # (the skip link's) are none. */
const CODE = /^([0-9a-z]{4}[\s-]?){3}$/i;
const codeInAddress = (): string => (CODE.test(afterHash()) ? afterHash() : '');

/** Subscribing to an area: where, of what, and by which way one is told; or, by the code of a message, one subscription and its end. */
export default function Areas(): ReactNode {
  const w = useWords(areasWords);
  usePageTitle(w('title'));
  const [code, setCode] = useState(codeInAddress);
  useEffect(() => {
    const read = (): void => {
      if (afterHash() === '' || codeInAddress() !== '') setCode(codeInAddress());
    };
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  if (code !== '') {
    const other = (): void => {
      window.history.replaceState(null, '', window.location.pathname);
      setCode('');
    };
    return <ByCode code={code} onOther={other} />;
  }
  return <Make />;
}

function Make(): ReactNode {
  const w = useWords(areasWords);
  const given = new URLSearchParams(useSearch()).get('territory');
  const [area, setArea] = useState<Area | null>(
    given !== null && /^\d{6,15}$/.test(given) ? { territory: given } : null,
  );
  const [group, setGroup] = useState('');
  const [way, setWay] = useState<Way>('sms');
  const wish = { area, kinds: group === '' ? [] : [group] };
  return (
    <div className="stack areas">
      <div>
        <h1>{w('title')}</h1>
        <p className="soft">{w('lead')}</p>
      </div>
      <AreaPicker area={area} onChange={setArea} />
      <Select
        label={w('kinds')}
        placeholder={w('allKinds')}
        value={group}
        onChange={setGroup}
        options={GROUPS.map((one) => ({ value: one, label: w(one) }))}
      />
      <Choice
        label={w('how')}
        form="lines"
        value={way}
        onChange={(next) => setWay(WAYS.find((one) => one === next) ?? 'sms')}
        options={WAYS.map((one) => ({ value: one, label: w(one), hint: w(`${one}Hint`) }))}
      />
      {way === 'sms' && <SmsWay wish={wish} />}
      {way === 'push' && <PushWay wish={wish} />}
      {way === 'feed' && <FeedWay wish={wish} />}
      <PushesHere />
    </div>
  );
}

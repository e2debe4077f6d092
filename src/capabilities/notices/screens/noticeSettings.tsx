import { type ReactNode, useId, useState } from 'react';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { Button, Choice, Labelled, Tick } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { set, showSetting } from '../notices.contract.ts';
import { PACES, type Setting } from '../telling.rules.ts';
import { NoticeDevices, type Settings } from './noticeDevices.tsx';
import { screenWords } from './notices.screen.words.ts';

type Shell = 'desk' | 'field';

/** How my devices are told: how often, when not, which; a device stops at one press. */
export function NoticeSettings({ shell }: { readonly shell: Shell }): ReactNode {
  const w = useWords(screenWords);
  const { data, error, refetch } = useCall(showSetting, {});
  return (
    <Card label={w('settings')}>
      <h2>{w('settings')}</h2>
      <p className="soft">{w('settingsLead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data?.key === null && <Notice>{w('noPush')}</Notice>}
      {data !== undefined && (
        <>
          <NoticeDevices shell={shell} settings={data} />
          <Form key={JSON.stringify(data.setting)} settings={data} />
        </>
      )}
    </Card>
  );
}

function Form({ settings }: { readonly settings: Settings }): ReactNode {
  const w = useWords(screenWords);
  const tell = useToast();
  const [setting, change] = useState<Setting>(settings.setting);
  const save = useMove(set, { onDone: () => tell(w('saved')) });
  const some = (part: Partial<Setting>) => change({ ...setting, ...part });
  const { quiet } = setting;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: setting });
      }}
    >
      <Choice
        label={w('pace')}
        form="lines"
        value={setting.pace}
        onChange={(next) => some({ pace: PACES.find((one) => one === next) ?? 'hourly' })}
        options={(['hourly', 'morning', 'urgent'] as const).map((one) => ({ value: one, label: w(one) }))}
      />
      <div className="row">
        <Time label={w('quietFrom')} minutes={quiet.from} onChange={(from) => some({ quiet: { ...quiet, from } })} />
        <Time label={w('quietTo')} minutes={quiet.to} onChange={(to) => some({ quiet: { ...quiet, to } })} />
      </div>
      <p className="hint">{w('quietHint')}</p>
      <Tick checked={setting.pass} onChange={(pass) => some({ pass })}>
        {w('pass')}
      </Tick>
      {settings.hasHours && (
        <Tick checked={setting.office} onChange={(office) => some({ office })}>
          {w('office')}
        </Tick>
      )}
      <ProblemNotice problem={save.error} />
      <div className="row">
        <Button look="primary" type="submit" busy={save.isPending}>
          {w('save')}
        </Button>
      </div>
    </form>
  );
}

const two = (n: number): string => String(n).padStart(2, '0');

function Time(props: {
  readonly label: string;
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}): ReactNode {
  const id = useId();
  const { label, minutes, onChange } = props;
  return (
    <Labelled id={id} label={label}>
      <input
        id={id}
        className="input"
        type="time"
        required
        value={`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`}
        onChange={({ currentTarget }) => {
          const [hours = 0, rest = 0] = currentTarget.value.split(':').map(Number);
          // A field that is being emptied says nothing yet.
          if (currentTarget.value !== '') onChange(hours * 60 + rest);
        }}
      />
    </Labelled>
  );
}

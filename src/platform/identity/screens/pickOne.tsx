import { Select as Pick } from 'antd';
import { type ReactNode, useId } from 'react';
import { Labelled } from '../../web/kit/controls.tsx';
import './admin.css';

/** One of many, sought by typing; for lists that are too long for the device's own drop-down. Desk only. */
export function PickOne(props: {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly optional?: boolean;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
  readonly waiting?: boolean;
}): ReactNode {
  const id = useId();
  return (
    <Labelled id={id} label={props.label} hint={props.hint} problem={props.problem} optional={props.optional ?? false}>
      <Pick
        id={id}
        className="pick-one"
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        loading={props.waiting ?? false}
        {...(props.problem === undefined ? {} : { status: 'error' as const })}
        aria-invalid={props.problem === undefined ? undefined : true}
        aria-describedby={
          [props.hint && `${id}-hint`, props.problem && `${id}-wrong`].filter(Boolean).join(' ') || undefined
        }
        value={props.value}
        placeholder={props.placeholder}
        onChange={(value: string | undefined) => props.onChange(value)}
        options={[...props.options]}
      />
    </Labelled>
  );
}

import { type ReactNode, useId } from 'react';
import { Link } from 'wouter';
import { webWords } from '../web.words.ts';
import { useWords } from '../words.ts';
import { Sign, type SignName } from './icons.tsx';

type ButtonLook = 'primary' | 'quiet' | 'danger' | 'plain';

export type ButtonProps = {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly sign?: SignName;
  readonly wide?: boolean;
  readonly large?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly type?: 'button' | 'submit';
  readonly label?: string;
  readonly pressed?: boolean;
  readonly onPress?: () => void;
  /** An address makes it a link that looks like a button. */
  readonly to?: string;
};

/** A button, or a link that looks like one. While busy it cannot be pressed twice. */
export function Button(props: ButtonProps): ReactNode {
  const { look = 'quiet', wide, large, busy, disabled, children, sign, label } = props;
  const className = ['button', look, wide && 'wide', large && 'large'].filter(Boolean).join(' ');
  const inside = (
    <>
      {busy ? <span className="spinner" aria-hidden="true" /> : sign && <Sign name={sign} />}
      {children}
    </>
  );
  if (props.to !== undefined) {
    return (
      <Link href={props.to} className={className} aria-label={label}>
        {inside}
      </Link>
    );
  }
  return (
    <button
      type={props.type ?? 'button'}
      className={className}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      aria-label={label}
      aria-pressed={props.pressed}
      onClick={props.onPress}
    >
      {inside}
    </button>
  );
}

type Described = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Why this field was refused; shown under it and read with it. */
  readonly problem?: string | undefined;
  readonly optional?: boolean;
};

/** Label, hint and refusal around one control, tied together for screen readers. */
export function Labelled(props: Described & { readonly id: string; readonly children: ReactNode }): ReactNode {
  const w = useWords(webWords);
  return (
    <div className="field">
      <label htmlFor={props.id}>
        {props.label} {props.optional && <span className="optional">({w('optional')})</span>}
      </label>
      {props.hint && (
        <span className="hint" id={`${props.id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.children}
      {props.problem && (
        <span className="wrong" id={`${props.id}-wrong`} role="alert">
          <Sign name="warning" />
          <span>{props.problem}</span>
        </span>
      )}
    </div>
  );
}

const describedBy = (id: string, hint: ReactNode, problem: string | undefined): string | undefined =>
  [hint ? `${id}-hint` : '', problem ? `${id}-wrong` : ''].filter(Boolean).join(' ') || undefined;

export type FieldProps = Described & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'tel' | 'number' | 'search' | 'date' | 'password' | 'datetime-local';
  readonly inputMode?: 'text' | 'tel' | 'numeric' | 'decimal' | 'search';
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly name?: string;
  readonly required?: boolean;
};

/** One line of text with its label. */
export function Field(props: FieldProps): ReactNode {
  const id = useId();
  return (
    <Labelled id={id} label={props.label} hint={props.hint} problem={props.problem} optional={props.optional ?? false}>
      <input
        id={id}
        className="input"
        name={props.name}
        type={props.type ?? 'text'}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete ?? 'off'}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        value={props.value}
        required={props.required}
        aria-invalid={props.problem ? true : undefined}
        aria-describedby={describedBy(id, props.hint, props.problem)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** Several lines of text, with a count when there is a limit. */
export function TextArea(props: Omit<FieldProps, 'type' | 'inputMode'> & { readonly rows?: number }): ReactNode {
  const id = useId();
  const w = useWords(webWords);
  return (
    <Labelled id={id} label={props.label} hint={props.hint} problem={props.problem} optional={props.optional ?? false}>
      <textarea
        id={id}
        className="input"
        name={props.name}
        rows={props.rows ?? 4}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        value={props.value}
        required={props.required}
        aria-invalid={props.problem ? true : undefined}
        aria-describedby={describedBy(id, props.hint, props.problem)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      {props.maxLength && (
        <span className="counter">{w('counter', { n: [...props.value].length, of: props.maxLength })}</span>
      )}
    </Labelled>
  );
}

export type Option = {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly picture?: ReactNode;
};

/** A drop-down list of the device's own kind. */
export function Select(
  props: Described & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly options: readonly Option[];
    readonly placeholder?: string;
  },
): ReactNode {
  const id = useId();
  return (
    <Labelled id={id} label={props.label} hint={props.hint} problem={props.problem} optional={props.optional ?? false}>
      <select
        id={id}
        className="input"
        value={props.value}
        aria-invalid={props.problem ? true : undefined}
        aria-describedby={describedBy(id, props.hint, props.problem)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
        {props.options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** One of several, as large tiles with pictures, or as lines. Arrow keys move, as in any group of radio buttons. */
export function Choice(
  props: Described & {
    readonly value: string | undefined;
    readonly onChange: (value: string) => void;
    readonly options: readonly Option[];
    readonly form?: 'tiles' | 'narrow' | 'lines';
    /** Hides the label from sight where a heading above already says it. */
    readonly quietLabel?: boolean;
  },
): ReactNode {
  const id = useId();
  const w = useWords(webWords);
  return (
    <fieldset className="field" aria-describedby={describedBy(id, props.hint, props.problem)}>
      <legend className={props.quietLabel ? 'only-heard' : 'legend'}>
        {props.label} {props.optional && <span className="optional">({w('optional')})</span>}
      </legend>
      {props.hint && (
        <span className="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      <div className={`tiles ${props.form ?? 'tiles'}`}>
        {props.options.map((one) => (
          <label key={one.value} className="tile">
            <input
              type="radio"
              name={id}
              value={one.value}
              checked={props.value === one.value}
              onChange={() => props.onChange(one.value)}
            />
            {one.picture}
            <span>
              {one.label}
              {one.hint && <span className="hint"> {one.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {props.problem && (
        <span className="wrong" id={`${id}-wrong`} role="alert">
          <Sign name="warning" />
          <span>{props.problem}</span>
        </span>
      )}
    </fieldset>
  );
}

/** Yes or no with a sentence. */
export function Tick(props: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}

/** One to five stars, as radio buttons. */
export function Stars(props: {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly label?: string;
}): ReactNode {
  const id = useId();
  const w = useWords(webWords);
  return (
    <fieldset>
      <legend className="legend">{props.label ?? w('starsGroup')}</legend>
      <div className="stars">
        {[1, 2, 3, 4, 5].map((n) => (
          <label key={n} data-lit={n <= props.value}>
            <input
              type="radio"
              name={id}
              value={n}
              checked={props.value === n}
              aria-label={w('stars', { n })}
              onChange={() => props.onChange(n)}
            />
            <Sign name="star" filled={n <= props.value} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

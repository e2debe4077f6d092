import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../web/kit/controls.tsx';
import { CopyButton } from '../../web/page.tsx';
import './admin.css';

/** A secret that is shown this once: it stays until its reader says that it is noted, and takes the focus when it appears. */
export function Once(props: {
  readonly title: string;
  readonly lead: string;
  readonly secret: string;
  readonly copy: string;
  readonly kept: string;
  readonly onKept: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} tabIndex={-1} className="once stack" aria-label={props.title}>
      <h2>{props.title}</h2>
      <p>{props.lead}</p>
      <output className="once-secret">{props.secret}</output>
      {props.children}
      <div className="row">
        <CopyButton text={props.secret}>{props.copy}</CopyButton>
        <Button look="primary" onPress={props.onKept}>
          {props.kept}
        </Button>
      </div>
    </section>
  );
}

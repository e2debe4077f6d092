import { type ReactNode, useState } from 'react';
import { Button, TextArea } from '../../../platform/web/kit/controls.tsx';
import { Badge, Card, Empty, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useOnline } from '../../../platform/web/online.ts';
import { type Item, whyWaiting } from '../../../platform/web/outbox/outbox.rules.ts';
import { decide, useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { fieldOutboxWords } from './fieldOutbox.words.ts';
import { StandsNow } from './fieldStands.tsx';
import { SHAPES } from './moveShapes.ts';
import './matters.css';

/** What was done on this phone and is not there yet, why, and what its owner decides about it. */
export default function FieldOutbox(): ReactNode {
  const w = useWords(fieldOutboxWords);
  usePageTitle(w('title'));
  const { items } = useOutbox();
  const own = [...items].sort((a, b) => a.order - b.order);
  const open = own.filter((one) => one.state === 'conflict' || one.state === 'refused');
  const waiting = own.filter((one) => one.state === 'waiting');
  const sent = own.filter((one) => one.state === 'sent').reverse();
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      {own.length === 0 && <Empty sign="check" title={w('empty')} hint={w('emptyHint')} />}
      <Part title={w('decide')} items={open}>
        {(one) => <ToDecide key={one.id} item={one} />}
      </Part>
      <Part title={w('waiting')} items={waiting}>
        {(one) => <Waits key={one.id} item={one} />}
      </Part>
      {waiting.length > 0 && (
        <Button sign="send" onPress={() => void decide.now()}>
          {w('now')}
        </Button>
      )}
      <Part title={w('sent')} items={sent}>
        {(one) => <Arrived key={one.id} item={one} />}
      </Part>
    </div>
  );
}

function Part(props: { title: string; items: readonly Item[]; children: (one: Item) => ReactNode }): ReactNode {
  if (props.items.length === 0) return null;
  return (
    <section className="stack" aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.items.map(props.children)}
    </section>
  );
}

function Head({ item }: { item: Item }): ReactNode {
  const w = useWords(fieldOutboxWords);
  const t = useText();
  const when = useWhen();
  return (
    <div>
      <strong>{t(item.title)}</strong>
      <div className="soft small">
        {w('made', { ago: when.ago(new Date(item.made).toISOString()) })}
        {item.photosAt !== null && ` · ${w('photos')}`}
      </div>
    </div>
  );
}

function Waits({ item }: { item: Item }): ReactNode {
  const w = useWords(fieldOutboxWords);
  const outbox = useOutbox();
  const online = useOnline();
  const why = whyWaiting(outbox.items, item, { ...outbox, online });
  return (
    <Card>
      <Head item={item} />
      <p className="row" data-why={why}>
        <Badge tone={why === 'sending' ? 'info' : 'warn'}>{w(why as 'offline')}</Badge>
      </p>
      <Said item={item} />
      <Discard item={item} />
    </Card>
  );
}

/** What somebody wrote, as far as it is still on the phone. */
function Said({ item }: { item: Item }): ReactNode {
  const text = textIn(item);
  return text === '' ? null : <p className="said">{text}</p>;
}

const actOf = (item: Item): (Record<string, unknown> & { move: keyof typeof SHAPES }) | null =>
  'act' in item.body ? (item.body['act'] as Record<string, unknown> & { move: keyof typeof SHAPES }) : null;
const fieldOf = (item: Item): string | null => {
  const act = actOf(item);
  return act === null ? 'words' : (SHAPES[act.move].text?.name ?? null);
};
function textIn(item: Item): string {
  const field = fieldOf(item);
  return field === null ? '' : String((actOf(item) ?? item.body)[field] ?? '');
}

function withText(item: Item, text: string): Record<string, unknown> {
  const act = actOf(item);
  const field = fieldOf(item) ?? '';
  return act === null ? { ...item.body, [field]: text } : { ...item.body, act: { ...act, [field]: text } };
}

/** Changed meanwhile or refused: both versions in sight, and three ways out. Nothing happens until its owner chooses. */
function ToDecide({ item }: { item: Item }): ReactNode {
  const w = useWords(fieldOutboxWords);
  const t = useText();
  const [writing, setWriting] = useState<string | null>(null);
  const [seen, setSeen] = useState<number | null>(null);
  const makes = item.id === item.subject;
  return (
    <Card>
      <Head item={item} />
      <Notice tone="warn" urgent>
        <strong>{w(item.state as 'conflict')}</strong>
        {item.problem && <div>{t(item.problem.title)}</div>}
      </Notice>
      <div className="versions">
        <section aria-label={w('mine')}>
          <h3>{w('mine')}</h3>
          <p>{t(item.title)}</p>
          <Said item={item} />
        </section>
        {!makes && <StandsNow id={item.subject} onSeen={setSeen} />}
      </div>
      {writing === null ? (
        <div className="row">
          <Button look="primary" disabled={!makes && seen === null} onPress={() => void decide.anyway(item.id, seen)}>
            {w(item.state === 'conflict' ? 'anyway' : 'again')}
          </Button>
          {fieldOf(item) !== null && <Button onPress={() => setWriting(textIn(item))}>{w('change')}</Button>}
        </div>
      ) : (
        <>
          <TextArea label={w('changeText')} value={writing} maxLength={2000} onChange={setWriting} />
          <Button
            look="primary"
            disabled={!makes && seen === null}
            onPress={() => void decide.rewrite(item.id, withText(item, writing.trim()), seen)}
          >
            {w('sendChanged')}
          </Button>
        </>
      )}
      <Discard item={item} />
    </Card>
  );
}

/** Letting go takes two taps. */
function Discard({ item }: { item: Item }): ReactNode {
  const w = useWords(fieldOutboxWords);
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button look="plain" onPress={() => setAsked(true)}>
        {w('discard')}
      </Button>
    );
  return (
    <div className="stack small-gap">
      <p>{w('discardAsk')}</p>
      <div className="row">
        <Button look="danger" onPress={() => void decide.drop(item.id)}>
          {w('reallyDiscard')}
        </Button>
        <Button onPress={() => setAsked(false)}>{w('keepIt')}</Button>
      </div>
    </div>
  );
}

function Arrived({ item }: { item: Item }): ReactNode {
  const w = useWords(fieldOutboxWords);
  const { number, code } = (item.answer ?? {}) as { number?: string; code?: string };
  return (
    <Card>
      <Head item={item} />
      <p className="row">
        <Badge tone="good">{w('arrived')}</Badge>
        {number && <span>{w('number', { number })}</span>}
      </p>
      {code && (
        <p>
          {w('code')} <strong className="receipt-code small-code">{code}</strong>
        </p>
      )}
      <Button to={`/matters/${item.subject}`}>{w('openIt')}</Button>
    </Card>
  );
}

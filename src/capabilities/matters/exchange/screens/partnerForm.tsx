import { type ReactNode, useState } from 'react';
import { useMove } from '../../../../platform/web/asking.ts';
import { Button, Field, Select, Tick } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { putPartner } from '../exchange.contract.ts';
import type { Partner } from './deskCard.tsx';
import { deskWords } from './desks.words.ts';

const isTable = (table: string): table is '110' | '12345' => table === '110' || table === '12345';

/** A desk that is added or changed; one that was stopped starts again with a new secret. */
export function PartnerForm(props: {
  readonly before: Partner | null;
  readonly tables: readonly string[];
  readonly onDone: (name: string, secret: string | null) => void;
}): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const tell = useToast();
  const { before, tables } = props;
  const [desk, setDesk] = useState(before?.desk ?? '');
  const [zh, setZh] = useState(before?.name.zh ?? '');
  const [en, setEn] = useState(before?.name.en ?? '');
  const [categories, setCategories] = useState(before?.categories ?? tables[0] ?? '');
  const [url, setUrl] = useState(before?.url ?? '');
  const [gives, setGives] = useState(false);
  const [given, setGiven] = useState('');
  const put = useMove(putPartner, {
    onDone: ({ partner, secret }) => {
      tell(w('saved'));
      props.onDone(t(partner.name), secret);
    },
  });
  const problem = (path: string): string | undefined => {
    const field = put.error?.fields.find((one) => one.path === path);
    return field && t(field.message);
  };
  const stands = before?.state === 'standing';
  const send = (): void => {
    const secret = gives ? { given } : stands ? ('keep' as const) : ('fresh' as const);
    const body = { name: { zh, en }, categories, url: url.trim() === '' ? null : url.trim(), secret };
    put.mutate({ params: { desk }, body });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {before === null && (
        <Field
          label={w('code')}
          hint={w('codeHint')}
          value={desk}
          onChange={setDesk}
          maxLength={31}
          problem={problem('params.desk')}
          required
        />
      )}
      <Field
        label={w('nameZh')}
        value={zh}
        onChange={setZh}
        maxLength={60}
        problem={problem('body.name.zh')}
        required
      />
      <Field
        label={w('nameEn')}
        value={en}
        onChange={setEn}
        maxLength={60}
        problem={problem('body.name.en')}
        required
      />
      <Select
        label={w('categories')}
        value={categories}
        onChange={setCategories}
        options={tables.map((table) => ({ value: table, label: isTable(table) ? w(`table_${table}`) : table }))}
        problem={problem('body.categories')}
      />
      <Field
        label={w('urlLabel')}
        hint={w('urlHint')}
        value={url}
        onChange={setUrl}
        maxLength={500}
        problem={problem('body.url')}
        optional
      />
      {!stands && (
        <Tick checked={gives} onChange={setGives}>
          {w('theirSecret')}
          <span className="soft small"> {w('theirSecretHint')}</span>
        </Tick>
      )}
      {gives && (
        <Field
          label={w('secretLabel')}
          value={given}
          onChange={setGiven}
          type="password"
          autoComplete="off"
          maxLength={200}
          problem={problem('body.secret.given') ?? problem('body.secret')}
          required
        />
      )}
      <ProblemNotice problem={put.error} />
      <Button look="primary" type="submit" wide large busy={put.isPending}>
        {w('save')}
      </Button>
    </form>
  );
}

import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useCall, useMove } from '../../../../platform/web/asking.ts';
import { addressOf } from '../../../../platform/web/call.ts';
import { Button, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Sheet, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { MOST_TEMPLATE } from '../../documents/bounds.rules.ts';
import type { DocumentCode } from '../../documents/documents.contract.ts';
import { previewTemplate, sampleDocument, templateOf } from '../settings.contract.ts';
import { ChangedBy } from './changedBy.tsx';
import { ChangeForm } from './changeForm.tsx';
import { PageOf } from './pageOf.tsx';
import { screenWords } from './settings.screen.words.ts';
import './settings.css';

/** One template: read, tried on a case that was made up, and by the justice office changed or put back. */
export default function TemplatePage(): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const code = (useParams<{ code: string }>().code ?? '') as DocumentCode;
  const { data, error, isPending, refetch } = useCall(templateOf, { params: { code } });
  usePageTitle(data === undefined ? w('title') : t(data.name));
  return (
    <div className="stack mediation-settings">
      <div>
        <Button look="plain" to="/mediation/settings">
          {w('back')}
        </Button>
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && <Editor key={data.version} code={code} template={data} />}
    </div>
  );
}

/** How a template names what it says. */
const HOW = [
  ['{{number}}', 'howField'],
  ['{{#parties}}…{{/parties}}', 'howList'],
  ['{{^parties}}…{{/parties}}', 'howNone'],
  ['{{.}}', 'howItem'],
] as const;

type TemplateOut = AnswerOf<typeof templateOf>;

function Editor({ code, template }: { code: DocumentCode; template: TemplateOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const [text, setText] = useState(template.text);
  const [saving, setSaving] = useState<'text' | 'standard' | null>(null);
  const preview = useMove(previewTemplate);
  const close = (): void => setSaving(null);
  const value = saving === 'standard' ? null : text;
  return (
    <>
      <div className="row apart">
        <h1>{t(template.name)}</h1>
        <Badge tone={template.own ? 'info' : 'plain'}>
          {w(template.own ? 'ownVersion' : 'releaseVersion')} {template.version}
        </Badge>
      </div>
      <ChangedBy term="template" changed={template.changed} />
      {!template.may && <p className="soft">{w('readOnly')}</p>}
      <div className="beside">
        <Card label={w('text')}>
          <TextArea
            label={w('text')}
            hint={w('textHint')}
            rows={24}
            maxLength={MOST_TEMPLATE}
            value={text}
            onChange={setText}
          />
          <ProblemNotice problem={preview.error} />
          <div className="row">
            <Button
              look={template.may ? 'quiet' : 'primary'}
              busy={preview.isPending}
              onPress={() => preview.mutate({ params: { code }, body: { text } })}
            >
              {w('preview')}
            </Button>
            {template.may && (
              <Button look="primary" disabled={text === template.text} onPress={() => setSaving('text')}>
                {w('save')}
              </Button>
            )}
            {template.may && template.own && <Button onPress={() => setSaving('standard')}>{w('toStandard')}</Button>}
            {text !== template.text && <Badge tone="warn">{w('unsaved')}</Badge>}
          </div>
        </Card>
        <Card label={w('previewTitle')}>
          <h2>{w('previewTitle')}</h2>
          {preview.data === undefined ? (
            <p className="soft">{w('previewHint')}</p>
          ) : (
            <PageOf blocks={preview.data.blocks} />
          )}
          <div className="row">
            <a className="button quiet" href={addressOf(sampleDocument, { code }, { as: 'docx' })} download>
              {w('docx')}
            </a>
            <a className="button quiet" href={addressOf(sampleDocument, { code }, { as: 'pdf' })} download>
              {w('pdf')}
            </a>
          </div>
          <p className="soft small">{w('sampleHint')}</p>
        </Card>
      </div>
      <Card label={w('fields')}>
        <h2>{w('fields')}</h2>
        <dl className="named">
          {HOW.map(([written, how]) => (
            <div key={how}>
              <dt>
                <code>{written}</code>
              </dt>
              <dd>{w(how)}</dd>
            </div>
          ))}
        </dl>
        <Fields of="" all={template.fields} />
        {template.fields
          .filter(({ path }) => template.fields.some((one) => one.path.startsWith(`${path}.`)))
          .map(({ path, help }) => (
            <section key={path} className="stack" aria-label={t(help)}>
              <h3>
                <code>{`{{#${path}}}…{{/${path}}}`}</code> {t(help)}
              </h3>
              <Fields of={path} all={template.fields} />
            </section>
          ))}
      </Card>
      <Sheet open={saving !== null} title={saving === 'standard' ? w('toStandard') : w('save')} onClose={close}>
        {saving !== null && (
          <ChangeForm n={template.n} change={{ term: 'template', code, value }} onDone={close} onCancel={close} />
        )}
      </Sheet>
    </>
  );
}

/** The fields that stand within a list, or by themselves. */
function Fields({ of, all }: { of: string; all: TemplateOut['fields'] }): ReactNode {
  const t = useText();
  const parent = ({ path }: { readonly path: string }) => path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const isGroup = ({ path }: { readonly path: string }) => all.some((one) => parent(one) === path);
  return (
    <dl className="named">
      {all
        .filter((one) => parent(one) === of && !isGroup(one))
        .map(({ path, is, help }) => {
          const name = path.split('.').at(-1);
          return (
            <div key={path} data-field={path}>
              <dt>
                <code>{is === 'list' ? `{{#${name}}}{{.}}{{/${name}}}` : `{{${name}}}`}</code>
              </dt>
              <dd>{t(help)}</dd>
            </div>
          );
        })}
    </dl>
  );
}

import { type ReactNode, useState } from 'react';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Sheet, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { mediationSettings, type TermsOut } from '../settings.contract.ts';
import { type DaysTerm, SUBSIDIES } from '../terms.rules.ts';
import { ChangedBy } from './changedBy.tsx';
import { EditDays, EditSubsidy, EditWord } from './editTerm.tsx';
import { screenWords } from './settings.screen.words.ts';
import './settings.css';

type Edited = DaysTerm | 'word' | 'subsidy';

/** By which terms the district mediates: each with where it comes from and who changed it. */
export default function SettingsPage(): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  usePageTitle(w('title'));
  const [edited, edit] = useState<Edited | null>(null);
  const { data, error, isPending, refetch } = useCall(mediationSettings, {});
  const close = (): void => edit(null);
  return (
    <div className="stack mediation-settings">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && (
        <>
          <p className="soft small">{data.office === null ? w('whoNobody') : w('who', { office: t(data.office) })}</p>
          <Days terms={data} onEdit={edit} />
          <Words terms={data} onEdit={edit} />
          <Subsidies terms={data} onEdit={edit} />
          <Templates terms={data} />
          <Sheet
            open={edited !== null}
            title={edited === 'word' ? w('wordTitle') : edited === 'subsidy' ? w('subsidyTitle') : w(edited ?? 'days')}
            onClose={close}
          >
            {edited === 'word' && <EditWord terms={data} onDone={close} />}
            {edited === 'subsidy' && <EditSubsidy terms={data} onDone={close} />}
            {edited !== null && edited !== 'word' && edited !== 'subsidy' && (
              <EditDays terms={data} term={edited} onDone={close} />
            )}
          </Sheet>
        </>
      )}
    </div>
  );
}

type Props = { readonly terms: TermsOut; readonly onEdit: (one: Edited) => void };

function Days({ terms, onEdit }: Props): ReactNode {
  const w = useWords(screenWords);
  return (
    <Card label={w('daysTitle')}>
      <h2>{w('daysTitle')}</h2>
      <ul className="plain-list">
        {terms.days.map(({ term, value, changed }) => (
          <li key={term} className="term" data-term={term}>
            <div>
              <strong>{w(term)}</strong>
              <p className="small">{w(`${term}Hint`)}</p>
              <ChangedBy term={term} changed={changed} />
            </div>
            <span className="value">{w(`value_${term}`, { n: value })}</span>
            {terms.may && <Edit of={w(term)} onPress={() => onEdit(term)} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Edit({ of, onPress }: { of: string; onPress: () => void }): ReactNode {
  const w = useWords(screenWords);
  return (
    <Button label={`${w('edit')} ${of}`} onPress={onPress}>
      {w('edit')}
    </Button>
  );
}

function Words({ terms, onEdit }: Props): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const own = terms.bodies.filter(({ id }) => Object.hasOwn(terms.word.value, id));
  return (
    <Card label={w('wordTitle')}>
      <div className="row apart">
        <h2>{w('wordTitle')}</h2>
        {terms.may && <Edit of={w('wordTitle')} onPress={() => onEdit('word')} />}
      </div>
      <p className="small">{w('wordLead')}</p>
      {own.length === 0 ? (
        <p>{w('wordNone')}</p>
      ) : (
        <dl className="named">
          {own.map(({ id, name, word }) => (
            <div key={id} data-word={id}>
              <dt>{t(name)}</dt>
              <dd>{word}</dd>
            </div>
          ))}
        </dl>
      )}
      <ChangedBy term="word" changed={terms.word.changed} />
    </Card>
  );
}

function Subsidies({ terms, onEdit }: Props): ReactNode {
  const w = useWords(screenWords);
  return (
    <Card label={w('subsidyTitle')}>
      <div className="row apart">
        <h2>{w('subsidyTitle')}</h2>
        {terms.may && <Edit of={w('subsidyTitle')} onPress={() => onEdit('subsidy')} />}
      </div>
      <p className="small">{w('subsidyLead')}</p>
      <dl className="named">
        {SUBSIDIES.map((one) => (
          <div key={one} data-subsidy={one}>
            <dt>{w(one)}</dt>
            <dd>{w('yuan', { n: terms.subsidy.value[one] })}</dd>
          </div>
        ))}
      </dl>
      <ChangedBy term="subsidy" changed={terms.subsidy.changed} />
    </Card>
  );
}

function Templates({ terms }: { terms: TermsOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  return (
    <Card label={w('templatesTitle')}>
      <h2>{w('templatesTitle')}</h2>
      <p className="small">{w('templatesLead')}</p>
      <ul className="plain-list">
        {terms.templates.map(({ code, name, item, version, own, changed }) => (
          <li key={code} className="term" data-template={code}>
            <div>
              <strong>{t(name)}</strong>
              <p className="small">
                {item !== null && `${w('item', { n: item })} · `}
                {w('version', { version })}
              </p>
              {changed !== null && <ChangedBy term="template" changed={changed} />}
            </div>
            <Badge tone={own ? 'info' : 'plain'}>{w(own ? 'ownVersion' : 'releaseVersion')}</Badge>
            <Button to={`/mediation/settings/templates/${code}`} label={`${w('open')} ${t(name)}`}>
              {w('open')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

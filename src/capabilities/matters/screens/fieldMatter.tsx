import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { fieldMatterWords } from './field.words.ts';
import { FieldMoves } from './fieldMoves.tsx';
import { matterWords } from './matter.words.ts';
import { MatterPane } from './matterPane.tsx';

/** One matter on the phone; the map is fetched only when asked for. */
export default function FieldMatter(): ReactNode {
  const w = useWords(fieldMatterWords);
  const m = useWords(matterWords);
  usePageTitle(m('title'));
  useLive(['matters']);
  const { id = '' } = useParams<{ id: string }>();
  const [map, setMap] = useState(false);
  return (
    <div className="stack">
      <div className="row apart">
        <Button look="plain" sign="back" to="/">
          {w('back')}
        </Button>
        {!map && (
          <Button look="plain" sign="nearby" onPress={() => setMap(true)}>
            {w('map')}
          </Button>
        )}
      </div>
      <MatterPane
        key={id}
        id={id}
        withoutMap={!map}
        linkTo={(other) => `/matters/${other}`}
        moves={(page) => <FieldMoves page={page} />}
      />
    </div>
  );
}

import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type CallProblem, fetchBytes } from '../../../../platform/web/call.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card } from '../../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { mineDocument, type PARTY_DOCUMENTS } from '../../papers.contract.ts';
import type { PartyView } from '../../party.contract.ts';
import { useOwnCase } from './acting.ts';
import { ownWords } from './own.words.ts';
import { saveAs } from './saveAs.ts';

type Paper = Exclude<(typeof PARTY_DOCUMENTS)[number], 'rights'>;

/** The papers that say something by now; the server refuses in words what is too early. */
function papersOf({ me, sessions, agreement, outcome }: PartyView): readonly Paper[] {
  const wasThere = sessions.some(({ state, present }) => state === 'held' && present.includes(me));
  const papers: readonly (readonly [Paper, boolean])[] = [
    ['record', wasThere],
    ['agreement', agreement?.form === 'written'],
    ['oral', agreement?.form === 'oral'],
    ['confirmation', agreement?.form === 'written'],
    ['performance', outcome === 'performed'],
    ['notice', outcome === 'refused' || outcome === 'declined' || outcome === 'failed'],
  ];
  return papers.filter(([, is]) => is).map(([paper]) => paper);
}

/** Papers of one's own case to keep, each made as a PDF when it is asked for. */
export function PapersPart(): ReactNode {
  const w = useWords(ownWords);
  const { code, view } = useOwnCase();
  const papers = papersOf(view);
  const bringing = useMutation<void, CallProblem, Paper>({
    mutationFn: async (document) =>
      saveAs(
        await fetchBytes(mineDocument, { body: { code, party: view.me, document, as: 'pdf' } }),
        `${view.number}-${document}.pdf`,
      ),
  });
  if (papers.length === 0) return null;
  return (
    <Card label={w('papersTitle')}>
      <h2>{w('papersTitle')}</h2>
      <p className="soft small">{w('papersLead')}</p>
      {papers.map((one) => (
        <Button
          key={one}
          wide
          sign="charter"
          busy={bringing.isPending && bringing.variables === one}
          onPress={() => bringing.mutate(one)}
        >
          {w(`paper_${one}`)}
        </Button>
      ))}
      <ProblemNotice problem={bringing.error} />
    </Card>
  );
}

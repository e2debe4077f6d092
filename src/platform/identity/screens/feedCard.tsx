import { type ReactNode, useState } from 'react';
import { renewFeed, revokeFeed, showFeed } from '../../feeds/feeds.contract.ts';
import { useCall, useMove } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWhen } from '../../web/when.ts';
import { useWords } from '../../web/words.ts';
import { feedScreenWords } from './feed.words.ts';
import { Once } from './once.tsx';

/** The address by which my own calendar fetches my deadlines; nothing for whose posts have none. */
export function FeedCard(): ReactNode {
  const w = useWords(feedScreenWords);
  const { data } = useCall(showFeed, { query: { sort: 'deadlines' } });
  if (!data?.mayHave) return null;
  return (
    <Card label={w('title')}>
      <h2>{w('title')}</h2>
      <Feed sort="deadlines" lead={w('lead')} once={w('once')} />
    </Card>
  );
}

/** An address by which a calendar of one's own fetches something: made, renewed, ended. `lead` and `once` say what it shows, and to whom. */
export function Feed(props: { readonly sort: string; readonly lead: string; readonly once: string }): ReactNode {
  const { sort, lead, once } = props;
  const w = useWords(feedScreenWords);
  const when = useWhen();
  const tell = useToast();
  const [url, setUrl] = useState<string | null>(null);
  const { data, error } = useCall(showFeed, { query: { sort } });
  const renew = useMove(renewFeed, { stales: ['feeds'], onDone: (answer) => setUrl(answer.url) });
  const revoke = useMove(revokeFeed, {
    stales: ['feeds'],
    onDone: () => {
      setUrl(null);
      tell(w('revoked'));
    },
  });
  return (
    <div className="stack">
      <p className="soft">{lead}</p>
      {url !== null && (
        <Once
          title={w('address')}
          lead={once}
          secret={url}
          copy={w('copy')}
          kept={w('kept')}
          onKept={() => setUrl(null)}
        >
          <p className="soft small">{w('how')}</p>
        </Once>
      )}
      {data && (
        <div className="row apart">
          <span className="soft small">{data.made === null ? w('none') : w('made', { day: when.day(data.made) })}</span>
          <span className="row">
            <Button busy={renew.isPending} onPress={() => renew.mutate({ query: { sort } })}>
              {w(data.made === null ? 'make' : 'renew')}
            </Button>
            {data.made !== null && (
              <Button look="danger" busy={revoke.isPending} onPress={() => revoke.mutate({ query: { sort } })}>
                {w('revoke')}
              </Button>
            )}
          </span>
        </div>
      )}
      <ProblemNotice problem={error ?? renew.error ?? revoke.error} />
    </div>
  );
}

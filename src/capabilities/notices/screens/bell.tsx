import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { overhear } from '../../../platform/web/live.ts';
import { useWords } from '../../../platform/web/words.ts';
import { count } from '../count.contract.ts';
import { bellWords } from './bell.words.ts';
import './bell.css';

/** Between a line that a screen hears and the notice that the worker makes of it. */
const NOTED_MS = 3_000;
const EACH_MS = 20_000;

/** How many notices are unseen. It asks now and then, and soon after any screen has heard of something. */
export default function Bell(): ReactNode {
  const w = useWords(bellWords);
  const answers = useQueryClient();
  const [path] = useLocation();
  const { data } = useCall(count, {}, { every: EACH_MS });
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    const end = overhear(() => {
      later ??= setTimeout(() => {
        later = undefined;
        void answers.invalidateQueries({ queryKey: ['notices'] });
      }, NOTED_MS);
    });
    return () => {
      clearTimeout(later);
      end();
    };
  }, [answers]);
  const n = data?.unseen ?? 0;
  return (
    <Link
      href="/notices"
      className="button plain bell"
      aria-label={n === 0 ? w('none') : w('unseen', { n })}
      aria-current={path === '/notices' ? 'page' : undefined}
    >
      <Sign name="bell" />
      {n > 0 && <span className="bell-count">{n > 99 ? '99+' : n}</span>}
    </Link>
  );
}

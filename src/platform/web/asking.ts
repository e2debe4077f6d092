import {
  type InfiniteData,
  keepPreviousData,
  QueryCache,
  QueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { AnswerOf } from '../http/contract.ts';
import { type AnyContract, type AskIn, CallProblem, call } from './call.ts';
import { useLanguage } from './words.ts';

/** One store of answers per page. Reads are tried again twice when no answer came, writes never. */
export function newAnswers(): QueryClient {
  const answers: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // A session that has ended anywhere has ended everywhere: who I am is asked for anew.
      onError: (problem, query) => {
        const lost = problem instanceof CallProblem && problem.status === 401;
        if (lost && query.queryKey[0] !== 'identity') void answers.invalidateQueries({ queryKey: ['identity'] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
        retry: (count, problem) =>
          count < 2 && problem instanceof CallProblem && (problem.status === 0 || problem.status === 503),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return answers;
}

/** The folder of a contract (`matters` of `matters.queue`): what its answers are kept under. */
const folderOf = (contract: AnyContract): string => contract.name.split('.')[0] ?? contract.name;

/** Where an answer is kept: folder first, so that one word makes a whole folder's answers stale. */
export const keyOf = (contract: AnyContract, ask: unknown): readonly unknown[] => [
  folderOf(contract),
  contract.name,
  ask,
];

export type CallSettings = {
  readonly enabled?: boolean;
  /** Keeps showing the last answer while the next one comes (lists whose filters change). */
  readonly keep?: boolean;
  /** Asks again after so many milliseconds. */
  readonly every?: number;
  /** How long an answer counts as fresh, in milliseconds. */
  readonly fresh?: number;
};

/** Reads through a contract and keeps the answer: `const { data, error } = useCall(matterGet, { params: { id } })`. */
export function useCall<C extends AnyContract>(
  contract: C,
  ask: AskIn<C>,
  settings: CallSettings = {},
): UseQueryResult<AnswerOf<C>, CallProblem> {
  const language = useLanguage();
  return useQuery<AnswerOf<C>, CallProblem>({
    queryKey: [...keyOf(contract, ask), language],
    queryFn: ({ signal }) => call(contract, ask, signal),
    enabled: settings.enabled ?? true,
    ...(settings.keep ? { placeholderData: keepPreviousData } : {}),
    ...(settings.every === undefined ? {} : { refetchInterval: settings.every }),
    ...(settings.fresh === undefined ? {} : { staleTime: settings.fresh }),
  });
}

/**
 * Reads a list page by page: `ask` gives the question for a page mark, `next` the mark of the following page.
 * A change of the question starts again at the first page while the old list stays in sight.
 */
export function usePages<C extends AnyContract>(
  contract: C,
  ask: (after: string | undefined) => AskIn<C>,
  next: (answer: AnswerOf<C>) => string | null,
  settings: {
    /**
     * Keeps the pages under this word instead of the contract's folder, so that what makes the folder stale leaves them alone:
     * for a list whose screen changes the pages itself as it hears of changes. They are asked for when the screen opens.
     */
    readonly apart?: string;
  } = {},
): UseInfiniteQueryResult<InfiniteData<AnswerOf<C>, string | undefined>, CallProblem> {
  const language = useLanguage();
  return useInfiniteQuery<
    AnswerOf<C>,
    CallProblem,
    InfiniteData<AnswerOf<C>, string | undefined>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: pagesKey(contract, ask(undefined), language, settings.apart),
    queryFn: ({ pageParam, signal }) => call(contract, ask(pageParam), signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => next(last) ?? undefined,
    placeholderData: keepPreviousData,
    ...(settings.apart === undefined
      ? {}
      : { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: 'always' as const, refetchOnWindowFocus: false }),
  });
}

/** Where the pages of a list are kept. */
export const pagesKey = (
  contract: AnyContract,
  first: unknown,
  language: string,
  apart?: string,
): readonly unknown[] => [...(apart === undefined ? [] : [apart]), ...keyOf(contract, first), language, 'pages'];

/**
 * Writes through a contract; afterwards the answers of its own folder and of `stales` (or all) are asked for anew.
 * `const move = useMove(matterMove); move.mutate({ params: { id }, body })`.
 */
export function useMove<C extends AnyContract>(
  contract: C,
  settings: { readonly stales?: readonly string[] | 'all'; readonly onDone?: (answer: AnswerOf<C>) => void } = {},
): UseMutationResult<AnswerOf<C>, CallProblem, AskIn<C>> {
  const answers = useQueryClient();
  return useMutation<AnswerOf<C>, CallProblem, AskIn<C>>({
    mutationKey: [contract.name],
    mutationFn: (ask) => call(contract, ask),
    onSuccess: async (answer) => {
      settings.onDone?.(answer);
      const stales = settings.stales === 'all' ? null : [folderOf(contract), ...(settings.stales ?? [])];
      if (stales === null) await answers.invalidateQueries();
      else await Promise.all(stales.map((folder) => answers.invalidateQueries({ queryKey: [folder] })));
    },
  });
}

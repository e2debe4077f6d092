import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { type CallProblem, call } from '../../web/call.ts';
import { listAppointments, type moveAppointment } from '../appointments.contract.ts';
import { abilities } from '../appointments.rights.ts';
import type { AppointmentState } from '../appointments.rules.ts';
import { listPeople } from '../people.contract.ts';
import { me as meContract } from '../signin.contract.ts';
import { type Me, useMe } from './signedIn.tsx';

export type AppointmentOut = AnswerOf<typeof listAppointments>['appointments'][number];
export type PersonOut = AnswerOf<typeof listPeople>['people'][number];
type Page = AnswerOf<typeof listAppointments>;
type Pages = InfiniteData<Page, string | undefined>;

/**
 * Where appointments and people are kept: folders of their own, so that one move among hundreds of rows does not fetch
 * all of them again.
 */
export const APPOINTMENTS = 'appointments';
export const PEOPLE = 'people';
const FRESH_MS = 60_000;

/** After so many rows the reader is asked to narrow the list down; a district of ordinary size has fewer. */
const MOST_ROWS = 3_000;

export type KeptAppointments = {
  readonly rows: readonly AppointmentOut[];
  /** Whether more are still on their way. */
  readonly coming: boolean;
  /** Whether there are more than are ever fetched at once. */
  readonly cut: boolean;
  readonly error: CallProblem | null;
  readonly again: () => void;
};

/** The appointments of one state, or all: page after page by itself, since names are sealed and can be sought only here. */
export function useAppointments(state: AppointmentState | undefined, enabled = true): KeptAppointments {
  const found = useInfiniteQuery<Page, CallProblem, Pages, readonly unknown[], string | undefined>({
    queryKey: [APPOINTMENTS, state ?? 'all'],
    queryFn: ({ pageParam, signal }) => call(listAppointments, { query: { state, before: pageParam } }, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => (last.more ? last.appointments.at(-1)?.id : undefined),
    staleTime: FRESH_MS,
    enabled,
  });
  const { data, hasNextPage, isFetching, error, fetchNextPage } = found;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.appointments) ?? [], [data]);
  const full = rows.length >= MOST_ROWS;
  useEffect(() => {
    if (hasNextPage && !isFetching && !full && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, full, error, fetchNextPage]);
  return {
    rows,
    coming: enabled && error === null && (data === undefined || (hasNextPage && !full)),
    cut: hasNextPage && full,
    error,
    again: () => void found.refetch(),
  };
}

/** Everybody who can sign in, closed logins included; only for posts that may see them. */
export function usePeople(enabled = true): {
  readonly people: readonly PersonOut[];
  readonly byId: ReadonlyMap<string, PersonOut>;
  readonly waiting: boolean;
  readonly error: CallProblem | null;
  readonly again: () => void;
} {
  const { data, error, refetch } = useQuery<AnswerOf<typeof listPeople>, CallProblem>({
    queryKey: [PEOPLE],
    queryFn: async ({ signal }) => {
      let page = await call(listPeople, {}, signal);
      const people = [...page.people];
      while (page.more && people.length < MOST_ROWS) {
        page = await call(listPeople, { query: { after: people.at(-1)?.login ?? '' } }, signal);
        people.push(...page.people);
      }
      return { ...page, people };
    },
    staleTime: FRESH_MS,
    enabled,
  });
  const byId = useMemo(() => new Map((data?.people ?? []).map((one) => [one.id, one])), [data]);
  return {
    people: data?.people ?? [],
    byId,
    waiting: enabled && data === undefined && error === null,
    error,
    again: () => void refetch(),
  };
}

/** Writes what a move has made of an appointment into the lists that show it, with what may be done next. */
export function useMoved(): (one: AppointmentOut, now: AnswerOf<typeof moveAppointment>) => void {
  const answers = useQueryClient();
  const me = useMe();
  return useCallback(
    (one, now) => {
      const decided = now.state === one.state ? one.decidedBy : me.person;
      const moved = { ...one, ...now, decidedBy: decided };
      const row: AppointmentOut = { ...moved, abilities: abilities(callerOf(me), moved) };
      answers.setQueriesData<Pages>({ queryKey: [APPOINTMENTS] }, (data) =>
        data === undefined
          ? data
          : {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                appointments: page.appointments.map((each) => (each.id === one.id ? row : each)),
              })),
            },
      );
      // Lists that are not in sight are asked for anew when they are opened.
      void answers.invalidateQueries({ queryKey: [APPOINTMENTS], refetchType: 'none' });
      void answers.invalidateQueries({ queryKey: ['identity', listAppointments.name] });
      if (one.person === me.person) void answers.invalidateQueries({ queryKey: ['identity', meContract.name] });
    },
    [answers, me],
  );
}

/** Who reads the page, as the rights want it. */
export const callerOf = (me: Me) => ({ is: 'staff', person: me.person ?? '', appointments: me.appointments }) as const;

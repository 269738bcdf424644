import {
  type InfiniteData,
  type QueryCache,
  QueryClient,
  type UseQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import { useRef } from "react";
import type { z } from "zod";
import type { Call } from "../../../contract/http.ts";
import { newKey, type Refused, send, unreached } from "./api.ts";

/** The cache of everything read. What is read is fresh until a hint says otherwise; without an answer it is tried thrice. */
export const makeCache = (queryCache: QueryCache): QueryClient =>
  new QueryClient({
    queryCache,
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 60_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) => unreached(error) && count < 3,
        retryDelay: (count) => 300 * 2 ** count,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });

type Reads<Out extends z.ZodType> = Partial<
  Pick<UseQueryOptions<z.output<Out>, Refused>, "enabled" | "staleTime" | "placeholderData">
>;

/** The cache key of a read. */
export const keyOf = (c: { readonly id: string }, input: object): [string, object] => [c.id, input];

/** Read a call; the answer is kept under [call.id, input] and read again when a hint says that it changed. */
export function useRead<In extends z.ZodObject, Out extends z.ZodType>(
  c: Call<In, Out>,
  input: z.input<In>,
  options: Reads<Out> = {},
) {
  return useQuery<z.output<Out>, Refused>({
    queryKey: keyOf(c, input),
    queryFn: ({ signal }) => send(c, input, { signal }),
    ...options,
  });
}

/** One page as the contract's `pageOf` gives it. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}
export type Pages<T> = InfiniteData<Page<T>, string | null>;
type PageCall<In extends z.ZodObject, T> = Call<In, z.ZodType<Page<T>>>;

/** A list read page by page; `items` is all that was read so far. */
export function usePages<In extends z.ZodObject, T>(
  c: PageCall<In, T>,
  input: z.input<In>,
  options: { readonly enabled?: boolean } = {},
) {
  const query = useInfiniteQuery<Page<T>, Refused, Pages<T>, readonly unknown[], string | null>({
    queryKey: keyOf(c, input),
    queryFn: ({ pageParam, signal }) =>
      send(c, (pageParam === null ? input : { ...input, cursor: pageParam }) as z.input<In>, { signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    ...options,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, items };
}

interface Does<In, Out> {
  /** Runs at once, before the server answered; what it returns undoes it after a refusal. */
  readonly before?: (input: In) => (() => void) | undefined;
  readonly done?: (output: Out, input: In) => void;
  readonly failed?: (error: Refused, input: In) => void;
}

/** Do a call. `run` names the action once, so that tries after a lost answer and double clicks are one. */
export function useDo<In extends z.ZodObject, Out extends z.ZodType>(
  c: Call<In, Out>,
  on: Does<z.input<In>, z.output<Out>> = {},
) {
  type Action = { readonly input: z.input<In>; readonly key: string };
  const { before, done, failed } = on;
  const mutation = useMutation<z.output<Out>, Refused, Action, (() => void) | undefined>({
    mutationFn: ({ input, key }) => send(c, input, { key }),
    onMutate: ({ input }) => before?.(input),
    onSuccess: (output, { input }) => done?.(output, input),
    onError: (error, { input }, undo) => {
      undo?.();
      failed?.(error, input);
    },
  });
  const underWay = useRef("");
  return {
    pending: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
    run: (input: z.input<In>) => {
      const same = JSON.stringify(input);
      if (underWay.current === same) return;
      underWay.current = same;
      const over = () => {
        underWay.current = "";
      };
      mutation.mutate({ input, key: newKey() }, { onSettled: over });
    },
  };
}

const underWay = new Map<string, Promise<number>>();

/**
 * Change something in turn: waits for the change of it that is under way and builds on the version that one brings, so
 * that two quick keys are not a conflict with oneself. `last` says whether nothing further is under way by then.
 */
export async function inTurn<Made extends { readonly version: number }>(
  id: string,
  version: number,
  change: (version: number) => Promise<Made>,
): Promise<{ readonly made: Made; readonly last: boolean }> {
  const former = underWay.get(id) ?? Promise.resolve(version);
  const making = former.then((newer) => change(Math.max(newer, version)));
  const next = making.then(
    (made) => made.version,
    () => version,
  );
  underWay.set(id, next);
  const isLast = () => underWay.get(id) === next;
  try {
    const made = await making;
    return { made, last: isLast() };
  } finally {
    if (isLast()) underWay.delete(id);
  }
}

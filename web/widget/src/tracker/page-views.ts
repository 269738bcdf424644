/** The address without its fragment: what makes one page differ from another. */
const pageAddress = () => location.href.split("#")[0]!;

/**
 * Call `run` with the address the visitor came from whenever the page shows another address without being loaded anew
 * (`pushState`, `replaceState`, back and forward). The title is given a moment to follow.
 */
export function watchHistory(run: (from: string) => void): void {
  let last = pageAddress();
  const look = () =>
    setTimeout(() => {
      const from = last;
      last = pageAddress();
      if (last !== from) run(from);
    }, 0);
  for (const method of ["pushState", "replaceState"] as const) {
    const original = history[method];
    history[method] = function (this: History, ...args: Parameters<History["pushState"]>) {
      original.apply(this, args);
      look();
    };
  }
  addEventListener("popstate", look);
}

const selector = "[data-splot-form]";

/** Call `fill` once for every place of the page that asks for the form, also for those that appear later. */
export function findPlaces(fill: (place: HTMLElement) => void): void {
  const look = () => {
    for (const place of document.querySelectorAll<HTMLElement>(selector)) if (place.shadowRoot === null) fill(place);
  };
  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      look();
    }, 100);
  }).observe(document.documentElement, { childList: true, subtree: true });
  look();
}

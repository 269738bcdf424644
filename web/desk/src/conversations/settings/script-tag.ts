/** The one line that puts our chat on a page. */
export const scriptTag = (origin: string, key: string): string =>
  `<script src="${origin}/widget.js" data-site="${key}" async></script>`;

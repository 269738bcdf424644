/**
 * The document around a sanitised mail: its policy forbids everything but styles and pictures in the mail itself, and
 * remote pictures only once asked for. `data-remote-src` is where the server keeps the address of a remote picture.
 */
export function mailPage(html: string, remoteImages: boolean): string {
  const pictures = remoteImages ? "data: blob: 'self' https: http:" : "data: blob: 'self'";
  const policy = `default-src 'none'; img-src ${pictures}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  const body = remoteImages ? html.replace(/\sdata-remote-src="/g, ' src="') : html;
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><base target="_blank"><style>
html{color-scheme:light}body{margin:0;padding:10px 12px;background:#fff;color:#1b2128;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:8px 0 8px 2px;padding-left:10px;border-left:3px solid #d8dde2;color:#4a545e}
</style></head><body>${body}</body></html>`;
}

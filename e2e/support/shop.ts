import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/**
 * The page of a shop on an origin of its own, with the widget and the form on it, under a policy that lists nothing but
 * our origin: no inline script, no inline style, no text turned into script. `?site=` names another site, `?tag=` adds attributes to the script tag.
 */
export async function openShop(splot: string): Promise<string> {
  const policy = [
    "default-src 'none'",
    `script-src ${splot}`,
    `connect-src ${splot} ${splot.replace(/^http/, "ws")}`,
    `img-src ${splot}`,
    `style-src ${splot}`,
    "require-trusted-types-for 'script'",
  ].join("; ");
  const server = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? "/", "http://shop");
    if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const tag = searchParams.get("tag") ?? "";
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
    response.end(`<!doctype html>
<html lang="${searchParams.get("lang") ?? "pl"}">
  <head><meta name="viewport" content="width=device-width"><title>Lampy</title>
  <script async src="${splot}/widget.js" data-site="${searchParams.get("site") ?? "shop"}" ${tag}></script></head>
  <body><header>domowa.</header><main><h1>Lampy</h1><a href="/other">Inne</a><div data-splot-form><p>biuro@domowa.example</p></div></main></body>
</html>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

// The built page on a port of its own, as a plain web server would give it out: its own files only, under a policy that
// allows nothing else, and with the register's address written into the page.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** Listens on loopback; `api` may be set once the register's address is known. */
export async function serveSite(root) {
  const site = { api: "/graphql", url: "", close: () => {} };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://page").pathname;
    const file = normalize(join(root, path === "/" ? "index.html" : decodeURIComponent(path)));
    try {
      if (!file.startsWith(root + sep)) throw new Error("outside");
      let body = await readFile(file);
      if (file.endsWith(".html")) body = body.toString().replace('content="/graphql"', `content="${site.api}"`);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-security-policy":
          `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src ${new URL(site.api, site.url).origin}`,
      });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", ready);
  });
  site.url = `http://127.0.0.1:${server.address().port}`;
  site.close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return site;
}

// The built page on a port of its own, as a plain web server would give it out: its own files only, under a policy that
// allows nothing else, and with the register's address written into the page.
//
//   node tests/site.mjs DIRECTORY FILE    prints the page's address; FILE will hold the register's, once it is known
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

const root = resolve(process.argv[2]);
const addressFile = process.argv[3];

async function answer(path) {
  const file = join(root, path === "/" ? "index.html" : decodeURIComponent(path));
  if (!file.startsWith(root + sep)) throw new Error("not a file of the page");
  const api = (await readFile(addressFile, "utf8")).trim();
  const body = await readFile(file);
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src ${new URL(api).origin}`;
  return {
    headers: { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": policy },
    body: extname(file) === ".html" ? body.toString().replace('content="/graphql"', `content="${api}"`) : body,
  };
}

const server = createServer(async (request, response) => {
  try {
    const { headers, body } = await answer(new URL(request.url, "http://page").pathname);
    response.writeHead(200, headers).end(body);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  }
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));

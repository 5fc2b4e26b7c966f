// A browser without a window, and pages that note everything that should not happen: errors, messages of the level of
// errors, and requests that leave the server.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

export const address = process.env.ADDRESS;
const { BROWSER, PICTURES, SCRATCH } = process.env;

export function launch() {
  return puppeteer.launch({
    executablePath: BROWSER,
    userDataDir: join(SCRATCH, `profile-${process.pid}`),
    // Root may not have the sandbox; the pages are our own.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"],
  });
}

/** A page of the server in a context of its own, so that nothing is remembered from another. */
export async function open(browser, path, options = {}) {
  const { language = "en", scheme = "light", width = 1360, height = 850, script = true, refuse } = options;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  const note = (message) => {
    const lost = /worker/i.test(message.text()) && message.type() === "warn";
    if (message.type() === "error" || lost) faults.push(`console: ${message.text()} ${message.location()?.url ?? ""}`);
  };
  page.on("console", note);
  page.on("workercreated", (worker) => worker.on("console", note));
  page.on("pageerror", (error) => faults.push(`error: ${error.stack ?? error}`));
  page.on("requestfailed", (request) => {
    // What was followed and is stopped is broken off: nothing went wrong.
    const stopped = request.headers().accept === "text/event-stream" && request.failure()?.errorText === "net::ERR_ABORTED";
    if (!stopped) faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => requests.push(request.url()));
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(script);
  const session = await page.createCDPSession();
  // As the browser's own setting: what a script says for itself comes before it.
  await session.send("Network.setUserAgentOverride", { userAgent: await browser.userAgent(), acceptLanguage: language });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  if (refuse) {
    await page.setRequestInterception(true);
    page.on("request", (request) => (new URL(request.url()).pathname === refuse ? request.abort() : request.continue()));
  }
  const response = await page.goto(address + path, { waitUntil: "networkidle0" });
  assert.equal(response.status(), 200, path);

  /** Nothing happened that should not. */
  const assertQuiet = () => {
    assert.deepEqual(faults, []);
    const outside = requests.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== address);
    assert.deepEqual(outside, [], "requests that leave the server");
  };
  const picture = async (name) => {
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  };
  return { page, assertQuiet, faults, picture, close: () => context.close() };
}

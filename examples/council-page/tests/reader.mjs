// A reader with a browser, and the register to compare with what the reader sees.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const { PAGE_URL, API_URL, CHROMIUM, PROGRAM } = process.env;
assert(PAGE_URL && API_URL && CHROMIUM && PROGRAM, "examples/council-page/test starts what these tests need");

/** A document of the project, as it stands there. */
export const document = (name) => readFileSync(new URL(`../../../tests/queries/${name}.graphql`, import.meta.url), "utf8");

/** What the register answers. */
export async function ask(query, variables = {}, { lang = "nb", token } = {}) {
  const headers = { "content-type": "application/json", "accept-language": lang };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(API_URL, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

/** Runs a command of the register on its data. */
export const mandat = (...words) => execFileSync(PROGRAM, words, { encoding: "utf8" }).trim();

export const launch = () => chromium.launch({ executablePath: CHROMIUM });

/** Opens the page at this address. Whatever the browser complains about is kept, and so are the register's answers. */
export async function open(browser, search, { dark = false, width = 1200, height = 900, reach } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    locale: "nb-NO",
    timezoneId: "America/Los_Angeles",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.complaints = [];
  page.costs = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("response", async (response) => {
    if (!response.url().startsWith(API_URL) || response.request().method() !== "POST") return;
    const { errors, extensions } = await response.json().catch(() => ({}));
    if (errors) page.complaints.push(JSON.stringify(errors));
    if (extensions?.cost) page.costs.push(extensions.cost);
  });
  if (reach) await page.route(API_URL, reach);
  await page.goto(`${PAGE_URL}/${search}`);
  return page;
}

/** Waits until everything that was asked for is shown. */
export async function settled(page) {
  await page.waitForFunction(
    () => document.querySelector("h1, .notice") && !document.querySelector(".loading, [aria-busy=true]"),
  );
}

/** Opens the page and waits until it is all there. */
export async function read(browser, search, options) {
  const page = await open(browser, search, options);
  await settled(page);
  return page;
}

/** Ends the visit; the browser had nothing to complain about. */
export async function leave(page) {
  await page.context().close();
  assert.deepEqual(page.complaints, []);
}

/** The text of every element that matches, in the order of the page, without spaces that are not seen. */
export const texts = (page, selector) =>
  page.$$eval(selector, (found) => found.map((element) => element.textContent.replace(/\s+/g, " ").trim()));

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { address, launch, open } from "./browser.js";

// Evaluated in the page and not added to it: its policy lets no foreign script in.
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const figures = (page) =>
  page.$$eval("[data-figure]", (places) => Object.fromEntries(places.map(({ dataset, textContent }) => [dataset.figure, textContent])));

async function ask(query) {
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return (await response.json()).data;
}

for (const [language, title] of [["en", "The register today"], ["nb", "Registeret i dag"]]) {
  for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 390]]) {
    test(`the start page has numbers and no barriers: ${language}, ${scheme}, ${width} wide`, async () => {
      const { page, assertQuiet, picture, close } = await open(browser, "/", { language, scheme, width, height: 1250 });
      await page.waitForSelector("#figures:not([hidden])");
      assert.equal(await page.$eval("h2", (heading) => heading.textContent), title);
      const shown = await figures(page);
      const { register, statistics } = await ask(
        "{ register { councilCount familyCount } statistics(measures: [SEATS, MEMBERS]) { rows { values } } }",
      );
      assert.equal(Number(shown.councils), register.councilCount);
      assert.equal(Number(shown.families), register.familyCount);
      assert.deepEqual([shown.seats, shown.members].map(Number), statistics.rows[0].values);
      assert.ok(Number(shown.breaching) > 0, JSON.stringify(shown));
      assert.equal((await page.$$("#councils tbody tr")).length, register.councilCount);
      assert.equal(await page.$eval("#state", (state) => state.textContent), "");
      const isWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
      assert.equal(await page.evaluate(isWide), false, "the page scrolls sideways");
      const { violations } = await page.evaluate(`${axe}; axe.run({ resultTypes: ["violations"] })`);
      assert.deepEqual(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]), []);
      await picture(`start-${language}-${scheme}-${width}`);
      assertQuiet();
      await close();
    });
  }
}

test("every way from the start page leads somewhere on the server", async () => {
  const { page, assertQuiet, close } = await open(browser, "/");
  const ways = await page.$$eval("a[href^='/']", (links) => links.map((link) => link.getAttribute("href")));
  assert.ok(ways.includes("/playground") && ways.includes("/schema.graphql") && ways.includes("/readyz"), ways.join(" "));
  for (const way of ways) assert.equal((await fetch(address + way)).status, 200, way);
  assertQuiet();
  await close();
});

test("the other language is one step away, and stays chosen against what the browser prefers", async () => {
  const { page, assertQuiet, close } = await open(browser, "/", { language: "en" });
  await Promise.all([page.waitForNavigation({ waitUntil: "networkidle0" }), page.click(".languages a")]);
  assert.equal(await page.$eval("html", (html) => html.lang), "nb");
  const names = await page.$$eval("#councils tbody th", (cells) => cells.map((cell) => cell.textContent));
  assert.ok(names.some((name) => name.includes("Strategirådet")), names.join(", "));
  assertQuiet();
  await close();
});

test("without scripts the page says why there are no numbers, and leads on", async () => {
  const { page, close } = await open(browser, "/", { script: false });
  const text = await page.$eval("main", (main) => main.innerText);
  assert.match(text, /asked from the API by a script/);
  assert.match(text, /Where to go/);
  assert.doesNotMatch(text, /Vacant seats/);
  await close();
});

test("a register that does not answer is said in words", async () => {
  const { page, close } = await open(browser, "/", { refuse: "/graphql" });
  await page.waitForFunction(() => /did not answer/.test(document.getElementById("state").textContent));
  assert.equal(await page.$eval("#figures", (list) => list.hidden), true);
  await close();
});

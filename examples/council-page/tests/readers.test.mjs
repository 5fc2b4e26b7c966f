// The page for every reader: without a mouse, without sight, on a narrow screen, in the dark, and when things go wrong.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { launch, leave, open, read, settled, texts } from "./reader.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const unfold = (page) => page.$$eval("details", (folds) => folds.forEach((fold) => (fold.open = true)));

/** Waits until the browser has drawn what was changed, and what that changed in turn. */
const drawnAgain = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** What axe finds, with where and why; every rule, also those that are good practice only. */
async function findings(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
  });
}

describe("axe finds nothing", () => {
  const views = [
    ["the list", ""],
    ["a council", "&council=strategiradet"],
    ["a council on another day", "&council=helseomsorg21-radet&asOf=2021-06-01"],
    ["a council without a mandate", "&council=helseomsorg21-radet&asOf=2025-01-01"],
    ["a council that does not exist", "&council=no-such-council"],
    ["a search that finds nothing", "&text=nothing-is-called-this"],
  ];
  for (const [name, search] of views) {
    test(name, async () => {
      for (const lang of ["nb", "en"]) {
        const page = await read(browser, `?lang=${lang}${search}`);
        await unfold(page);
        for (const width of [1200, 360]) {
          await page.setViewportSize({ width, height: 900 });
          for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme });
            await drawnAgain(page);
            assert.deepEqual(await findings(page), [], `${lang}, ${colorScheme}, ${width} wide`);
          }
        }
        await leave(page);
      }
    });
  }
});

test("light and dark are two looks, and both are the reader’s own choice", async () => {
  const ground = async (dark) => {
    const page = await read(browser, "?lang=nb", { dark });
    const colour = await page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
    await leave(page);
    return colour.match(/\d+/g).map(Number)[0];
  };
  assert(await ground(false) > 200);
  assert(await ground(true) < 60);
});

test("nothing sticks out of a narrow window", async () => {
  for (const search of ["?lang=nb", "?council=strategiradet&lang=nb", "?council=helseomsorg21-radet&asOf=2021-06-01&lang=en"]) {
    for (const width of [320, 600, 800]) {
      const page = await read(browser, search, { width });
      await unfold(page);
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert(wide <= room, `${search}: ${wide} of ${room}`);
      await leave(page);
    }
  }
});

test("a reader without a mouse gets everywhere", async () => {
  const page = await read(browser, "?lang=en");
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  const seen = () => page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  // The first stop behind the frame is the search.
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  const names = await texts(page, ".card h2");
  const reached = [];
  while (reached.length < names.length) {
    await page.keyboard.press("Tab");
    assert(await seen(), `where the focus is cannot be seen: ${await focused()}`);
    if (names.includes(await focused())) reached.push(await focused());
    assert.notEqual(await page.evaluate(() => document.activeElement), null);
  }
  assert.deepEqual(reached, names);
  await page.keyboard.press("Enter");
  await page.waitForURL(/council=/);
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  assert.deepEqual(await texts(page, "h1"), [names.at(-1)]);
  // Folds open with the keyboard.
  const fold = page.locator("summary", { hasText: "Show as a table" });
  await fold.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("table").waitFor();
  await leave(page);
});

test("the picture of the terms has words of its own", async () => {
  const page = await read(browser, "?council=strategiradet&asOf=2026-03-01&lang=en");
  const picture = page.getByRole("img", { name: /Timeline of who has held the seats/ });
  assert.equal(await picture.count(), 1);
  assert.match(await picture.textContent(), /21 seats from .* vacant on 1 March 2026/);
  await leave(page);
});

describe("when things go wrong", () => {
  test("waiting is said, and ends", async () => {
    let release;
    const held = new Promise((done) => (release = done));
    const page = await open(browser, "?council=strategiradet&lang=en", {
      reach: async (route) => {
        await held;
        await route.continue();
      },
    });
    await page.getByRole("status").filter({ hasText: "Loading" }).first().waitFor();
    release();
    await settled(page);
    assert.equal((await texts(page, "[data-seat]")).length, 21);
    await leave(page);
  });

  test("a register that cannot be reached is said, and tried again", async () => {
    let broken = true;
    const page = await open(browser, "?lang=nb", { reach: (route) => (broken ? route.abort() : route.continue()) });
    await page.getByRole("alert").filter({ hasText: "Registeret svarer ikke" }).waitFor();
    assert.deepEqual(await findings(page), []);
    broken = false;
    page.complaints.length = 0;
    await page.getByRole("button", { name: "Prøv igjen" }).click();
    await page.locator(".card").first().waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    await leave(page);
  });

  test("what the register says is wrong is told, with the number to report, and the rest of the page stays", async () => {
    let broken = true;
    const page = await open(browser, "?council=strategiradet&lang=en", {
      reach: (route) => {
        const failing = broken && route.request().postData()?.includes("Compliance");
        const error = { message: "Something broke here.", extensions: { code: "INTERNAL", requestId: "7f3a" } };
        const headers = { "access-control-allow-origin": "*" };
        return failing ? route.fulfill({ status: 500, headers, json: { errors: [error], data: null } }) : route.continue();
      },
    });
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.textContent(), /Something broke here\..*7f3a/);
    assert.equal((await texts(page, "[data-seat]")).length, 21);
    broken = false;
    page.complaints.length = 0;
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.locator(".verdict").first().waitFor({ state: "attached" });
    await leave(page);
  });

  test("a council that does not exist, and a day that is none", async () => {
    const page = await read(browser, "?council=no-such-council&lang=en");
    await page.getByRole("heading", { name: "There is no such council" }).waitFor();
    await leave(page);
    const today = await read(browser, "?council=strategiradet&asOf=2021-02-30&lang=en");
    assert.equal((await texts(today, "[data-seat]")).length, 21);
    assert.deepEqual(await texts(today, ".day.asked"), []);
    await leave(today);
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { after, before, test } from "node:test";

import { address, launch, open } from "./browser.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The playground, once the schema is known to its editor. */
async function playground(options) {
  const opened = await open(browser, "/playground", options);
  const { page } = opened;
  await page.waitForSelector(".graphiql-query-editor .monaco-editor .view-line");
  await page.waitForSelector(".graphiql-execute-button");
  return opened;
}

/** The text of one of the editors. */
const text = (page, name) =>
  page.evaluate((ending) => {
    const models = globalThis.__MONACO.editor.getModels();
    return models.find(({ uri }) => uri.path.endsWith(ending)).getValue();
  }, name);

const select = async (page, name, value) => {
  await page.waitForFunction(
    (name, value) => [...document.querySelectorAll(`#bar select[name=${name}]:not(:disabled) option`)].some((option) => option.value === value),
    {},
    name,
    value,
  );
  await page.select(`#bar select[name=${name}]`, value);
};

/** The role that the bar shows, as the headers write it. */
const role = (page) =>
  page.evaluate(() => {
    const value = (name) => document.querySelector(`#bar select[name=${name}]`)?.value;
    return [value("role"), value("place")].filter(Boolean).join(":");
  });

/** Sends what stands in the editors, and reads the answer that comes back. */
async function run(page) {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith("/graphql") && response.request().method() === "POST"),
    page.click(".graphiql-execute-button"),
  ]);
  const body = await answer.json();
  await page.waitForFunction(
    (written) => {
      const models = globalThis.__MONACO.editor.getModels();
      const shown = models.find(({ uri }) => uri.path.endsWith("response.json")).getValue();
      try {
        return JSON.stringify(JSON.parse(shown)) === written;
      } catch {
        return false;
      }
    },
    {},
    JSON.stringify(body),
  );
  return body;
}

/** The editor finds nothing wrong in what stands in it, once it has read it. */
async function assertUnderstood(page, title) {
  const mistakes = () => globalThis.__MONACO.editor.getModelMarkers({}).filter(({ severity }) => severity === 8);
  await page.waitForFunction(`(${mistakes})().length === 0`, { timeout: 10_000 }).catch(() => undefined);
  assert.deepEqual((await page.evaluate(mistakes)).map(({ owner, message }) => `${owner}: ${message}`), [], title);
}

const examples = JSON.parse(readFileSync(new URL("../examples/examples.json", import.meta.url), "utf8")).flatMap(
  (audience) => audience.examples,
);

async function openExample(page, title, as) {
  const buttons = await page.$$(".examples button");
  for (const button of buttons) {
    if ((await button.evaluate((element) => element.textContent)) === title) await button.click();
  }
  await page.waitForFunction(
    (wanted) => {
      const value = (name) => document.querySelector(`#bar select[name=${name}]`)?.value;
      return [value("role"), value("place")].filter(Boolean).join(":") === wanted;
    },
    {},
    as,
  );
}

/** The answer that is shown, once it is one that `wanted` takes. */
async function shown(page, wanted = () => true) {
  for (;;) {
    const written = await text(page, "response.json");
    try {
      const body = JSON.parse(written);
      if (wanted(body)) return body;
    } catch {
      // Nothing stands there yet.
    }
    await page.waitForFunction(
      (before) => globalThis.__MONACO.editor.getModels().find(({ uri }) => uri.path.endsWith("response.json")).getValue() !== before,
      {},
      written,
    );
  }
}

/** Presses the button that runs what stands in the editors; pressed again, it stops what is followed. */
async function press(page, label) {
  await page.waitForSelector(`.graphiql-execute-button[aria-label^="${label}"]`);
  await page.click(".graphiql-execute-button");
}

/** How many acts have changed something that everybody sees. */
const revision = (page) =>
  page.evaluate(async () => {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ register { revision } }" }),
    });
    return (await response.json()).data.register.revision;
  });

/** Changes something that everybody sees. */
const change = (page) =>
  page.evaluate(async () => {
    const given = await fetch("/playground/token", {
      method: "POST",
      headers: { "content-type": "application/json", "x-mandat-playground": "token" },
      body: JSON.stringify({ role: "operator" }),
    });
    const query = `mutation ($input: NewOrganisationInput!) {
      createOrganisation(input: $input) { userErrors { message } }
    }`;
    const input = { slug: `paafunn-${Date.now()}`, name: { nb: "Påfunn" } };
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${(await given.json()).token}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    return response.json();
  });

test("a subscription is followed until it is stopped", async () => {
  const { page, assertQuiet, picture, close } = await playground();
  await page.waitForSelector(".examples button");
  await openExample(page, "Changes as they happen", "");
  await press(page, "Execute");
  // Everything since the beginning is told, one by one: the last of it is what a query says.
  const now = await revision(page);
  const first = (await shown(page, ({ data }) => data?.registerChanged.revision >= now)).data.registerChanged;
  assert.equal(first.revision, now);
  const { data, errors } = await change(page);
  assert.equal(errors, undefined, JSON.stringify(errors));
  assert.deepEqual(Object.values(data)[0].userErrors, []);
  const next = (await shown(page, ({ data }) => data?.registerChanged.revision > first.revision)).data.registerChanged;
  assert.deepEqual([next.revision, next.previousEventId], [first.revision + 1, first.eventId]);
  await picture("playground-followed");
  await press(page, "Stop");
  await page.waitForSelector('.graphiql-execute-button[aria-label^="Execute"]');
  await change(page);
  assert.equal((await shown(page)).data.registerChanged.revision, next.revision, "nothing is told any more");
  assertQuiet();
  await close();
});

test("what is followed in a wrong role says so", async () => {
  const { page, close } = await playground();
  await page.waitForSelector(".examples button");
  await openExample(page, "Changes as they happen", "");
  await page.evaluate(() => {
    const headers = globalThis.__MONACO.editor.getModels().find(({ uri }) => uri.path.endsWith("request-headers.json"));
    headers.setValue('{"authorization": "Bearer wrong"}');
  });
  await press(page, "Execute");
  const { errors } = await shown(page, (body) => body.errors);
  assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
  await close();
});

test("every example runs in its role, without an error anywhere", async () => {
  const { page, assertQuiet, picture, close } = await playground();
  await page.waitForSelector(".examples button");
  const offered = await page.$$eval(".examples button", (buttons) => buttons.map((button) => button.textContent));
  assert.deepEqual(offered, examples.map(({ title }) => title));
  const seen = new Set();
  for (const { title, as = "", variables } of examples) {
    await openExample(page, title, as);
    const query = await text(page, "operation.graphql");
    assert.ok(!seen.has(query), `${title} is an example of its own`);
    seen.add(query);
    assert.equal(await role(page), as, title);
    assert.deepEqual(JSON.parse((await text(page, "variables.json")) || "null"), variables ?? null, title);
    const follows = query.includes("\nsubscription ");
    if (follows) await press(page, "Execute");
    const { data, errors } = follows ? await shown(page, (body) => body.data?.registerChanged ?? body.errors) : await run(page);
    if (follows) await press(page, "Stop");
    assert.equal(errors, undefined, `${title}: ${JSON.stringify(errors)}`);
    for (const [field, value] of Object.entries(data)) {
      assert.notEqual(value, null, `${title}: ${field}`);
      assert.deepEqual(value.userErrors ?? [], [], title);
    }
    await assertUnderstood(page, title);
  }
  await picture("playground-examples");
  assertQuiet();
  await close();
});

test("tabs for the three kinds of user are open from the beginning, and runs are kept apart", async () => {
  const { page, assertQuiet, picture, close } = await playground();
  const names = await page.$$eval(".graphiql-tab-button", (tabs) => tabs.map((tab) => tab.textContent));
  assert.deepEqual(names, ["FrontPage", "CouncilPage", "Changes", "MembersRoom", "SecretariatsDesk", "SeatsBySector", "Breaches"]);
  assert.deepEqual(JSON.parse(await text(page, "variables.json")), { first: 10 });
  const { data } = await run(page);
  assert.ok(data.councils.totalCount > 0);
  await picture("playground-first");
  const tabs = await page.$$(".graphiql-tab-button");
  await tabs[3].click();
  await page.waitForFunction(() => document.querySelector("#bar select[name=role]").value === "member");
  assert.ok((await run(page)).data.member.me);
  await picture("playground-member");
  await tabs[0].click();
  await page.waitForFunction(() => document.querySelector("#bar select[name=role]").value === "");
  assertQuiet();
  await close();
});

test("the role is chosen in the bar, and the register says what it is", async () => {
  const { page, assertQuiet, picture, close } = await playground();
  await page.waitForSelector(".examples button");
  await openExample(page, "Who you are to the register", "registrar:helsedirektoratet");
  await select(page, "role", "");
  assert.equal((await run(page)).data.viewer, null);
  await select(page, "role", "operator");
  assert.deepEqual((await run(page)).data.viewer.authorities.map(({ kind }) => kind), ["OPERATOR"]);
  await select(page, "role", "secretariat");
  await select(page, "place", "helseomsorg21-radet");
  const { viewer } = (await run(page)).data;
  assert.deepEqual(viewer.authorities, [{ kind: "SECRETARIAT", council: { slug: "helseomsorg21-radet" }, organisation: null }]);
  await select(page, "role", "appointer");
  assert.match(JSON.stringify((await run(page)).data.viewer.authorities), /APPOINTER/);
  await select(page, "role", "member");
  await select(page, "place", "strategiradet");
  const member = (await run(page)).data.viewer;
  assert.deepEqual(member.memberships.map(({ council }) => council.slug), ["strategiradet"]);
  assert.match(await text(page, "request-headers.json"), /"as": "member:strategiradet"/);
  assert.ok(!/Bearer|eyJ/.test(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))), "no token is kept");
  await picture("playground-roles");
  assertQuiet();
  await close();
});

test("answers come in the language that is chosen", async () => {
  const { page, assertQuiet, close } = await playground({ language: "nb" });
  await page.waitForSelector(".examples button");
  await openExample(page, "What mandates say on meetings", "");
  assert.equal(await page.$eval("#bar select[name=language]", ({ value }) => value), "nb");
  const clause = (body) => body.data.councils.nodes[0].mandate.clauses[0].text;
  const bokmal = clause(await run(page));
  await select(page, "language", "en");
  const english = clause(await run(page));
  assert.match(bokmal, /rådet/i);
  assert.match(english, /council/i);
  assertQuiet();
  await close();
});

test("the documentation of the schema opens, and leads from type to type", async () => {
  const { page, assertQuiet, picture, close } = await playground({ scheme: "dark" });
  await page.click("[aria-label='Show Documentation Explorer']");
  const link = async (name) => {
    const found = await page.waitForFunction(
      (name) => [...document.querySelectorAll(".graphiql-doc-explorer a")].find((link) => link.textContent === name),
      {},
      name,
    );
    await found.click();
  };
  await link("Query");
  await page.waitForFunction(() => /members' room of a council/.test(document.querySelector(".graphiql-doc-explorer").textContent));
  await picture("playground-docs");
  await link("council");
  await link("Council");
  await page.waitForFunction(() => /seatGroups/.test(document.querySelector(".graphiql-doc-explorer").textContent));
  assertQuiet();
  await close();
});

test("what somebody asks is still there after loading the page again", async () => {
  const { page, assertQuiet, close } = await playground();
  await page.waitForSelector(".examples button");
  await openExample(page, "Who you are to the register", "registrar:helsedirektoratet");
  await page.waitForFunction(() => /WhoAmI/.test(localStorage.getItem("graphiql:tabState") ?? ""));
  await page.reload({ waitUntil: "networkidle0" });
  await page.waitForFunction(() => document.querySelector("#bar select[name=role]")?.value === "registrar");
  assert.equal((await run(page)).data.viewer.authorities[0].kind, "REGISTRAR");
  assertQuiet();
  await close();
});

test("nothing foreign gets in, nothing gets out, and the tests would see it", async () => {
  const { page, assertQuiet, faults, close } = await playground();
  assertQuiet();
  const tried = await page.evaluate(async () => {
    const fails = async (work) => {
      try {
        await work();
        return "passed";
      } catch (error) {
        return error.name;
      }
    };
    // What a test evaluates is allowed more than the page, until it has waited once.
    await fetch("/livez");
    return [await fails(() => new Function("return 1")()), await fails(() => fetch("http://127.0.0.2:9/"))];
  });
  assert.deepEqual(tried, ["EvalError", "TypeError"]);
  assert.ok(faults.some((fault) => /Content Security Policy/.test(fault)), faults.join("\n"));
  assert.throws(assertQuiet);
  await close();
});

/** The status of asking for a token with these headers, which a browser would not let a page set. */
function tokenStatus(headers) {
  return new Promise((resolve, reject) => {
    const all = { "content-type": "application/json", "x-mandat-playground": "token", ...headers };
    const asked = request(`${address}/playground/token`, { method: "POST", headers: all }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject);
    asked.end('{"role":"operator"}');
  });
}

test("only the server's own page gets a token", async () => {
  const { page, close } = await playground();
  const given = await page.evaluate(async () => {
    const ask = (headers) => fetch("/playground/token", { method: "POST", headers, body: '{"role":"operator"}' });
    const json = { "content-type": "application/json" };
    return [
      (await ask({ ...json, "x-mandat-playground": "token" })).status,
      (await ask(json)).status,
      (await ask({ "x-mandat-playground": "token" })).status,
    ];
  });
  assert.deepEqual(given, [200, 403, 415]);
  await close();
  // The same machine under another name, as after a name was pointed here; and a page of another port.
  const port = new URL(address).port;
  for (const headers of [{ host: `evil.example:${port}` }, { origin: "http://127.0.0.1:1" }, { "sec-fetch-site": "cross-site" }]) {
    assert.equal(await tokenStatus(headers), 403, JSON.stringify(headers));
  }
  assert.equal(await tokenStatus({}), 200);
});

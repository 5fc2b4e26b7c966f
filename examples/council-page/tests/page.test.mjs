// What the page shows is what the register answers: for each council, today and on other days, in both languages.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ask, document, launch, leave, mandat, read, settled, texts } from "./reader.mjs";

const NURSING = "national-advisory-council-nursing-research";
const BACKGROUND = `query ($slug: String!, $asOf: Date) {
  council(slug: $slug, asOf: $asOf) {
    memberships(history: true, first: 100) {
      totalCount
      nodes { id start expectedEnd end seat { id } }
    }
  }
}`;

let browser;
let councils;

before(async () => {
  browser = await launch();
  // Beside the founding councils: one from a template, filled like them, and one of another country, where holders
  // stay until they are replaced.
  mandat("register", new URL("../../../docs/example-council.toml", import.meta.url).pathname);
  mandat("demo", "eksempelradet");
  mandat("register", new URL(`../../../templates/examples/${NURSING}.toml`, import.meta.url).pathname);
  const token = mandat("token", "--as", `secretariat:${NURSING}`);
  const { createPerson } = await ask(
    `mutation ($council: String!) {
      createPerson(input: { council: $council, name: "Ada Utfylling", email: "ada@example.invalid" }) { person { id } }
    }`,
    { council: NURSING },
    { token },
  );
  const { appoint } = await ask(
    `mutation ($council: String!, $person: ID!) {
      appoint(input: {
        council: $council, group: "disciplines", person: $person, start: "2015-01-01", history: true, source: "Minutes"
      }) { membership { expectedEnd } userErrors { message } }
    }`,
    { council: NURSING, person: createPerson.person.id },
    { token },
  );
  assert.deepEqual(appoint, { membership: { expectedEnd: "2019-01-01" }, userErrors: [] });
  const { councils: list } = await ask(document("front_page"), { first: 100 });
  councils = list.edges.map((edge) => edge.node);
  assert.equal(councils.length, 6);
});

after(() => browser?.close());

const councilOf = async (slug, asOf, lang) => (await ask(document("council_page"), { slug, asOf }, { lang })).council;

/** The seats as the page shows them, in its order. */
const seatsShown = (page) =>
  page.$$eval("[data-seat]", (cards) =>
    cards.map((card) => ({
      id: card.dataset.seat,
      vacant: card.classList.contains("open"),
      text: card.textContent.replace(/\s+/g, " "),
    })),
  );

/** Every seat of the register's answer stands on the page, with its holder and deputy, or as vacant. */
async function seatsAgree(page, council, words) {
  const shown = await seatsShown(page);
  const seats = council.seatGroups.flatMap((group) => group.seats);
  assert.deepEqual(shown.map((seat) => seat.id), seats.map((seat) => seat.id));
  for (const [index, seat] of seats.entries()) {
    const { text, vacant } = shown[index];
    assert.equal(vacant, seat.isVacant, text);
    if (seat.holder) assert(text.includes(seat.holder.person.name), text);
    else assert(text.includes(words.vacant), text);
    assert.equal(text.includes(words.deputy), seat.deputy !== null, text);
    if (seat.deputy) assert(text.includes(seat.deputy.person.name), text);
  }
  assert.deepEqual(await texts(page, ".group h3"), council.seatGroups.map((group) => group.label));
}

const NB = { vacant: "Ledig", deputy: "Stedfortreder" };
const EN = { vacant: "Vacant", deputy: "Deputy" };

describe("the list", () => {
  test("names every council, with its seats and vacancies", async () => {
    const page = await read(browser, "?lang=nb");
    assert.deepEqual(await texts(page, ".card h2"), councils.map((council) => council.name));
    for (const council of councils) {
      const text = await page.textContent(`[data-council="${council.slug}"]`);
      if (!council.mandate) assert(text.includes("Ikke noe eget mandat i kraft"), text);
      else if (council.seatCount === null) assert(text.includes("Antall plasser er ikke fastsatt"), text);
      else assert(text.includes(`${council.seatCount} plasser`), text);
      const open = await page.$$(`[data-council="${council.slug}"] .dots .open`);
      if (council.seatCount !== null) assert.equal(open.length, council.vacantSeatCount);
      if (council.vacantSeatCount) assert(text.includes(`${council.vacantSeatCount} ledig`), text);
    }
    await leave(page);
  });

  test("is narrowed by name and to vacancies, and says so where nothing is left", async () => {
    const page = await read(browser, "?lang=en");
    await page.getByLabel("Search by name").fill("strateg");
    await page.keyboard.press("Enter");
    await page.waitForURL(/text=strateg/);
    await settled(page);
    const named = await ask(document("front_page"), { filter: { text: "strateg" } }, { lang: "en" });
    assert.deepEqual(await texts(page, ".card h2"), named.councils.edges.map((edge) => edge.node.name));
    assert.equal(named.councils.totalCount, 1);

    await page.getByLabel("Search by name").fill("");
    await page.getByLabel("Only councils with vacant seats").check();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL(/vacant=true/);
    await settled(page);
    const lacking = await ask(document("front_page"), { filter: { hasVacancies: true } }, { lang: "en" });
    assert.deepEqual(await texts(page, ".card h2"), lacking.councils.edges.map((edge) => edge.node.name));
    assert(lacking.councils.totalCount > 0 && lacking.councils.totalCount < councils.length);

    await page.getByLabel("Search by name").fill("no such council");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "No council matches" }).waitFor();
    await page.getByRole("link", { name: "Show all councils" }).click();
    await page.getByText("6 councils").waitFor();
    await leave(page);
  });

  test("goes on page by page, each council once", async () => {
    const few = (route) => {
      const request = route.request();
      if (request.method() !== "POST") return route.continue();
      const body = request.postDataJSON();
      body.variables.first = 4;
      return route.continue({ postData: JSON.stringify(body) });
    };
    const page = await read(browser, "?lang=nb", { reach: few });
    assert.equal((await texts(page, ".card h2")).length, 4);
    await page.getByRole("button", { name: "Vis flere" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".card").length === 6);
    assert.deepEqual(await texts(page, ".card h2"), councils.map((council) => council.name));
    assert.equal(await page.getByRole("button", { name: "Vis flere" }).count(), 0);
    await leave(page);
  });
});

describe("a council", () => {
  for (const lang of ["nb", "en"]) {
    test(`each of them as it is today (${lang})`, async () => {
      for (const { slug } of councils) {
        const page = await read(browser, `?council=${slug}&lang=${lang}`);
        const council = await councilOf(slug, undefined, lang);
        assert.deepEqual(await texts(page, "h1"), [council.name]);
        await seatsAgree(page, council, lang === "nb" ? NB : EN);
        assert.equal((await texts(page, ".purpose"))[0], council.mandate?.purpose ?? undefined);
        assert((await page.title()).startsWith(council.name));
        const clauses = await texts(page, ".sentences li");
        assert.equal(clauses.length, council.mandate?.clauses.length ?? 0);
        for (const { text } of council.mandate?.clauses ?? []) {
          assert(clauses.some((clause) => clause.startsWith(text.replace(/\s+/g, " "))), text);
        }
        assert(page.costs.length >= 3 && page.costs.every(({ requested, budget }) => requested < budget));
        await leave(page);
      }
    });
  }

  test("shows the seat that the register says is vacant, since when", async () => {
    const page = await read(browser, "?council=strategiradet&lang=nb");
    const council = await councilOf("strategiradet");
    const vacant = council.seatGroups.flatMap((group) => group.seats).filter((seat) => seat.isVacant);
    assert(vacant.length > 0, "the demonstration leaves a seat vacant");
    const text = await page.textContent(`[data-seat="${vacant[0].id}"]`);
    assert.match(text, /Ledig siden 1\. \S+ \d{4}/);
    await leave(page);
  });

  test("changes with the day that is asked for, and back", async () => {
    const page = await read(browser, "?council=helseomsorg21-radet&lang=en");
    assert.equal((await seatsShown(page)).length, 0);
    await page.getByLabel("Show the council as it was on").fill("2021-06-01");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText("as the register has it for 1 June 2021").waitFor();
    await settled(page);
    const then = await councilOf("helseomsorg21-radet", "2021-06-01", "en");
    assert.equal(then.mandate.seatCount, 16);
    await seatsAgree(page, then, EN);
    assert.equal(await page.getByLabel("Show the council as it was on").inputValue(), "2021-06-01");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Show", "the focus stays where it was");
    const dates = "2 January 2020 – 2 January 2024";
    assert((await page.textContent(".facts")).includes(dates));

    await page.getByLabel("Show the council as it was on").fill("2023-06-01");
    await page.keyboard.press("Enter");
    await page.getByText("as the register has it for 1 June 2023").waitFor();
    await settled(page);
    const later = await councilOf("helseomsorg21-radet", "2023-06-01", "en");
    await seatsAgree(page, later, EN);
    const name = (council) => council.seatGroups[0].seats.map((seat) => seat.holder?.person.name);
    assert.notDeepEqual(name(later), name(then));

    await page.goBack();
    await page.getByText("as the register has it for 1 June 2021").waitFor();
    await settled(page);
    await seatsAgree(page, then, EN);

    await page.getByRole("link", { name: "Show today" }).click();
    await page.getByText("has no mandate of its own in force").waitFor();
    await settled(page);
    const { asOf } = await councilOf("helseomsorg21-radet");
    assert.equal(await page.getByLabel("Show the council as it was on").inputValue(), asOf);
    await page.getByRole("link", { name: dates }).click();
    await page.waitForURL(/asOf=2020-01-02/);
    await settled(page);
    await seatsAgree(page, await councilOf("helseomsorg21-radet", "2020-01-02", "en"), EN);
    await leave(page);
  });

  test("speaks the language that is chosen, all of it", async () => {
    const page = await read(browser, "?council=strategiradet&asOf=2026-03-01&lang=nb");
    const norwegian = await page.innerText("main");
    const norwegianHeadings = await texts(page, "h2");
    assert.equal(await page.getAttribute("html", "lang"), "nb");
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForFunction(() => document.documentElement.lang === "en");
    await page.getByRole("heading", { name: "Seats", exact: true }).waitFor();
    await settled(page);
    const english = await councilOf("strategiradet", "2026-03-01", "en");
    assert.deepEqual(await texts(page, "h1"), [english.nameInEnglish]);
    await seatsAgree(page, english, EN);
    // Nothing of the page's own stays behind: no heading is the same in both languages.
    const englishHeadings = await texts(page, "h2");
    assert.equal(englishHeadings.length, 5);
    assert(englishHeadings.every((heading) => !norwegianHeadings.includes(heading)));
    await page.getByRole("link", { name: "Bokmål" }).click();
    await page.getByRole("heading", { name: "Plasser", exact: true }).waitFor();
    await settled(page);
    assert.equal(await page.innerText("main"), norwegian);
    await leave(page);
  });
});

describe("terms", () => {
  /** Where the picture has each membership, the day and the vacancies. */
  const drawn = (page) =>
    page.evaluate(() => {
      const number = (element, name) => Number(element.getAttribute(name));
      const bars = [...document.querySelectorAll("[data-membership]")].map((group) => {
        const bar = group.querySelector("rect");
        const [from, width] = [number(bar, "x"), number(bar, "width")];
        return { id: group.dataset.membership, from, to: from + width, over: group.querySelector(".over") !== null };
      });
      const lines = [...document.querySelectorAll("[data-line]")].map((line) => ({
        seat: line.dataset.line,
        gaps: line.querySelectorAll(".gap").length,
      }));
      return { bars, lines, day: number(document.querySelector(".picture .day"), "x1") };
    });
  const days = (date) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

  for (const [slug, asOf] of [["strategiradet", "2026-03-01"], ["helseomsorg21-radet", "2021-06-01"], ["helseomsorg21-radet", "2025-01-01"]]) {
    for (const width of [1200, 360]) {
      test(`${slug} on ${asOf}: every membership to scale, ${width} wide`, async () => {
        const page = await read(browser, `?council=${slug}&asOf=${asOf}&lang=nb`, { width });
        const { council } = await ask(BACKGROUND, { slug, asOf });
        const { nodes, totalCount } = council.memberships;
        const { bars, lines, day } = await drawn(page);
        assert(totalCount === nodes.length && totalCount > 10);
        assert.deepEqual(bars.map((bar) => bar.id).sort(), nodes.map((membership) => membership.id).sort());
        const byId = new Map(nodes.map((membership) => [membership.id, membership]));
        // The first day of one and the day asked for give the scale; everything else has to fit it.
        const first = bars[0];
        const start = days(byId.get(first.id).start);
        const scale = (day - first.from) / (days(asOf) - start);
        for (const bar of bars) {
          const { start: from, expectedEnd, end } = byId.get(bar.id);
          const at = (date) => first.from + (days(date) - start) * scale;
          assert(Math.abs(bar.from - at(from)) < 1.5, `${bar.id} starts at ${bar.from}, not ${at(from)}`);
          const to = [expectedEnd, end].filter(Boolean).sort()[0];
          assert(Math.abs(bar.to - at(to)) < 3, `${bar.id} ends at ${bar.to}, not ${at(to)}`);
        }
        const seats = (await councilOf(slug, asOf)).seatGroups.flatMap((group) => group.seats);
        for (const seat of seats) {
          const line = lines.find((line) => line.seat === seat.id);
          assert(line, `no line for seat ${seat.ordinal}`);
          if (seat.isVacant) assert(line.gaps > 0, `the vacancy of seat ${seat.ordinal} is not drawn`);
        }
        const rows = await page.$$("table tbody tr:has(td)");
        assert.equal(rows.length, totalCount + seats.filter((seat) => seat.isVacant).length);
        await leave(page);
      });
    }
  }

  test("tell who stays past the planned end until replaced", async () => {
    const page = await read(browser, `?council=${NURSING}&asOf=2020-06-01&lang=en`);
    const { council } = await ask(BACKGROUND, { slug: NURSING, asOf: "2020-06-01" });
    assert.equal(council.memberships.totalCount, 1);
    const { bars } = await drawn(page);
    assert.deepEqual(bars.map((bar) => bar.over), [true]);
    await page.getByText("Ada Utfylling").first().waitFor();
    assert((await texts(page, ".seat .over"))[0].includes("The term ended 1 January 2019; stays until replaced"));
    await page.getByText("Show as a table").click();
    assert.equal((await texts(page, "table tr:has-text('Ada Utfylling') td:last-child"))[0], "Yes, past the term");
    // Before the planned end nobody stays past it.
    const before = await read(browser, `?council=${NURSING}&asOf=2018-06-01&lang=en`);
    assert.deepEqual((await drawn(before)).bars.map((bar) => bar.over), [false]);
    assert.deepEqual(await texts(before, ".seat .over"), []);
    await leave(before);
    await leave(page);
  });
});

describe("verdicts", () => {
  for (const [slug, asOf, lang] of [["strategiradet", "2026-03-01", "nb"], ["helseomsorg21-radet", "2021-06-01", "en"], ["fagradet", "2026-03-01", "nb"]]) {
    test(`${slug} on ${asOf}: each of them, the worst first, with its sentence and what it was found from (${lang})`, async () => {
      const page = await read(browser, `?council=${slug}&asOf=${asOf}&lang=${lang}`);
      const { council } = await ask(document("compliance"), { slug, on: asOf }, { lang });
      const { verdicts } = council.compliance;
      const { mandate } = await councilOf(slug, asOf, lang);
      const sentences = new Map(mandate?.clauses.map((clause) => [clause.key, clause.text]));
      const shown = await page.$$eval(".verdict", (items) =>
        items.map((item) => ({
          status: item.closest("[data-status]").dataset.status,
          clause: item.dataset.clause,
          message: item.querySelector(".message").textContent,
          sentence: item.querySelector("blockquote")?.textContent ?? "",
          evidence: item.querySelector(".evidence ul")?.textContent ?? "",
        })),
      );
      assert.deepEqual(
        shown.map(({ status, clause }) => [status, clause]),
        verdicts.map(({ status, clause }) => [status, clause?.key ?? ""]),
      );
      const undated = (text) => text.split(/\d/)[0];
      for (const [index, verdict] of verdicts.entries()) {
        assert(shown[index].message.startsWith(undated(verdict.message)), shown[index].message);
        if (verdict.clause) assert(shown[index].sentence.endsWith(sentences.get(verdict.clause.key)), verdict.clause.key);
        for (const fact of verdict.evidence) assert(shown[index].evidence.includes(undated(`${fact.label}: ${fact.value}`)), fact.label);
      }
      const { breached, unknown, exempted, notDue, met } = council.compliance;
      assert.deepEqual(await texts(page, ".tally dd"), [breached, unknown, exempted, notDue, met].map(String));
      // What a machine reads stays with the machine.
      for (const fold of await page.$$("details")) await fold.evaluate((element) => (element.open = true));
      const text = await page.innerText("main");
      assert.doesNotMatch(text, /\d{4}-\d{2}-\d{2}|\b[A-Z]+_[A-Z]+\b|\b(null|undefined|NaN)\b/);
      await leave(page);
    });
  }
});

"use strict";

// The register's numbers, asked from the API like anybody would.

const QUERY = `query Start {
  register { revision today councilCount familyCount organisationCount licence licenceUrl }
  statistics(measures: [SEATS, VACANT_SEATS, MEMBERS]) { rows { values } }
  breaching: councils(first: 1, filter: { compliance: { status: BREACHED } }) { totalCount }
  councils(first: 20, orderBy: { field: NAME, direction: ASC }) {
    totalCount
    nodes { name seatCount vacantSeatCount compliance { breached unknown } }
  }
}`;

const language = document.documentElement.lang;
const region = language === "en" ? "en-GB" : language;
const number = new Intl.NumberFormat(region);
const byId = (id) => document.getElementById(id);

function fillFigures({ register, statistics, breaching }) {
  const [seats, vacant, members] = statistics.rows[0]?.values ?? [0, 0, 0];
  const figures = {
    councils: register.councilCount,
    families: register.familyCount,
    organisations: register.organisationCount,
    seats,
    vacant,
    members,
    breaching: breaching.totalCount,
  };
  for (const place of document.querySelectorAll("[data-figure]")) {
    place.textContent = number.format(figures[place.dataset.figure]);
  }
  byId("figures").hidden = false;
}

function cell(value, isAlarm = false) {
  const cell = document.createElement("td");
  cell.textContent = value === null ? byId("councils").dataset.none : number.format(value);
  cell.classList.toggle("none", value === null);
  cell.classList.toggle("alarm", isAlarm && value > 0);
  return cell;
}

function fillTable({ nodes, totalCount }) {
  for (const { name, seatCount, vacantSeatCount, compliance } of nodes) {
    const row = byId("councils").tBodies[0].insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name;
    row.append(head, cell(seatCount), cell(vacantSeatCount), cell(compliance.breached, true), cell(compliance.unknown));
  }
  if (totalCount > nodes.length) {
    const of = byId("of");
    const text = of.dataset.of.replace("{shown}", number.format(nodes.length)).replace("{all}", number.format(totalCount));
    of.textContent = `, ${text}`;
  }
  document.querySelector(".scroll").hidden = nodes.length === 0;
}

function fillAside({ today, revision, licence, licenceUrl }) {
  const { asOf, revision: word } = byId("numbers").dataset;
  const day = new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" }).format(new Date(today));
  byId("as-of").textContent = `${asOf} ${day}, ${word} ${number.format(revision)}.`;
  byId("licence").textContent = licence;
  byId("licence").href = licenceUrl;
}

async function ask() {
  const response = await fetch(`/graphql?${new URLSearchParams({ query: QUERY })}`, {
    headers: { accept: "application/graphql-response+json", "accept-language": language },
  });
  const { data } = await response.json();
  fillFigures(data);
  fillTable(data.councils);
  fillAside(data.register);
}

const { waiting, failed } = byId("numbers").dataset;
byId("state").textContent = waiting;
ask().then(
  () => { byId("state").textContent = ""; },
  () => { byId("state").textContent = failed; },
);

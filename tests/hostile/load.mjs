// The normal load: what pages, members and secretariats ask all day. A process of its own, so that the attack does not
// slow down the clock it is measured with. Prints nothing; answers its parent's messages.

import http from 'node:http';
import process from 'node:process';

import { ask, send } from './client.mjs';
import { COUNCIL } from './register.mjs';

const PAGE = `query($slug: String!) { council(slug: $slug) {
  name status revision family { slug name } owner { name } secretariat { name }
  mandate { version purpose clauses { key kind modality text } }
  seatGroups { key label seatCount vacantSeatCount appointer { name }
    seats { id ordinal isVacant holder { person { name } start expectedEnd role } } } } }`;
const FRONT = `{ councils(first: 20, orderBy: { field: NAME, direction: ASC }) {
  totalCount pageInfo { hasNextPage endCursor }
  edges { node { slug name status seatCount vacantSeatCount secretariat { name } mandate { version validTo } } } } }`;
const SEARCH = `query($text: String!) { search(text: $text, first: 10) { totalCount nodes { __typename ... on Council { slug name } } } }`;
const STATISTICS = `{ statistics(measures: [COUNCILS, SEATS, VACANT_SEATS], by: [SECTOR, APPOINTER]) { rows { labels values } } }`;
const ROOM = `{ member(council: "${COUNCIL}") { me { start } colleagues { person { name } } cases(first: 5) { nodes { title } }
  meetings(first: 5) { nodes { title agenda { ordinal papers { title } } } } } }`;
const WORDS = ['råd', 'helse', 'digital', 'oppdiktet', 'strategi', 'forskning', 'person', 'nord'];
const RECORD = `mutation($input: RecordInput!) { record(input: $input) { record { on } userErrors { code message } } }`;
const NEW_PERSON = `mutation($input: CreatePersonInput!) { createPerson(input: $input) { person { id } userErrors { code message } } }`;

/** Requests of each kind in a second. */
const KINDS = { page: 20, front: 8, search: 6, statistics: 3, room: 6, person: 1, record: 0.5 };

let to;
let who;
let slugs;
let desks;
let samples = [];
let wrong = [];
let tag;
let count = 0;
let changes = 0;

const kinds = {
  page: () => ask(to, PAGE, { slug: slugs[count % slugs.length] }),
  async front() {
    const answer = await send({
      ...to,
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent(FRONT)}`,
      headers: { accept: 'application/json', ...(tag ? { 'if-none-match': tag } : {}) },
    });
    tag = answer.headers.etag ?? tag;
    return answer;
  },
  search: () => ask(to, SEARCH, { text: WORDS[count % WORDS.length] }),
  statistics: () => ask(to, STATISTICS),
  room: () => ask(to, ROOM, undefined, who.member),
  person: () => change((council) => [NEW_PERSON, { council, name: `Innført Person ${count}` }]),
  record: () => change((council) => [RECORD, { council, kind: 'ACTIVITY', what: 'evaluate', on: '2026-02-02', source: `Referat ${count}` }]),
};

/** Each time another council: one that grew all the while would take more memory by itself. */
function change(of) {
  const { council, desk } = desks[(changes += 1) % desks.length];
  const [document, input] = of(council);
  return ask(to, document, { input }, desk);
}

async function once(kind) {
  count += 1;
  const from = process.hrtime.bigint();
  try {
    const { status, text } = await kinds[kind]();
    samples.push({ kind, at: Date.now(), milliseconds: Number(process.hrtime.bigint() - from) / 1e6 });
    const right = status === 304 || (status === 200 && !text.startsWith('{"errors"') && !/"errors":|"userErrors":\[\{/.test(text));
    if (!right) wrong.push(`${kind}: ${status} ${text.slice(0, 300)}`);
  } catch (failure) {
    samples.push({ kind, at: Date.now(), milliseconds: Number(process.hrtime.bigint() - from) / 1e6 });
    wrong.push(`${kind}: ${failure.message}`);
  }
}

function begin(settings) {
  ({ who, slugs, desks } = settings);
  // Browsers and servers that ask keep some connections, and open new ones now and then.
  to = { port: settings.port, agent: new http.Agent({ keepAlive: true, maxSockets: 16, timeout: 8_000 }) };
  const due = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0]));
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    for (const [kind, rate] of Object.entries(KINDS)) {
      due[kind] += ((now - last) / 1000) * rate;
      for (; due[kind] >= 1; due[kind] -= 1) void once(kind);
    }
    last = now;
  }, 10);
}

process.on('message', (message) => {
  if (message.begin) begin(message.begin);
  if (message.collect) {
    process.send({ samples, wrong });
    samples = [];
    wrong = [];
  }
});
process.on('disconnect', () => process.exit());

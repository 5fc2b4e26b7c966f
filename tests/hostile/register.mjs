// The register that is attacked: more councils than the founding ones, tokens of every kind of user, and secrets of which
// each may be read by some and by nobody else.

import { answerOf, send } from './client.mjs';

export const COUNCIL = 'strategiradet';
/** The first of those that are filled in. */
export const OTHER = 'oppdiktet-rad-1';

const MESSAGES = 'userErrors { code message field } warnings { code message }';

/** A token of the development issuer, as the playground gets it. */
export async function token(to, role) {
  const { status, text } = await send({
    port: to.port,
    path: '/playground/token',
    headers: { 'content-type': 'application/json', 'x-mandat-playground': 'token' },
    body: JSON.stringify({ role }),
  });
  const given = JSON.parse(text);
  if (status !== 200 || !given.token) throw new Error(`no token for ${role}: ${text}`);
  return given.token;
}

/** Asks for one change, and fails with what the register says where it is refused. */
export async function change(to, bearer, field, selection, input, inputType = `${field[0].toUpperCase()}${field.slice(1)}Input`) {
  const document = `mutation($input: ${inputType}!) { ${field}(input: $input) { ${selection} ${MESSAGES} } }`;
  const answer = (await answerOf(to, document, { input }, bearer))[field];
  if (answer.userErrors.length > 0) throw new Error(`${field}: ${JSON.stringify(answer.userErrors)}`);
  return answer;
}

/** A council made from the template for personal seats. */
export function councilInput(slug, name, more = {}) {
  const label = (nb, en) => ({ label: { nb, en } });
  return {
    slug,
    owner: 'helsedirektoratet',
    name: { nb: name, nn: name, en: name },
    template: { slug: 'personal-arena', version: 1 },
    mandate: { adoptedBy: { organisation: { slug: 'helsedirektoratet' } }, adoptedOn: '2026-01-15' },
    arguments: [
      { key: 'purpose', value: label('Rådet er oppdiktet.', 'The council is invented.') },
      { key: 'field', value: label('oppdiktede saker', 'invented matters') },
      { key: 'appointer', value: { text: 'helsedirektoratet' } },
      { key: 'secretariat', value: { text: 'folkehelseinstituttet' } },
      { key: 'adopted-on', value: { text: '2026-01-15' } },
      { key: 'from', value: { text: '2026-02-01' } },
      { key: 'until', value: { text: '2030-02-01' } },
      { key: 'members', value: { number: 9 } },
      { key: 'research-seats', value: { number: 3 } },
      { key: 'business-seats', value: { number: 2 } },
    ],
    ...more,
  };
}

/** So many councils more; the first `people` of them with somebody in a seat. `each` is told how many there are so far. */
export async function fill(to, count, people = 0, each = () => {}) {
  const bearer = await token(to, 'registrar:helsedirektoratet');
  const appointer = await token(to, 'appointer:helsedirektoratet');
  for (let number = 1; number <= count; number += 1) {
    const slug = `oppdiktet-rad-${number}`;
    await change(to, bearer, 'registerCouncil', 'council { slug }', councilInput(slug, `Oppdiktet råd ${number}`));
    each(number);
    if (number > people) continue;
    const desk = await token(to, `secretariat:${slug}`);
    const made = await change(to, desk, 'createPerson', 'person { id }', { council: slug, name: `Oppdiktet Person ${number}` });
    await change(to, appointer, 'appoint', 'membership { start }', {
      council: slug,
      group: 'research',
      person: made.person.id,
      start: '2026-03-01',
    });
  }
}

/** Tokens of those who ask and attack. Nobody in particular has none. */
export async function personas(to) {
  const [desk, member, otherDesk, otherMember, registrar, appointer, operator, helsedirektoratet] = [
    await token(to, `secretariat:${COUNCIL}`),
    await token(to, `member:${COUNCIL}`),
    await token(to, `secretariat:${OTHER}`),
    await token(to, `member:${OTHER}`),
    await token(to, 'registrar:folkehelseinstituttet'),
    await token(to, 'appointer:folkehelseinstituttet'),
    await token(to, 'operator'),
    await token(to, 'registrar:helsedirektoratet'),
  ];
  return { anonymous: null, desk, member, otherDesk, otherMember, registrar, appointer, operator, helsedirektoratet };
}

const ROOM = ['member', 'desk'];
const DESK = ['desk'];
/** Who registers a council is on its staff. */
const MAKER = ['helsedirektoratet'];

/** What the members' room of the council shows, and the ids of it. */
async function roomSecrets(to, bearer, council, readers) {
  const room = `{
    member(council: "${council}") {
      cases(first: 50) { nodes { id title nextProcess } }
      meetings(first: 20) { nodes { agenda { id case { id title } papers { id title } } } }
    }
  }`;
  const { member } = await answerOf(to, room, undefined, bearer);
  const items = member.meetings.nodes.flatMap((meeting) => meeting.agenda);
  const papers = items.flatMap((item) => item.papers);
  const texts = [...member.cases.nodes.flatMap((one) => [one.title, one.nextProcess]), ...papers.map((paper) => paper.title)];
  const ids = [...member.cases.nodes, ...items, ...papers].map((one) => one.id);
  return { secrets: [...new Set(texts.filter((text) => text?.length > 12))].map((word) => ({ word, readers })), ids };
}

/**
 * Enters secrets. Gives the words that may be in nobody's answers but their readers', and ids of what is behind doors.
 * `mark` tells this run's words from everything else.
 */
export async function plant(to, who, mark) {
  const secret = (what) => `kanari-${what}-${mark}`;
  const secrets = [];
  const keep = (what, readers) => {
    const word = secret(what);
    secrets.push({ word, readers });
    return word;
  };
  const ids = [];

  const text = (word) => ({ nb: word, en: word });
  const hidden = keep('utkastrad', MAKER);
  const clause = {
    key: 'hidden',
    wording: text(keep('bestemmelse', MAKER)),
    provision: { statement: { topic: 'NARRATIVE' } },
  };
  const draft = await change(
    to,
    who.helsedirektoratet,
    'registerCouncil',
    'council { id mandates { id clauses { id } } seats { id } }',
    councilInput(hidden, keep('radsnavn', MAKER), { visibility: 'DRAFT', clauses: [clause], description: text(keep('omtale', MAKER)) }),
  );
  ids.push(draft.council.id, ...draft.council.seats.map((seat) => seat.id));
  for (const mandate of draft.council.mandates) ids.push(mandate.id, ...mandate.clauses.map((one) => one.id));

  const phone = '+47 90 90 90 92';
  secrets.push({ word: phone, readers: DESK });
  const person = await change(to, who.desk, 'createPerson', 'person { id }', {
    council: COUNCIL,
    name: keep('person', DESK),
    email: `${keep('epost', DESK)}@example.invalid`,
    phone,
  });
  ids.push(person.person.id);
  await change(to, who.desk, 'nominate', 'nomination { on }', {
    council: COUNCIL,
    group: 'municipalities',
    person: person.person.id,
    note: keep('forslag', DESK),
  });
  const fact = await change(to, who.desk, 'declareFact', 'fact { id }', {
    council: COUNCIL,
    person: person.person.id,
    attribute: 'holder-level',
    value: 'expert',
    from: '2020-01-01',
    source: keep('kilde', DESK),
  });
  ids.push(fact.fact.id);
  const { council } = await answerOf(to, `{ council(slug: "${COUNCIL}") { mandate { id } } }`);
  const saved = await change(to, who.desk, 'saveDraft', 'draft { id clauses { id } }', {
    council: COUNCIL,
    base: council.mandate.id,
    mandate: { title: text(keep('mandatutkast', DESK)), validFrom: '2027-01-01' },
    clauses: [{ ...clause, key: 'saved', wording: text(keep('ordlyd', DESK)) }],
  });
  ids.push(saved.draft.id, ...saved.draft.clauses.map((one) => one.id));
  const meeting = await change(to, who.desk, 'recordMeeting', 'meeting { id }', {
    council: COUNCIL,
    title: { nb: 'Vintermøtet' },
    startsAt: '2026-01-20T09:00:00Z',
    decisions: [{ inFavour: 9_091, against: 2, carried: true }],
  });
  secrets.push({ word: '"inFavour":9091', readers: ROOM });
  ids.push(meeting.meeting.id);
  const invited = await change(to, who.desk, 'inviteStaff', 'code', { council: COUNCIL });
  secrets.push({ word: invited.code, readers: [] });

  const rooms = [await roomSecrets(to, who.member, COUNCIL, ROOM), await roomSecrets(to, who.otherMember, OTHER, ['otherMember', 'otherDesk'])];
  // What both rooms have says nothing of either.
  for (const [at, room] of rooms.entries()) {
    const others = rooms[1 - at].secrets.map((one) => one.word);
    secrets.push(...room.secrets.filter((one) => !others.includes(one.word)));
    ids.push(...room.ids);
  }
  const log = await answerOf(
    to,
    `{ viewer { account authorities { id } } secretariat(council: "${COUNCIL}") { auditLog(first: 50) { nodes { id } } } }`,
    undefined,
    who.desk,
  );
  ids.push(...log.secretariat.auditLog.nodes.map((entry) => entry.id), log.viewer.account, ...log.viewer.authorities.map((one) => one.id));
  // What comes back of a token would be more than any of these.
  for (const bearer of Object.values(who)) if (bearer) secrets.push({ word: bearer.split('.')[2], readers: [] });
  return { secrets, ids, draft: hidden };
}

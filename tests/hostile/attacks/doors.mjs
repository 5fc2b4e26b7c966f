// Private doors, asked by those whom they are closed to, in every way there is to ask.

import crypto from 'node:crypto';

import { Hand } from '../attacker.mjs';

const OUTSIDE = ['anonymous', 'otherMember', 'otherDesk', 'registrar', 'appointer'];
const NODE = '__typename id ... on Council { slug name } ... on Person { name } ... on Mandate { title clauses { text wording } } ... on Clause { text wording } ... on Case { title nextProcess } ... on Paper { title } ... on AgendaItem { case { title } papers { title } } ... on AuditEntry { summary actor } ... on Seat { ordinal council { name } }';

/** The bytes of a global id: the kind, and one or two identities. */
function taken(id) {
  const bytes = Buffer.from(id, 'base64url');
  return { kind: bytes[0], ids: [bytes.subarray(1, 17), bytes.subarray(17, 33)].filter((one) => one.length === 16) };
}

const made = (kind, ...ids) => Buffer.concat([Buffer.from([kind]), ...ids]).toString('base64url');

export default [
  {
    name: 'closed doors',
    hazard: 'a role that is asked in another council, or none at all',
    perSecond: 20,
    async once(hand) {
      const persona = hand.random.one(OUTSIDE);
      const council = hand.random.one(['strategiradet', hand.draft, 'finnes-ikke']);
      const room = `{ member(council: "${council}") { council { name } colleagues { person { name } } cases { nodes { title nextProcess } } meetings(first: 20) { nodes { title attendance { __typename } decisions { inFavour } agenda { papers { title } case { title } } } } } }`;
      const desk = `{ secretariat(council: "${council}") { drafts { title clauses { wording } } contacts { email phone person { name } } facts { source } nominations { note personName } auditLog(first: 50) { nodes { summary actor } } cases { nodes { title } } } }`;
      for (const query of [room, desk]) {
        const answer = await hand.ask(query, { persona });
        const code = Hand.code(answer);
        const silent = answer.json?.data && Object.values(answer.json.data).every((value) => value === null);
        hand.must(silent || answer.status === 0, 'a private door was open', answer.text);
        if (persona === 'anonymous' && council === 'strategiradet') hand.must(code === 'UNAUTHENTICATED' || answer.status === 0, `nobody in particular was answered ${code}`, answer.text);
      }
      const [draft, none] = await Promise.all([hand.draft, 'finnes-ikke'].map((slug) => hand.ask('query($s: String!) { council(slug: $s) { name } secretariat(council: $s) { council { slug } } }', { persona, variables: { s: slug } })));
      const shape = (answer) => answer.text.replaceAll(hand.draft, 'S').replaceAll('finnes-ikke', 'S');
      hand.must(shape(draft) === shape(none) || draft.status !== none.status || draft.status === 0, 'a draft does not look like what does not exist', `${draft.text}\n${none.text}`);
    },
  },
  {
    name: 'ids of what is private',
    hazard: 'guards are skipped through interfaces: { node { title } }; ids that were seen elsewhere, or made',
    perSecond: 25,
    async once(hand) {
      const { random } = hand;
      const persona = random.one(OUTSIDE);
      const known = taken(random.one(hand.ids));
      const another = taken(random.one(hand.ids));
      const id = random.one([
        random.one(hand.ids),
        random.one(hand.ids),
        made(1 + random.below(25), ...known.ids),
        made(known.kind, another.ids[0], known.ids[1] ?? another.ids[0]),
        made(1 + random.below(22), known.ids[0], crypto.randomBytes(16)),
        made(18 + random.below(2), known.ids.at(-1)),
        made(4, known.ids.at(-1)),
        crypto.randomBytes(1 + random.below(60)).toString('base64url'),
        random.one(['', '=', 'Q291bmNpbDox', '1', '\u0000', 'A'.repeat(60_000), random.one(hand.ids).toLowerCase(), `${random.one(hand.ids)}=`]),
      ]);
      await hand.ask(`query($id: ID!) { node(id: $id) { ${NODE} } }`, { persona, variables: { id } });
      await hand.ask(`query($ids: [ID!]!) { nodes(ids: $ids) { ${NODE} } }`, { persona, variables: { ids: random.shuffled([...hand.ids]).slice(0, 40) } });
      await hand.ask('query($id: ID!) { person(id: $id) { name } council(id: $id) { name slug mandates { title } } }', { persona, variables: { id } });
    },
  },
  {
    name: 'forged cursors',
    hazard: 'cursors are places that clients carry: of other lists, of other people, made up',
    perSecond: 15,
    async once(hand) {
      const { random } = hand;
      const cursor = random.one([
        '',
        'x',
        '=',
        crypto.randomBytes(1 + random.below(200)).toString('base64url'),
        Buffer.alloc(16).toString('base64url'),
        Buffer.alloc(200, 255).toString('base64url'),
        Buffer.from('1 OR 1=1').toString('base64'),
        random.one(hand.ids),
        'A'.repeat(50_000),
        '\u0000',
      ]);
      const persona = random.one(['anonymous', 'member', 'otherDesk']);
      await hand.ask(
        random.one([
          'query($c: String) { councils(first: 5, after: $c) { edges { cursor } pageInfo { hasNextPage } } }',
          'query($c: String) { councils(last: 5, before: $c, orderBy: { field: NAME, direction: DESC }) { edges { cursor } } }',
          'query($c: String) { councils(first: 5, after: $c, before: $c) { totalCount } }',
          'query($c: String) { search(text: "råd", first: 5, after: $c) { edges { cursor } } }',
          'query($c: String) { organisations(first: 5, after: $c) { edges { cursor } } }',
          'query($c: String) { member(council: "strategiradet") { cases(first: 5, after: $c) { nodes { title } } meetings(first: 5, after: $c) { nodes { title } } } }',
          'query($c: String) { secretariat(council: "oppdiktet-rad-1") { auditLog(first: 5, after: $c) { nodes { summary } } } }',
          'query($c: String) { expiringMemberships(withinDays: 500, first: 5, after: $c) { totalCount } dutiesDue(withinDays: 500, first: 5, after: $c) { totalCount } }',
        ]),
        { persona, variables: { c: cursor } },
      );
    },
  },
  {
    name: 'counting what is hidden',
    hazard: 'search, filters, order and counts betray what may not be read',
    perSecond: 15,
    async once(hand) {
      const persona = hand.random.one(OUTSIDE);
      const text = hand.random.one(['kanari', hand.draft.slice(0, 12), 'kanari-person', 'example.invalid', 'kanari-ordlyd', 'utkastrad']);
      const answer = await hand.ask('query($t: String!) { search(text: $t, first: 100) { totalCount } councils(filter: { text: $t }) { totalCount } holding: councils(filter: { member: $t }) { totalCount } }', {
        persona,
        variables: { t: text },
      });
      const counts = Object.values(answer.json?.data ?? {}).map((list) => list?.totalCount);
      hand.must(counts.every((count) => count === 0 || count === undefined), `what is hidden was counted (${text})`, answer.text);
      await hand.ask('{ statistics(measures: [COUNCILS, SEATS, MEMBERS], by: [COUNCIL, STATUS]) { rows { keys labels values } } }', { persona });
      await hand.ask('{ organisation(slug: "helsedirektoratet") { councils(first: 100) { nodes { slug name } } claims { __typename } } register { councilCount } }', { persona });
      await hand.ask('{ viewer { label account organisation { slug } authorities { kind } memberships { role council { slug } } facts { source } } }', { persona });
    },
  },
  {
    name: 'changes by the wrong ones',
    hazard: 'a mutation tells by its refusal what its caller may not know, or does it',
    perSecond: 15,
    async once(hand) {
      const { random } = hand;
      const persona = random.one(['anonymous', 'otherMember', 'otherDesk', 'registrar', 'member']);
      const [id, second] = [random.one(hand.ids), random.one(hand.ids)];
      const council = random.one(['strategiradet', hand.draft]);
      const [field, selection, input] = random.one([
        ['createPerson', 'person { id }', { council, name: 'Ikke lov' }],
        ['declareFact', 'fact { source }', { council, person: id, attribute: 'holder-level', value: 'expert', source: 'x' }],
        ['endFact', 'fact { source }', { council, fact: id, on: '2026-01-01' }],
        ['appoint', 'membership { id person { name } }', { council, group: 'municipalities', person: id, start: '2026-01-01' }],
        ['appoint', 'membership { id person { name } }', { council: 'oppdiktet-rad-1', seat: second, person: id, start: '2026-01-01' }],
        ['nominate', 'nomination { note personName }', { council, group: 'municipalities', person: id }],
        ['saveDraft', 'draft { title clauses { wording } }', { council, base: id, dryRun: true }],
        ['saveDraft', 'draft { title clauses { wording } }', { council: 'oppdiktet-rad-1', base: id, dryRun: true }],
        ['discardDraft', 'council { slug }', { council, draft: id }],
        ['renameCouncil', 'council { slug }', { council, slug: 'overtatt' }],
        ['publishCouncil', 'council { slug }', { council }],
        ['dissolveCouncil', 'council { slug }', { council, on: '2026-01-01' }],
        ['inviteStaff', 'code', { council }],
        ['inviteHolder', 'code', { council, person: id }],
        ['claimInvitation', 'council { slug }', { code: random.one(['x', 'A'.repeat(1_000), id, '']) }],
        ['grantAuthority', 'authority { kind }', { account: id, kind: 'OPERATOR' }],
        ['grantAuthority', 'authority { kind }', { account: id, kind: 'SECRETARIAT', council }],
        ['revokeAuthority', 'authority { kind }', { authority: id }],
        ['registerCouncil', 'council { slug }', { slug: hand.draft, owner: 'helsedirektoratet', name: { nb: 'x' }, dryRun: true }],
        ['recordMeeting', 'meeting { id }', { council, title: { nb: 'x' }, startsAt: '2026-01-01T00:00:00Z' }],
      ]);
      const answer = await hand.ask(
        `mutation($input: ${field[0].toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { ${selection} userErrors { code message } warnings { message } } }`,
        { persona, variables: { input } },
      );
      const payload = answer.json?.data?.[field];
      // The other desk may act for its own council; whatever it names of others must stop it.
      hand.must(!payload || payload.userErrors?.length > 0, `${persona} did ${field}`, `${JSON.stringify(input)} ${answer.text}`);
    },
  },
];

// Values that are out of all range, or mean something to somebody behind the engine.

const TEXTS = [
  '\u0000',
  'a\u0000b',
  '%',
  '_',
  '%_%_%_%',
  "' OR 1=1 --",
  '"; DROP TABLE council; --',
  '(a+)+$',
  '.*'.repeat(500),
  '\\',
  '\ud800',
  '\u202e\u2066råd',
  'e\u0301'.repeat(2_000),
  'ﷺ'.repeat(1_000),
  '😀'.repeat(1_000),
  'ß'.repeat(500),
  'İ'.repeat(500),
  '\u{10ffff}',
  ' '.repeat(5_000),
  '${jndi:ldap://127.0.0.1/a}',
  '{{7*7}}',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  'råd '.repeat(3_000),
  'a'.repeat(60_000),
  '* NEAR/1000000 *',
  '"unbalanced',
  'a AND NOT OR',
];
const NUMBERS = [-1, 0, 101, 2_147_483_647, -2_147_483_648, 2_147_483_648, 9_999_999_999_999, 1e308, 1.5, '"1"', 'null', 'true', '[1]', '{a: 1}', 'FIRST', '-0', '00', '1e9'];
const DAYS = ['9999-12-31', '0000-01-01', '-0001-01-01', '262143-12-31', '-262144-01-01', '2026-02-30', '10000-01-01', '2026-13-01', '', '2026-01-01T00:00:00Z', '0001-01-01', '99999999999-01-01', '+2026-01-01'];

export default [
  {
    name: 'paging out of range',
    hazard: 'complexity arithmetic wraps: first: -1, products over usize',
    perSecond: 25,
    async once(hand) {
      const { one } = hand.random;
      const [a, b] = [one(NUMBERS), one(NUMBERS)];
      await hand.ask(
        one([
          `{ councils(first: ${a}) { nodes { memberships(first: ${b}) { nodes { id } } } } }`,
          `{ councils(first: ${a}, last: ${b}) { totalCount } }`,
          `{ organisations(last: ${a}) { nodes { councils(first: 2147483647) { nodes { memberships(first: 2147483647) { nodes { id } } } } } } }`,
          `{ search(text: "a", first: ${a}) { totalCount } }`,
          `{ families(first: ${a}, before: "x") { totalCount } }`,
          `{ nodes(ids: [${'"x",'.repeat(400)}]) { id } }`,
        ]),
      );
      await hand.ask('query($n: Int, $m: Int = -1) { councils(first: $n) { nodes { memberships(first: $m) { nodes { id } } } } }', {
        variables: { n: one([-1, 101, 4_294_967_297, 1.5, '1', null, [1], {}, 1e300, true]) },
      });
    },
  },
  {
    name: 'days out of range',
    hazard: 'days that no calendar has, spans that overflow: a panic behind the engine',
    perSecond: 25,
    async once(hand) {
      const { one } = hand.random;
      const day = JSON.stringify(one(DAYS));
      const days = one([2_147_483_647, -2_147_483_648, -1, 0, 100_000_000, 3_650_000, 36_500]);
      await hand.ask(
        one([
          `{ council(slug: "strategiradet", asOf: ${day}) { name seatGroups { seats { isVacant vacantSince holder { expectedEnd } } } compliance { met verdicts { message } } } }`,
          `{ councils(asOf: ${day}, first: 3) { nodes { name compliance { breached } } } }`,
          `{ statistics(measures: [SEATS], by: [SECTOR], asOf: ${day}) { rows { values } } }`,
          `{ expiringMemberships(withinDays: ${days}, first: 5) { totalCount } }`,
          `{ expiringMandates(withinDays: ${days}, asOf: ${day}, first: 5) { totalCount } }`,
          `{ dutiesDue(withinDays: ${days}, first: 5) { totalCount } }`,
          `{ dutiesDue(withinDays: ${days}, asOf: ${day}, first: 5) { totalCount } }`,
          `{ futureVacancies(on: ${day}, first: 5) { totalCount } }`,
        ]),
      );
      await hand.ask(`{ secretariat(council: "strategiradet") { expiring(withinDays: ${days}) { start } forecast(withinDays: ${days}) { __typename } } }`, {
        persona: 'desk',
      });
      await hand.ask(
        'mutation($input: AppointInput!) { appoint(input: $input) { userErrors { code message } } }',
        { persona: 'otherDesk', variables: { input: { council: 'oppdiktet-rad-1', group: 'x', person: 'x', start: one(DAYS), expectedEnd: one(DAYS), history: true } } },
      );
    },
  },
  {
    name: 'words with a meaning',
    hazard: 'regular expressions, LIKE, SQL, NUL, half surrogates, endless combining marks in strings',
    perSecond: 25,
    async once(hand) {
      const text = hand.random.one(TEXTS);
      await hand.ask('query($t: String!) { search(text: $t, first: 5) { totalCount nodes { __typename } } }', { variables: { t: text } });
      await hand.ask('query($t: String!) { councils(filter: { text: $t }, first: 5) { totalCount } }', { variables: { t: text } });
      await hand.ask(
        hand.random.one([
          'query($t: String!) { council(slug: $t) { name } }',
          'query($t: String!) { organisation(organisationNumber: $t) { name } }',
          'query($t: String!) { template(slug: $t) { slug } }',
          'query($t: String!) { member(council: $t) { council { slug } } }',
          'query($t: String!) { councils(filter: { member: $t, owner: $t, sector: $t }) { totalCount } }',
          'query($t: String!) { codes(list: $t) { __typename } }',
          'query($t: String!) { councils(after: $t) { totalCount } }',
        ]),
        { variables: { t: text }, persona: hand.random.one(['anonymous', 'otherMember', 'registrar']) },
      );
      await hand.ask('mutation($input: CreatePersonInput!) { createPerson(input: $input) { userErrors { code message } } }', {
        persona: 'otherDesk',
        variables: { input: { council: 'oppdiktet-rad-1', name: text.slice(0, 40_000), email: text.slice(0, 9_000) } },
      });
    },
  },
  {
    name: 'variables that do not fit',
    hazard: 'a required variable that is absent, integers outside Int, input fields given twice',
    perSecond: 20,
    async once(hand) {
      await hand.ask(
        ...hand.random.one([
          ['query($f: CouncilFilter!) { councils(filter: $f) { totalCount } }', {}],
          ['query($slug: String!) { council(slug: $slug) { name } }', { variables: { slug: null } }],
          ['{ councils(filter: {tier: 99999999999}) { totalCount } }', {}],
          ['{ councils(filter: {tier: 1, tier: 2}) { totalCount } }', {}],
          ['query($f: CouncilFilter) { councils(filter: $f) { totalCount } }', { variables: { f: { and: 7, or: [null], not: [] } } }],
          ['query($f: [Int]) { councils(first: $f) { totalCount } }', { variables: { f: [1] } }],
          ['query($id: ID!) { node(id: $id) { id } }', { variables: { id: 12_345 } }],
          ['query($id: ID!) { node(id: $id) { id } }', { variables: { id: { a: 1 } } }],
          ['query A { register { revision } } query B { register { today } }', {}],
          ['query A { register { revision } }', { fields: { operationName: 'C' } }],
          ['query($m: [Measure!]!) { statistics(measures: $m) { rows { values } } }', { variables: { m: ['NOPE'] } }],
          ['query($m: [Measure!]!) { statistics(measures: $m, by: []) { rows { values } } }', { variables: { m: [] } }],
          ['{ statistics(measures: [SEATS, SEATS, SEATS, SEATS], by: [SECTOR, SECTOR, SECTOR]) { rows { values } } }', {}],
        ]),
      );
    },
  },
  {
    name: 'names that are almost right',
    hazard: 'suggestions in errors tell of what is hidden',
    perSecond: 10,
    async once(hand) {
      const almost = hand.random.one(['secretaria', 'draft', 'contact', 'auditLo', 'password', 'emai', 'membr', 'canaries', 'token', 'kanari']);
      await hand.ask(
        hand.random.one([
          `{ ${almost}(council: "strategiradet") { name } }`,
          `{ council(slug: "strategiradet") { ${almost} { email } } }`,
          `{ council(slug: "${hand.draft.slice(0, -1)}") { name } }`,
          `{ councils(filter: { ${almost}: 1 }) { totalCount } }`,
          `{ register { ... on ${almost} { id } } }`,
          `{ councils(first: 5) { nodes { mandates { title } persons { email } ${almost} } } }`,
        ]),
        { persona: hand.random.one(['anonymous', 'otherMember', 'otherDesk', 'registrar']) },
      );
    },
  },
];

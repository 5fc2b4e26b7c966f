// Documents that cost more than they look.

import { Hand } from '../attacker.mjs';

const REFUSED = ['TOO_COSTLY', 'PAYLOAD_TOO_LARGE', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST'];

/** Fragments of which each spreads the next one twice. */
function doubling(levels, leaf = 'name') {
  let text = '{ councils(first: 1) { nodes { ...F0 } } }';
  for (let level = 0; level < levels; level += 1) {
    text += level === levels - 1 ? ` fragment F${level} on Council { ${leaf} }` : ` fragment F${level} on Council { ...F${level + 1} ...F${level + 1} }`;
  }
  return text;
}

export default [
  {
    name: 'deep literal',
    hazard: 'deep list nesting in a literal overflows the parser’s stack and aborts the process',
    perSecond: 20,
    async once(hand, number) {
      const depth = hand.random.one([65, 500, 2_000, 7_000, 14_000]);
      const [open, close] = [['[', ']'], ['{a:', '}'], ['(', ')'], ['{', '}'], ['[{a:', '}]']][number % 5];
      const literal = open.repeat(depth) + (number % 2 ? '1' + close.repeat(depth) : '');
      const document = hand.random.one([
        `{ nodes(ids: ${literal}) { id } }`,
        `query($a: Int = ${literal}) { councils(first: $a) { totalCount } }`,
        `{ councils @skip(if: ${literal}) { totalCount } }`,
        `query($a: ${'['.repeat(depth)}Int${']'.repeat(depth)}) { register { revision } }`,
        `"${literal.slice(0, 200)} { councils(filter: ${literal}) { totalCount } }`,
        `{ councils(filter: {and: ${literal}}) { totalCount } }`,
        literal,
      ]);
      hand.refused(await hand.ask(document), ...REFUSED);
    },
  },
  {
    name: 'deep variables',
    hazard: 'deep nesting in JSON: variables, extensions, the body itself',
    perSecond: 20,
    async once(hand, number) {
      const depth = hand.random.one([100, 127, 128, 1_000, 30_000]);
      const nest = (inside) => (number % 2 ? '['.repeat(depth) + inside + ']'.repeat(depth) : '{"and":['.repeat(depth / 2) + inside + ']}'.repeat(depth / 2));
      const body = hand.random.one([
        `{"query":"query($f: CouncilFilter) { councils(filter: $f) { totalCount } }","variables":{"f":${nest('{}')}}}`,
        `{"query":"{ register { revision } }","extensions":{"a":${nest('1')}}}`,
        nest('{"query":"{ register { revision } }"}'),
      ]);
      await hand.ask(null, { body });
    },
  },
  {
    name: 'doubling fragments',
    hazard: 'fragments that double over 22 levels burn seconds of CPU in validation; a timeout does not fire',
    perSecond: 20,
    async once(hand, number) {
      const began = performance.now();
      const answer = await hand.ask(doubling(hand.random.one([13, 16, 22, 40, 100]), number % 2 ? 'name' : '__typename @include(if: true)'));
      hand.refused(answer, ...REFUSED);
      hand.must(performance.now() - began < 2_000, 'a document that is refused took more than 2 s');
    },
  },
  {
    name: 'fragments in circles',
    hazard: 'fragments that contain themselves, or are spread thousands of times',
    perSecond: 15,
    async once(hand) {
      hand.refused(
        await hand.ask(
          hand.random.one([
            '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
            '{ ...A } fragment A on Query { ...A }',
            '{ register { revision } } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
            `{ ${'...A '.repeat(900)} } fragment A on Query { councils(first: 100) { nodes { ${'name '.repeat(50)} } } }`,
            '{ ...A } fragment A on Query { register { revision } } fragment A on Query { register { today } }',
          ]),
        ),
        ...REFUSED,
      );
    },
  },
  {
    name: 'directives',
    hazard: 'limit_directives sees field directives only: 10,000 errors, an answer of 1 MB',
    perSecond: 15,
    async once(hand, number) {
      const many = `@${hand.random.one(['include(if: true)', 'skip(if: false)', 'nope', 'deprecated', 'x(y: 1)'])} `.repeat(hand.random.one([51, 300, 900]));
      const answer = await hand.ask(
        [
          `{ register ${many} { revision } }`,
          `query ${many} { register { revision } }`,
          `{ ...F ${many} } fragment F on Query { register { revision } }`,
          `{ ...F } fragment F on Query ${many} { register { revision } }`,
          `{ ... ${many} { register { revision } } }`,
          `query($a: Int ${many}) { councils(first: $a) { totalCount } }`,
        ][number % 6],
      );
      hand.refused(answer, ...REFUSED);
      hand.must(answer.text.length < 25_000, `${answer.text.length} bytes of errors`, answer.text);
    },
  },
  {
    name: 'aliases',
    hazard: 'no limit of aliases: one document asks a hundred times',
    perSecond: 15,
    async once(hand) {
      const field = hand.random.one(['councils(first: 100) { nodes { id } }', 'register { revision }', 'statistics(measures: [SEATS]) { rows { values } }']);
      const many = Array.from({ length: hand.random.one([51, 100, 400]) }, (_, at) => `a${at}: ${field}`).join(' ');
      hand.refused(await hand.ask(`{ ${many} }`), ...REFUSED);
    },
  },
  {
    name: 'long documents',
    hazard: 'ceilings of characters, tokens and names; names that are compared letter by letter for suggestions',
    perSecond: 10,
    async once(hand) {
      hand.refused(
        await hand.ask(
          hand.random.one([
            `{ ${'register { revision } '.repeat(700)} }`,
            `{ ${'a'.repeat(14_000)} }`,
            `{ ${'councilx '.repeat(1_600)} }`,
            `{ register { revision } } ${'#'.repeat(20_000)}`,
            `{ register { revision } } ${'fragment F on Query { register { revision } } '.repeat(300)}`,
            `{ register { ${Array.from({ length: 990 }, (_, at) => `revisio${at}`).join(' ')} } }`,
            `query(${Array.from({ length: 400 }, (_, at) => `$a${at}: Int`).join(' ')}) { register { revision } }`,
            `${'query Q { register { revision } } '.repeat(250)}`,
            '{'.repeat(15_001),
            '\u{feff}'.repeat(15_001),
          ]),
        ),
        ...REFUSED,
      );
    },
  },
  {
    name: 'overlapping selections',
    hazard: 'fields that must be compared with each other pair by pair',
    perSecond: 8,
    async once(hand, number) {
      const document = [
        `{ register { ${'revision '.repeat(1_900)} } }`,
        `{ ${'councils(first: 1) { nodes { name slug } } '.repeat(160)} }`,
        `{ ${Array.from({ length: 60 }, (_, at) => `...F${at} `).join('')} } ${Array.from({ length: 60 }, (_, at) => `fragment F${at} on Query { councils(first: 1) { nodes { seats { ordinal } } } }`).join(' ')}`,
        `{ council(slug: "a") { ${'seatGroups { seats { holder { person { name } } } } '.repeat(110)} } }`,
      ][number % 4];
      const began = performance.now();
      await hand.ask(document);
      hand.must(performance.now() - began < 3_000, 'it took more than 3 s');
    },
  },
  {
    name: 'dearest that is allowed',
    hazard: 'as much work as one budget gives, again and again, and no two alike, so that nothing is kept',
    // What the budget of one address allows: 6,000 points a minute, and this costs ten or eleven.
    perSecond: 9,
    atOnce: 4,
    async once(hand, number) {
      const day = new Date(Date.UTC(2026, 3, 1 + (number % 200))).toISOString().slice(0, 10);
      const answer = await hand.ask(
        [
          `{ councils(first: 100, asOf: "${day}") { nodes { slug name mandate { version clauses { key text(lang: EN) } } compliance { met breached } } } }`,
          `{ councils(first: 90, asOf: "${day}") { nodes { slug seatGroups { key label seats { ordinal holder { person { name } } } } } } }`,
          `{ a: statistics(measures: [COUNCILS, SEATS, VACANT_SEATS, MEMBERS, DEPUTIES, ORGANISATIONS], by: [SECTOR, APPOINTER, FAMILY, COUNCIL, OWNER, TIER], asOf: "${day}") { rows { values } } }`,
          `{ councils(first: 100, asOf: "${day}", filter: { compliance: { status: BREACHED } }) { totalCount nodes { slug } } }`,
          `{ search(text: "${hand.random.one(['r', 'oppdiktet', 'a', 'e'])}", first: 100, asOf: "${day}") { totalCount nodes { __typename } } }`,
        ][number % 5],
      );
      hand.must([200, 400].includes(answer.status), `status ${answer.status}`, answer.text);
    },
  },
  {
    name: 'lists that lead back',
    hazard: 'lists without pages, written into one another until no memory is left: a seat’s council’s seats’ council’s seats',
    perSecond: 8,
    atOnce: 4,
    async once(hand, number) {
      const circle = [
        ['seats { council {', '} }', 'id'],
        ['mandate { clauses { mandate { council {', '} } } }', 'slug'],
        ['mandate { seatGroups { seats { council {', '} } } }', 'slug'],
        ['family { councils {', '} }', 'slug'],
        ['seatGroups { seats { seatGroup { council {', '} } } }', 'slug'],
        ['claims { council {', '} }', 'slug'],
      ][number % 6];
      const times = hand.random.one([2, 3, 5, 7]);
      const began = performance.now();
      const answer = await hand.ask(`{ council(slug: "strategiradet") { ${`${circle[0]} `.repeat(times)} ${circle[2]} ${` ${circle[1]}`.repeat(times)} } }`);
      hand.must(answer.text.length < 2_000_000, `${answer.text.length} bytes for one short question`);
      hand.must(performance.now() - began < 3_000, 'it took more than 3 s');
    },
  },
  {
    name: 'filters in filters',
    hazard: 'a filter that nests and spreads: work that its text does not show',
    perSecond: 8,
    async once(hand, number) {
      const leaf = hand.random.one(['{text: "råd"}', '{hasVacancies: true}', '{compliance: {status: BREACHED}}', '{member: "a"}']);
      const wide = (list, times) => `{${list}: [${Array.from({ length: times }, () => leaf).join(', ')}]}`;
      const filter = [
        wide('or', 150),
        wide('and', 150),
        `{or: [${wide('and', 60)}, ${wide('or', 60)}]}`,
        `{not: ${'{not: '.repeat(28)}${leaf}${'}'.repeat(28)}}`,
      ][number % 4];
      await hand.ask(`{ councils(first: 1, filter: ${filter}) { totalCount } }`, { agent: undefined });
    },
  },
  {
    name: 'cheap questions that are dear',
    hazard: 'work that grows with a value, which no cost of the document shows: long texts, long lists of conditions, whole tables',
    // A point each: what the budget of one address allows is ten times this.
    perSecond: 10,
    atOnce: 4,
    async once(hand, number) {
      const began = performance.now();
      const word = hand.random.one(['r ', 'oppdiktet ', 'rå ']);
      const leaf = hand.random.one([{ hasVacancies: true }, { text: 'r' }, { hasMandate: true }, { clause: { kind: 'SEATS' } }]);
      const conditions = { and: Array.from({ length: 1_700 }, () => leaf) };
      const table = 'statistics(measures: [COUNCILS, SEATS, VACANT_SEATS, MEMBERS, DEPUTIES, ORGANISATIONS], by: [SECTOR, APPOINTER, FAMILY, COUNCIL]';
      const [query, variables] = [
        ['query($t: String!) { search(text: $t, first: 5) { totalCount } }', { t: word.repeat(5_000) }],
        ['query($f: CouncilFilter) { councils(filter: $f, first: 1) { totalCount } }', { f: { text: word.repeat(5_000) } }],
        ['query($f: CouncilFilter) { councils(filter: $f, first: 1) { totalCount } }', { f: conditions }],
        [`{ ${Array.from({ length: 49 }, (_, at) => `a${at}: ${table}, asOf: "2026-03-${String(1 + (at % 28)).padStart(2, '0')}") { asOf }`).join(' ')} }`],
      ][number % 4];
      await hand.ask(query, { variables });
      hand.must(performance.now() - began < 3_000, 'it took more than 3 s');
    },
  },
  {
    name: 'introspection',
    hazard: 'introspection multiplies through lists of types and fields; depth limits break the standard query',
    perSecond: 4,
    async once(hand, number) {
      const nested = (depth) => (depth === 0 ? 'name' : `fields { type { ${nested(depth - 1)} } }`);
      const answer = await hand.ask(
        [
          '{ __schema { types { name kind description fields(includeDeprecated: true) { name description args { name type { name ofType { name } } } type { name kind ofType { name kind ofType { name } } } } inputFields { name } enumValues(includeDeprecated: true) { name } possibleTypes { name } } directives { name args { name } } } }',
          `{ __schema { types { ${nested(4)} } } }`,
          `{ __type(name: "Council") { ${nested(12)} } }`,
          `{ ${Array.from({ length: 50 }, (_, at) => `t${at}: __schema { types { fields { name } } }`).join(' ')} }`,
          `{ __schema { types { possibleTypes { possibleTypes { interfaces { possibleTypes { fields { name } } } } } } } }`,
        ][number % 5],
      );
      if (number % 5 > 0) hand.must(Hand.code(answer) !== undefined || answer.text.length < 2_000_000, 'more than 2 MB of introspection');
    },
  },
  {
    name: 'many mistakes',
    hazard: 'the engine collects every error there is: 10,000 of them in one answer',
    perSecond: 8,
    async once(hand, number) {
      const answer = await hand.ask(
        [
          `{ ${Array.from({ length: 900 }, (_, at) => `nope${at}`).join(' ')} }`,
          `{ council(${Array.from({ length: 300 }, (_, at) => `a${at}: 1`).join(', ')}) { name } }`,
          `{ councils(first: 100) { nodes { a(b: 1) c(d: 2) e { f } } } }`,
          `{ ${Array.from({ length: 300 }, (_, at) => `...F${at}`).join(' ')} }`,
          `query(${Array.from({ length: 200 }, (_, at) => `$v${at}: Nope${at}!`).join(' ')}) { register { revision } }`,
          `{ ${Array.from({ length: 45 }, (_, at) => `m${at}: member(council: "strategiradet") { council { slug } }`).join(' ')} }`,
        ][number % 6],
      );
      hand.must(answer.text.length < 25_000, `${answer.text.length} bytes of errors`, answer.text);
    },
  },
];

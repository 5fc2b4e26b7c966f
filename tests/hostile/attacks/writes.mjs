// Changes: too many, twice, at once, and with keys that are none.

import { Hand } from '../attacker.mjs';
import { councilInput } from '../register.mjs';

const PERSON = 'mutation($input: CreatePersonInput!) { createPerson(input: $input) { person { id } userErrors { code message } } }';
const REGISTER = 'mutation($input: RegisterCouncilInput!) { registerCouncil(input: $input) { council { slug mandate { clauses { text } } } userErrors { code message } warnings { code } } }';

export default [
  {
    name: 'idempotency keys',
    hazard: 'a key that serves twice, keys without end, keys of others',
    perSecond: 6,
    async once(hand, number) {
      const key = `nokkel-${number}-${hand.random.below(1e9)}`;
      const input = { council: 'oppdiktet-rad-1', name: `Nøkkel ${number}` };
      const same = await Promise.all(Array.from({ length: 4 }, () => hand.ask(PERSON, { persona: 'otherDesk', variables: { input }, headers: { 'idempotency-key': key } })));
      const made = new Set(same.map((answer) => answer.json?.data?.createPerson?.person?.id).filter(Boolean));
      hand.must(made.size <= 1, `one key made ${made.size}`, same.map((answer) => answer.text).join('\n'));
      const other = await hand.ask(PERSON, { persona: 'otherDesk', variables: { input: { ...input, name: 'En annen' } }, headers: { 'idempotency-key': key } });
      hand.must(other.json?.data?.createPerson?.userErrors?.[0]?.code === 'IDEMPOTENCY_KEY_REUSED' || other.status === 0, 'the key served twice', other.text);
      const stolen = await hand.ask(PERSON, { persona: 'registrar', variables: { input }, headers: { 'idempotency-key': key } });
      hand.must(!stolen.text.includes([...made][0] ?? '\u0001'), 'the answer to another account', stolen.text);
      await hand.ask(PERSON, {
        persona: 'otherDesk',
        variables: { input: { ...input, idempotencyKey: hand.random.one(['', '\u0000', 'k'.repeat(10_000), ' ', '😀', key]) } },
        headers: hand.random.one([{}, { 'idempotency-key': hand.random.one(['', 'k'.repeat(3_000), '"x"', 'a, b', '\u00ff']) }, { 'idempotency-key': ['a', 'b'] }]),
      });
    },
  },
  {
    name: 'many changes in one document',
    hazard: 'one request, a hundred changes',
    perSecond: 3,
    atOnce: 3,
    async once(hand, number) {
      const count = [10, 49, 51][number % 3];
      const many = Array.from({ length: count }, (_, at) => `m${at}: createPerson(input: {council: "oppdiktet-rad-1", name: "Mange ${at}", idempotencyKey: "mange-${at}"}) { userErrors { code } }`).join(' ');
      const answer = await hand.ask(`mutation { ${many} }`, { persona: 'otherDesk' });
      if (count > 50) hand.refused(answer, 'TOO_COSTLY');
    },
  },
  {
    name: 'the same revision',
    hazard: 'two who change what both have read: serialisation failures, lost changes',
    perSecond: 2,
    atOnce: 2,
    async once(hand, number) {
      const { json } = await hand.ask('{ council(slug: "oppdiktet-rad-1") { revision } }');
      const input = { council: 'oppdiktet-rad-1', kind: 'ACTIVITY', what: 'evaluate', on: '2026-02-02', source: `Kappløp ${number}`, expectedRevision: json?.data?.council?.revision };
      const race = Array.from({ length: 6 }, () => hand.ask('mutation($input: RecordInput!) { record(input: $input) { record { id } userErrors { code message } } }', { persona: 'otherDesk', variables: { input } }));
      const won = (await Promise.all(race)).filter((answer) => answer.json?.data?.record?.record);
      hand.must(won.length <= 1, `${won.length} changed the same revision`);
      await hand.ask('mutation($input: RecordInput!) { record(input: $input) { userErrors { code } } }', { persona: 'otherDesk', variables: { input: { ...input, expectedRevision: hand.random.one([-1, 0, 2_147_483_647, 4_294_967_296]) } } });
    },
  },
  {
    name: 'registering without end',
    hazard: 'dry runs that are dearer than they look; inputs that are large, or mean something later',
    perSecond: 3,
    atOnce: 3,
    async once(hand, number) {
      const { random } = hand;
      const slug = `angrep-${number}-${random.below(1e9)}`;
      const statement = (at) => ({ key: `c${at}`, provision: { statement: { topic: 'NARRATIVE' } }, wording: { nb: 'x'.repeat(100) } });
      const seats = (count) => ({ key: 'many', provision: { seats: { group: { key: 'many', label: { nb: 'Mange' }, size: { exactly: { number: count } }, for: { sector: { sector: 'municipal', personal: true } } } } } });
      const input = random.one([
        councilInput(slug, 'Angrep', { dryRun: true }),
        councilInput(slug, 'Angrep', { dryRun: true, clauses: Array.from({ length: 300 }, (_, at) => statement(at)) }),
        councilInput(slug, 'Angrep', { dryRun: true, clauses: [seats(random.one([100, 1_000, 100_000, 2_147_483_647]))] }),
        councilInput(slug, 'A'.repeat(30_000), { dryRun: true }),
        councilInput(slug, '\u0000', { dryRun: true }),
        councilInput(slug, 'Angrep', { dryRun: true, organisations: Array.from({ length: 400 }, (_, at) => ({ slug: `o-${at}`, name: { nb: 'o' } })) }),
        councilInput(slug, 'Angrep', { dryRun: true, omit: Array.from({ length: 1_000 }, (_, at) => `k${at}`) }),
        councilInput('-'.repeat(5_000), 'Angrep', { dryRun: true }),
        councilInput(slug, 'Angrep', { dryRun: true, timeZone: '../../etc/passwd', establishedOn: '262142-01-01' }),
      ]);
      const answer = await hand.ask(REGISTER, { persona: 'helsedirektoratet', variables: { input } });
      hand.must(Hand.code(answer) !== 'TIMEOUT', 'it took longer than a request may', answer.text);
    },
  },
];

// What is kept: whole answers, documents, names of answers.

import crypto from 'node:crypto';

import { Hand } from '../attacker.mjs';

const PAGE = '{ council(slug: "strategiradet") { name } }';
const digest = (text) => crypto.createHash('sha256').update(text).digest('hex');

export default [
  {
    name: 'documents by name',
    hazard: 'automatic persisted queries store any parsable document, or are taken for an allow-list',
    perSecond: 20,
    async once(hand, number) {
      const junk = crypto.randomBytes(32).toString('hex');
      const persisted = (sha256Hash, version = 1) => ({ extensions: { persistedQuery: { version, sha256Hash } } });
      hand.refused(await hand.ask(undefined, { fields: persisted(junk) }), 'PERSISTED_QUERY_NOT_FOUND');
      hand.refused(await hand.ask(PAGE, { fields: persisted(junk) }), 'BAD_REQUEST');
      hand.refused(await hand.ask(undefined, { fields: { documentId: hand.random.one([junk, `sha256:${junk}`, '', '../../schema.graphql', 'a'.repeat(60_000)]) } }), 'PERSISTED_QUERY_NOT_FOUND', 'BAD_REQUEST');
      // What is refused is not learnt; what ran is, in a bounded room.
      const bad = `{ nope${number} }`;
      await hand.ask(bad, { fields: persisted(digest(bad)) });
      hand.refused(await hand.ask(undefined, { fields: persisted(digest(bad)) }), 'PERSISTED_QUERY_NOT_FOUND');
      const good = `query Q${number} { register { revision } } # ${'x'.repeat(6_000)}`;
      await hand.ask(good, { fields: persisted(digest(good)) });
      await hand.ask(undefined, { fields: { extensions: { persistedQuery: hand.random.one([null, 1, [], {}, { version: 2, sha256Hash: junk }, { version: 1, sha256Hash: 7 }]) } } });
    },
  },
  {
    name: 'names of answers',
    hazard: 'ETags tell what exists, or whether it changed, to those who may not know',
    perSecond: 12,
    async once(hand) {
      const tags = (slug) => hand.get({ query: `{ council(slug: "${slug}") { name revision } }` }, { headers: { accept: 'application/json' } });
      const [draft, none] = [await tags(hand.draft), await tags('finnes-ikke')];
      hand.must(draft.status !== 200 || none.status !== 200 || (draft.text === none.text && draft.headers.etag === none.headers.etag), 'a draft does not look like what does not exist', draft.text);
      const any = hand.random.one(['*', '"x"', Array.from({ length: 3_000 }, (_, at) => `"${at}"`).join(', '), 'W/', '"', '""']);
      const read = await hand.get({ query: PAGE }, { headers: { accept: 'application/json', 'if-none-match': any } });
      hand.must([200, 304, 431].includes(read.status) || read.status === 0, `status ${read.status}`, read.text);
      const mine = await hand.get({ query: '{ viewer { label account } }' }, { persona: 'otherDesk', headers: { accept: 'application/json', 'if-none-match': '*' } });
      hand.must(mine.status === 200 || mine.status === 0, `with a token: status ${mine.status}`);
      hand.must(mine.headers['cache-control'] === 'no-store' && !mine.headers.etag, 'an answer to somebody may be kept');
    },
  },
  {
    name: 'poisoned answers',
    hazard: 'headers that are not part of the question change the answer that is kept for everybody',
    perSecond: 8,
    async once(hand, number) {
      const query = `{ council(slug: "strategiradet") { name slug mandate { version } } } # ${number % 20}`;
      const poison = hand.random.one([
        { 'x-forwarded-host': 'evil.example' },
        { host: 'evil.example' },
        { 'x-original-url': '/admin' },
        { 'x-forwarded-proto': 'gopher', 'x-forwarded-prefix': '/evil' },
        { origin: 'https://evil.example' },
        { 'accept-language': 'en' },
        { cookie: 'role=operator' },
        { 'idempotency-key': 'x' },
        { accept: 'application/graphql-response+json' },
        { authorization: 'Bearer nope' },
      ]);
      const poisoned = await hand.ask(query, { headers: poison });
      const [one, two] = [await hand.ask(query), await hand.ask(query, { fields: { operationName: null } })];
      hand.must(!one.text.includes('evil') && one.text === two.text, 'answers differ', one.text);
      hand.must(!poisoned.text.includes('evil'), 'a header is in the answer', poisoned.text);
      hand.must(Hand.code(one) === undefined, 'an error was kept', one.text);
    },
  },
  {
    name: 'answers of others',
    hazard: 'what a member was answered is kept and told to anybody',
    perSecond: 8,
    async once(hand, number) {
      const query = `{ member(council: "strategiradet") { cases(first: 20) { nodes { title nextProcess } } colleagues { start } } } # ${number % 10}`;
      await hand.ask(query, { persona: 'member' });
      for (const persona of ['anonymous', 'otherMember', 'registrar']) hand.refused(await hand.ask(query, { persona }), 'FORBIDDEN', 'UNAUTHENTICATED');
      const followed = await hand.get({ query }, { headers: { accept: 'application/json' } });
      hand.refused(followed, 'UNAUTHENTICATED');
      hand.must(followed.headers['cache-control'] === 'no-store', 'a refusal may be kept');
    },
  },
  {
    name: 'questions that are never the same',
    hazard: 'caches without bounds',
    perSecond: 30,
    async once(hand, number) {
      await hand.ask(`query A${number}_${hand.random.below(1e9)}($slug: String) { council(slug: $slug) { name mandate { clauses { key text } } } }`, {
        variables: { slug: hand.random.one(hand.slugs), ignored: hand.random.next() },
      });
      await hand.ask(PAGE, { variables: { [`v${hand.random.below(1e9)}`]: 'x'.repeat(3_000) } });
    },
  },
];

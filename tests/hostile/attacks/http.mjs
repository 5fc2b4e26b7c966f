// Requests that are no GraphQL over HTTP, or hardly HTTP.

import { Hand } from '../attacker.mjs';

const READ = JSON.stringify({ query: '{ register { revision } }' });
const CHANGE = 'mutation { createPerson(input: {council: "strategiradet", name: "Ved GET"}) { person { id } } }';

export default [
  {
    name: 'mutation by GET',
    hazard: 'mutations by GET: a link or a picture changes the register',
    perSecond: 8,
    async once(hand, number) {
      const method = number % 3 === 0 ? 'HEAD' : 'GET';
      const answer = await hand.get({ query: CHANGE }, { persona: 'desk', method, plain: method === 'HEAD', expected: [405] });
      hand.must(answer.headers.allow !== undefined || answer.status === 0, '405 without Allow');
      await hand.get({ query: `query A { register { revision } } ${CHANGE.replace('mutation', 'mutation B')}`, operationName: 'B' }, { persona: 'desk', expected: [405] });
    },
  },
  {
    name: 'media types',
    hazard: 'any content type is taken: forms of other sites reach the register without a preflight',
    perSecond: 12,
    async once(hand) {
      const type = hand.random.one([
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/graphql',
        'application/json; charset=utf-16',
        'application/json, text/plain',
        'application/jsonx',
        '',
        'application/json;charset="utf-8',
        `application/json; ${'a=b; '.repeat(3_000)}`,
      ]);
      await hand.ask(null, { body: READ, headers: { 'content-type': type }, expected: [200, 400, 415, 431] });
      await hand.ask(null, { body: READ, headers: { 'content-type': ['application/json', 'text/plain'] }, expected: [400, 415] });
      await hand.ask(null, { body: READ, headers: { 'content-encoding': hand.random.one(['gzip', 'br', 'deflate', 'gzip, gzip']) }, expected: [415] });
      const { status } = await hand.send({ body: `query=${encodeURIComponent('{ register { revision } }')}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
      hand.must(status === 415 || status === 0, `a form was answered with ${status}`);
    },
  },
  {
    name: 'multipart',
    hazard: 'unlimited multipart uploads',
    perSecond: 4,
    async once(hand, number) {
      const parts = number % 2 ? 500 : 3;
      const part = '--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\nc\r\n'.repeat(parts);
      const { status } = await hand.send({ headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: `${part}--x--\r\n` });
      hand.must(status === 415 || status === 0, `it was answered with ${status}`);
    },
  },
  {
    name: 'batches',
    hazard: 'unlimited batches',
    perSecond: 8,
    async once(hand, number) {
      const body = `[${Array.from({ length: [1, 10, 1_000][number % 3] }, () => READ).join(',')}]`;
      hand.refused(await hand.ask(null, { body }), 'BAD_REQUEST', 'PAYLOAD_TOO_LARGE');
    },
  },
  {
    name: 'bodies that are no request',
    hazard: 'JSON that is none, or of other shapes; bytes that are no UTF-8',
    perSecond: 15,
    async once(hand) {
      await hand.ask(null, {
        body: hand.random.one([
          '',
          'null',
          '7',
          '"{ register { revision } }"',
          '{}',
          '{"query":1}',
          '{"query":["{ register { revision } }"]}',
          '{"query":"{ register { revision } }","variables":"x"}',
          '{"query":"{ register { revision } }","variables":[1]}',
          '{"query":"{ register { revision } }","operationName":7}',
          '{"query":"{ register { revision } }","extensions":[]}',
          '{"query":"{ register { revision } }","query":"{ nope }"}',
          '{"query":"\\ud800 { register { revision } }"}',
          Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
          Buffer.from('{"query":"{ register { revision } }"}', 'utf16le'),
          `{"query":"{ register { revision } }", "n": ${'9'.repeat(30_000)}}`,
          `{"query":"{ register { revision } }", "variables": {"n": 1e400}}`,
          `{${Array.from({ length: 4_000 }, (_, at) => `"k${at}":1`).join(',')},"query":"{ register { revision } }"}`,
          `${' '.repeat(60_000)}{"query":"{ register { revision } }"}`,
          '{"query":"{ register { revision } }"}{"query":"{ nope }"}',
          '\u0000',
        ]),
      });
    },
  },
  {
    name: 'query strings',
    hazard: 'GET: parameters that are given twice, are no JSON, no UTF-8, or endless',
    perSecond: 12,
    async once(hand) {
      const query = encodeURIComponent('{ register { revision } }');
      await hand.send({
        method: 'GET',
        path: hand.random.one([
          '/graphql',
          '/graphql?',
          '/graphql?query=',
          `/graphql?query=${query}&query=${query}`,
          `/graphql?query=${query}&variables={`,
          `/graphql?query=${query}&variables=[]`,
          `/graphql?query=${query}&extensions=%7B%22a%22%3A`,
          '/graphql?query=%ff%fe',
          '/graphql?query=%',
          `/graphql?query=${query}${'&a=b'.repeat(3_000)}`,
          `/graphql?query=${'%20'.repeat(15_000)}${query}`,
          `/graphql?query=${'%5B'.repeat(6_000)}`,
          `/graphql?query=${query}&operationName=${'a'.repeat(20_000)}`,
          `/graphql?${'&'.repeat(30_000)}`,
          `/graphql?query=${query}#fragment`,
          `/graphql/?query=${query}`,
          `//graphql?query=${query}`,
        ]),
      });
    },
  },
  {
    name: 'methods',
    hazard: 'other methods, and headers that pretend to be one',
    perSecond: 8,
    async once(hand) {
      const method = hand.random.one(['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'LOCK', 'MKCOL', 'SEARCH', 'REPORT']);
      const path = hand.random.one(['/graphql', '/', '/livez', '/playground', '/schema.graphql']);
      const { status } = await hand.send({ method, path, headers: { 'content-type': 'application/json' }, body: READ }, { expected: [405] });
      hand.must(status === 405 || status === 0, `${method} ${path} was answered with ${status}`);
      const hidden = await hand.get({ query: CHANGE }, { persona: 'desk', headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' }, expected: [405] });
      hand.must(hidden.status === 405 || hidden.status === 0, 'a header made a POST of a GET');
    },
  },
  {
    name: 'Accept',
    hazard: 'Accept: endless lists, weights that are none, media types that nobody serves',
    perSecond: 12,
    async once(hand) {
      const accept = hand.random.one([
        'text/html',
        'image/png',
        '*/*;q=0',
        'application/json;q=banana',
        'application/json;q=1.9999999999999999999',
        'application/json;q=0.å',
        Array.from({ length: 2_000 }, (_, at) => `a/b${at}`).join(','),
        ','.repeat(9_000),
        'text/event-stream',
        'application/graphql-response+json;charset=utf-16',
        'APPLICATION/JSON',
        '*',
      ]);
      await hand.ask('{ register { revision } }', { headers: { accept: Buffer.from(accept).toString('latin1') } });
      await hand.ask('{ nope }', { headers: { 'accept-language': hand.random.one(['nb', 'xx', '*;q=0', 'se,nn;q=0.1', 'en-'.repeat(3_000), ';;;;', 'nb;q=-1']) } });
    },
  },
  {
    name: 'static pages',
    hazard: 'path traversal and ranges on what is served as files',
    perSecond: 25,
    async once(hand) {
      const path = hand.random.one([
        '/../../../../etc/passwd',
        '/playground/../../etc/passwd',
        '/playground/x/..%2f..%2f..%2fetc%2fpasswd',
        '/playground/..%5c..%5c/x.js',
        '/playground/%2e%2e/%2e%2e/Cargo.toml',
        '/playground/1/%00',
        '/playground/1/mandat.sqlite',
        '/data/mandat.sqlite',
        '/.git/config',
        '/playground//etc/passwd',
        '/%',
        '/%ff%fe',
        `/${'a/'.repeat(5_000)}`,
        '/README.md/..;/data',
        '/schema.graphql%00.html',
        '/;/graphql',
      ]);
      const { text, status } = await hand.send({ method: 'GET', path, headers: {} }, { expected: [400, 404, 414, 431] });
      hand.must(!text.includes('root:') && !text.includes('SQLite format'), `${path} was served: ${status}`, text);
      const page = hand.random.one(['/', '/schema.graphql', '/icon.svg', '/README.md', '/playground', '/start.css']);
      const range = hand.random.one(['bytes=0-', 'bytes=-1', 'bytes=9999999999999999999-', `bytes=${'0-1,'.repeat(3_000)}0-1`, 'bytes=5-1', 'lines=1-2']);
      await hand.send({ method: 'GET', path: page, headers: { range } }, { expected: [200, 206, 416], plain: true });
      await hand.get({ query: '{ register { revision } }' }, { headers: { range, accept: 'application/json' }, expected: [200] });
    },
  },
  {
    name: 'door of development tokens',
    hazard: 'pages of other origins, or names that are pointed at this machine, get a token of any role',
    perSecond: 8,
    async once(hand) {
      const proper = { 'content-type': 'application/json', 'x-mandat-playground': 'token' };
      const own = `127.0.0.1:${hand.port}`;
      const headers = hand.random.one([
        { 'content-type': 'application/json' },
        { ...proper, origin: 'https://evil.example' },
        { ...proper, origin: 'null' },
        { ...proper, host: 'evil.example' },
        { ...proper, host: `evil.example:${hand.port}`, origin: `http://evil.example:${hand.port}` },
        { ...proper, host: `127.0.0.1.evil.example:${hand.port}` },
        { ...proper, host: `evil@127.0.0.1:${hand.port}` },
        { ...proper, host: own, origin: `https://${own}` },
        { ...proper, 'sec-fetch-site': 'cross-site' },
        { ...proper, 'sec-fetch-site': 'same-site' },
        { ...proper, 'x-mandat-playground': 'yes' },
        { ...proper, host: own, origin: [`http://${own}`, 'https://evil.example'] },
      ]);
      const answer = await hand.send({ path: '/playground/token', headers, body: '{"role":"operator"}' }, { expected: [400, 403] });
      hand.must(!answer.text.includes('eyJ'), 'it gave a token', answer.text);
      await hand.send({ method: 'OPTIONS', path: '/playground/token', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } }, { expected: [403, 405], plain: true });
      // Whoever is at home gets words for a role that is none, and no more.
      const role = hand.random.one(['', 'secretariat', 'member:nope', 'operator:x', `secretariat:${'a'.repeat(900)}`, 'registrar:\u0000', 'root']);
      await hand.send({ path: '/playground/token', headers: proper, body: JSON.stringify({ role }) }, { expected: [200, 400, 413] });
    },
  },
  {
    name: 'other origins',
    hazard: 'pages of other origins read answers in a browser',
    perSecond: 6,
    async once(hand) {
      const origin = hand.random.one(['https://evil.example', 'null', `http://127.0.0.1:${hand.port + 1}`, 'http://localhost.evil.example', `http://127.0.0.1:${hand.port}.evil.example`]);
      const answer = await hand.ask('{ register { revision } }', { headers: { origin } });
      hand.must(answer.headers['access-control-allow-origin'] === undefined, `${origin} may read answers`);
      const before = await hand.send({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' } }, { plain: true, expected: [200, 204, 403, 405] });
      hand.must(before.headers['access-control-allow-origin'] === undefined, `${origin} may ask`);
    },
  },
  {
    name: 'cancelled requests',
    hazard: 'a cancelled begin() leaves an open transaction on a pooled connection; the next write may roll back',
    perSecond: 12,
    async once(hand, number) {
      const change = { query: 'mutation($n: String!) { createPerson(input: {council: "oppdiktet-rad-1", name: $n}) { person { id } } }', variables: { n: `Avbrutt ${number}` } };
      const body = JSON.stringify(number % 2 ? change : { query: '{ councils(first: 100) { nodes { name mandate { clauses { key } } } } }' });
      const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${hand.who.otherDesk}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
      // Away as soon as it is sent, or a moment later.
      await hand.raw([head + body], { patience: 1 + hand.random.below(6) });
    },
  },
  {
    name: 'forged addresses',
    hazard: 'X-Forwarded-For can be forged',
    perSecond: 10,
    async once(hand) {
      const address = hand.random.one(['1.2.3.4', 'unknown', '::1', '1.2.3.4, 5.6.7.8', `${'9.9.9.9, '.repeat(2_000)}1.1.1.1`, '127.0.0.1', '999.1.1.1', 'å', '']);
      const forged = Buffer.from(address).toString('latin1');
      const answer = await hand.ask('{ register { revision } }', { headers: { 'x-forwarded-for': forged, forwarded: `for=${forged}`, 'x-real-ip': '127.0.0.1' } });
      hand.must(answer.status === 200 || answer.status === 431 || answer.status === 0, `status ${answer.status}`, answer.text);
      hand.must(Hand.code(answer) === undefined, 'it was refused', answer.text);
    },
  },
];

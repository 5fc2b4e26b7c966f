// Connections: too many, too slow, too clever.

import net from 'node:net';

const READ = JSON.stringify({ query: '{ register { revision } }' });
const post = (body, more = '') => `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const READ_BY_GET = `/graphql?query=${encodeURIComponent('{ register { revision } }')}`;
const REFUSED = [400, 408, 413, 414, 431, 501, 505];

/** Opens so many connections, says `words` on each, and lets them stand. */
function stand(port, from, count, words, milliseconds) {
  const sockets = Array.from({ length: count }, () => {
    const socket = net.connect({ host: '127.0.0.1', port, localAddress: from });
    socket.on('error', () => socket.destroy());
    socket.on('data', () => {});
    if (words) socket.write(words);
    return socket;
  });
  return new Promise((done) =>
    setTimeout(() => {
      for (const socket of sockets) socket.destroy();
      done();
    }, milliseconds),
  );
}

export default [
  {
    name: 'slow heads',
    hazard: 'axum::serve sets no header timer: slow headers hold connections for ever',
    perSecond: 6,
    atOnce: 60,
    async once(hand) {
      const drip = [...`x-slow: ${'a'.repeat(30)}`].flatMap((letter) => [500, letter]);
      const began = performance.now();
      await hand.raw(['POST /graphql HTTP/1.1\r\nhost: x\r\n', ...drip], { patience: 14_000, expected: [408, 400] });
      hand.must(performance.now() - began < 13_500, 'a head that drips was waited for longer than 13 s');
    },
  },
  {
    name: 'slow bodies',
    hazard: 'bodies that drip hold a request for ever',
    perSecond: 4,
    atOnce: 60,
    async once(hand, number) {
      const drip = Array.from({ length: 40 }, () => [400, ' ']).flat();
      const head = number % 2 ? 'content-length: 60000' : 'transfer-encoding: chunked';
      const began = performance.now();
      await hand.raw([`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${head}\r\n\r\n`, ...drip], { patience: 15_000, expected: [400, 408], until: '}]' });
      hand.must(performance.now() - began < 14_500, 'a body that drips was waited for longer than 14 s');
    },
  },
  {
    name: 'slow readers',
    hazard: 'a client that asks and does not read holds memory and its connection for ever',
    perSecond: 4,
    atOnce: 30,
    async once(hand) {
      const body = JSON.stringify({ query: '{ __schema { types { name description fields { name description args { name description } } } } }' });
      const socket = net.connect({ host: '127.0.0.1', port: hand.port });
      socket.on('error', () => socket.destroy());
      socket.pause();
      for (let times = 0; times < 20; times += 1) socket.write(post(body));
      await new Promise((go) => setTimeout(go, 6_000));
      socket.destroy();
    },
  },
  {
    name: 'thousands of connections',
    hazard: 'no cap of connections: idle ones use up memory and descriptors, or every seat there is',
    perSecond: 0.5,
    atOnce: 1,
    once: (hand) => stand(hand.port, hand.random.address(), 1_500, '', 3_000),
  },
  {
    name: 'connections that say half',
    hazard: 'idle connections that have begun a request',
    perSecond: 0.5,
    atOnce: 1,
    once: (hand) => stand(hand.port, hand.random.address(), 600, 'GET / HTTP/1.1\r\nhost: x\r\n', 2_500),
  },
  {
    name: 'connections that come and go',
    hazard: 'opening and closing as fast as it goes',
    perSecond: 3,
    atOnce: 2,
    once: (hand) => stand(hand.port, hand.random.address(), 60, 'GET', 30),
  },
  {
    name: 'large bodies',
    hazard: 'the extractor ignores the body limit',
    perSecond: 5,
    async once(hand, number) {
      const kind = number % 4;
      if (kind === 0) await hand.raw([`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{`], { expected: [413], until: '}]' });
      if (kind === 1) await hand.raw([post(`{"query":"${'a'.repeat(70_000)}"}`)], { expected: [413], until: '}]' });
      if (kind === 2) {
        const chunk = `8000\r\n${'a'.repeat(0x8000)}\r\n`;
        await hand.raw(['POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n', ...Array.from({ length: 30 }, () => chunk)], { expected: [413], until: '}]' });
      }
      if (kind === 3) await hand.raw([`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999999999999999999999999\r\n\r\n{`], { expected: REFUSED, until: '\r\n\r\n' });
    },
  },
  {
    name: 'smuggled requests',
    hazard: 'two readings of where a request ends: a proxy’s and ours',
    perSecond: 12,
    async once(hand) {
      const inner = 'GET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n';
      const start = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
      const [head, body] = hand.random.one([
        [`${start}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n`, `0\r\n\r\n${inner}`],
        [`${start}transfer-encoding: chunked\r\ncontent-length: ${READ.length}\r\n\r\n`, READ + inner],
        [`${start}content-length: 5\r\ncontent-length: 6\r\n\r\n`, `{}    ${inner}`],
        [`${start}content-length: 5, 5\r\n\r\n`, `{}   ${inner}`],
        [`${start}transfer-encoding: xchunked\r\n\r\n`, `0\r\n\r\n${inner}`],
        [`${start}transfer-encoding: chunked, identity\r\n\r\n`, `0\r\n\r\n${inner}`],
        [`${start}transfer-encoding : chunked\r\n\r\n`, `0\r\n\r\n${inner}`],
        [`${start}transfer-encoding:\u000bchunked\r\n\r\n`, `0\r\n\r\n${inner}`],
        [`${start}transfer-encoding: chunked\r\n\r\n`, `fffffffffffffffff\r\n${inner}`],
        [`${start}transfer-encoding: chunked\r\n\r\n`, `-1\r\n${inner}`],
        [`${start}transfer-encoding: chunked\r\n\r\n`, `1;${'a'.repeat(70_000)}\r\n{\r\n0\r\n\r\n`],
        [`${start}content-length: -1\r\n\r\n`, inner],
        [`${start}content-length: +2\r\n\r\n`, `{}${inner}`],
        [`${start}content-length: 0x2\r\n\r\n`, `{}${inner}`],
        [`${start} content-length: 2\r\n\r\n`, `{}${inner}`],
        [`${start}x: a\r\n b\r\ncontent-length: 2\r\n\r\n`, '{}'],
        [`POST /graphql HTTP/1.1\nhost: x\ncontent-type: application/json\ncontent-length: 2\n\n`, '{}'],
        [`${start}content-length: 2\r\n\rX`, `{}${inner}`],
        [`${start}x: a\u0000b\r\ncontent-length: 2\r\n\r\n`, '{}'],
        ['GET http://evil.example/graphql HTTP/1.1\r\nhost: x\r\n\r\n', ''],
        ['GET /graphql HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n', ''],
        ['GET /graphql HTTP/1.1\r\n\r\n', ''],
        ['GET /graphql  HTTP/1.1\r\nhost: x\r\n\r\n', ''],
        [`GET ${READ_BY_GET} HTTP/1.1\r\nhost: x\r\ncontent-length: 40\r\n\r\n`, inner],
      ]);
      // One request, and at most what is plainly a second one.
      const answers = await hand.raw([head + body], { patience: 400, most: 2, expected: [200, 404, 415, ...REFUSED] });
      const two = /transfer-encoding[\s\S]*content-length|content-length[\s\S]*transfer-encoding/.test(head);
      if (two) hand.must(!answers.some((answer) => answer.status === 404), 'what came behind both lengths was taken for a request', head);
    },
  },
  {
    name: 'pipelining',
    hazard: 'requests that do not wait for answers',
    perSecond: 3,
    async once(hand, number) {
      const count = [10, 100, 500][number % 3];
      const request = number % 2 ? post(READ) : `GET ${READ_BY_GET} HTTP/1.1\r\nhost: x\r\naccept: application/json\r\n\r\n`;
      const last = 'GET /livez HTTP/1.1\r\nhost: x\r\n\r\n';
      const answers = await hand.raw([request.repeat(count) + last], { patience: 8_000, until: '"live"', expected: [200] });
      hand.must(answers.length === count + 1, `${answers.length} answers to ${count + 1} requests`);
    },
  },
  {
    name: 'old and other protocols',
    hazard: 'HTTP/1.0, 0.9, 2, TLS and noise on a port for HTTP/1.1',
    perSecond: 8,
    async once(hand) {
      await hand.raw(
        [
          hand.random.one([
            `GET ${READ_BY_GET} HTTP/1.0\r\n\r\n`,
            `POST /graphql HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: ${READ.length}\r\n\r\n${READ}`,
            'GET /livez\r\n',
            'GET / HTTP/9.9\r\nhost: x\r\n\r\n',
            'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004',
            Buffer.from('1603010200010001fc0303' + '00'.repeat(200), 'hex'),
            '\r\n\r\n\r\nGET /livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
            '\u0000'.repeat(2_000),
            'A'.repeat(100_000),
            'GET / HTTP/1.1\r\nhost: x\r\nupgrade: h2c\r\nconnection: upgrade, http2-settings\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n\r\n',
            'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n',
            'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n',
            `POST /graphql HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: ${READ.length}\r\n\r\n`,
            `POST /graphql HTTP/1.1\r\nhost: x\r\nexpect: 200-ok\r\ncontent-type: application/json\r\ncontent-length: ${READ.length}\r\n\r\n${READ}`,
          ]),
        ],
        { patience: 300, plain: true, expected: [100, 200, 404, 405, 417, ...REFUSED] },
      );
    },
  },
  {
    name: 'large heads',
    hazard: 'headers without end',
    perSecond: 8,
    async once(hand) {
      const headers = hand.random.one([
        'x: y\r\n'.repeat(65),
        'x: y\r\n'.repeat(5_000),
        `x: ${'a'.repeat(200_000)}\r\n`,
        `${'a'.repeat(100_000)}: b\r\n`,
        `cookie: ${'a=b; '.repeat(80_000)}\r\n`,
        `authorization: Bearer ${'a'.repeat(60_000)}\r\n`,
      ]);
      const answers = await hand.raw([post(READ, headers)], { patience: 1_500, until: '\r\n\r\n', expected: [400, 401, 431] });
      hand.must(answers.every((answer) => answer.status !== 200), 'it was answered');
      await hand.raw([`GET /${'a'.repeat(70_000)} HTTP/1.1\r\nhost: x\r\n\r\n`], { patience: 1_500, until: '\r\n\r\n', expected: [414, 431, 400, 404] });
    },
  },
  {
    name: 'half-closed connections',
    hazard: 'a client that has said everything and closes its side',
    perSecond: 8,
    once: (hand) => hand.raw([post(READ)], { halfClose: true, patience: 2_000, expected: [200] }),
  },
];

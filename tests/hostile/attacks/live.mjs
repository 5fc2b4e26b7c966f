// WebSockets and event streams.

import { frame, raw } from '../client.mjs';

const FOLLOW = { query: 'subscription { registerChanged { revision } }' };
const subscribe = (id, payload = FOLLOW) => ({ type: 'subscribe', id: String(id), payload });

export default [
  {
    name: 'WebSockets that stay silent',
    hazard: 'a connection that never begins is never closed (4408)',
    perSecond: 4,
    atOnce: 40,
    async once(hand) {
      const wire = await hand.wire('anonymous', { init: false, from: hand.random.address() });
      hand.must(await wire.until((one) => one.closed, 9_000), 'it stayed open');
      hand.must(wire.closed?.code === 4408, `closed with ${wire.closed?.code}`);
      hand.drop(wire);
    },
  },
  {
    name: 'frames that are none',
    hazard: 'a malformed message makes an invalid close frame, or ends the process',
    perSecond: 12,
    async once(hand, number) {
      const wire = await hand.wire('anonymous', { init: number % 2 === 0 });
      const { one } = hand.random;
      const bytes = one([
        frame(1, '{"type":"ping"}', { masked: false }),
        frame(1, '{"type":"ping"}', { reserved: 7 }),
        frame(3, 'x'),
        frame(11, 'x'),
        frame(9, 'x'.repeat(126)),
        frame(8, 'x'),
        frame(8, Buffer.from([0, 1])),
        frame(8, Buffer.from([0x03, 0xe8, 0xff, 0xff])),
        frame(9, 'x', { fin: false }),
        frame(0, 'x'),
        frame(1, 'x', { announced: 2 ** 40 }),
        frame(1, 'x', { announced: 70_000 }),
        frame(1, 'a'.repeat(66_000)),
        Buffer.concat(Array.from({ length: 40 }, (_, at) => frame(at === 0 ? 1 : 0, 'a'.repeat(2_000), { fin: false }))),
        frame(1, Buffer.from([0xff, 0xfe, 0xfd])),
        frame(2, 'binary'),
        Buffer.alloc(500, 255),
        Buffer.alloc(500),
        Buffer.from('GET / HTTP/1.1\r\n\r\n'),
        frame(1, ''),
        Buffer.concat([frame(1, 'a', { fin: false }), frame(1, 'b')]),
      ]);
      wire.write(bytes);
      await wire.until((open) => open.closed, 1_500);
      const code = wire.closed?.code;
      hand.must([undefined, null, 1000, 1002, 1005, 1007, 1009, 4400].includes(code), `closed with ${code}`);
      hand.drop(wire);
    },
  },
  {
    name: 'messages out of order',
    hazard: 'close codes 4400, 4401, 4409 and 4429 are never sent',
    perSecond: 12,
    async once(hand) {
      const { one } = hand.random;
      const [code, init, ...messages] = one([
        [4401, false, subscribe(1)],
        [4429, true, { type: 'connection_init' }],
        [4409, true, subscribe(1), subscribe(1)],
        [4400, true, { type: 'subscribe', id: '', payload: FOLLOW }],
        [4400, true, { type: 'subscribe', id: 7, payload: FOLLOW }],
        [4400, true, { type: 'subscribe', id: '1' }],
        [4400, true, { type: 'subscribe', id: '1', payload: { query: 7 } }],
        [4400, true, { type: 'next', id: '1', payload: {} }],
        [4400, true, '['.repeat(30_000)],
        [4400, true, '{"type":"ping","payload":'.repeat(1_000)],
        [4400, true, 'null'],
        [4400, true, '{"type":"connection_init"'],
        [4400, false, { type: 'connection_init', payload: [1] }],
        [4403, false, { type: 'connection_init', payload: { token: 'x', authorization: 'Bearer x' } }],
        [4409, true, subscribe('\u0000"å'.repeat(200)), subscribe('\u0000"å'.repeat(200))],
      ]);
      const wire = await hand.wire('anonymous', { init });
      for (const message of messages) wire.say(message);
      await wire.until((open) => open.closed, 6_000);
      hand.must(wire.closed?.code === code, `closed with ${wire.closed?.code} in place of ${code}`, JSON.stringify(messages).slice(0, 300));
      hand.must((wire.closed?.reason.length ?? 0) <= 123, 'a reason that is too long');
      hand.drop(wire);
    },
  },
  {
    name: 'operations over a socket',
    hazard: 'limits, doors and checks that hold for POST alone',
    perSecond: 8,
    async once(hand, number) {
      const persona = hand.random.one(['anonymous', 'otherMember', 'otherDesk']);
      const wire = await hand.wire(persona);
      const queries = [
        `{ nodes(ids: ${'['.repeat(2_000)}) { id } }`,
        `{ ${'a: register { revision } '.repeat(1)} ...F } fragment F on Query { ...F }`,
        '{ secretariat(council: "strategiradet") { contacts { email } } }',
        '{ member(council: "strategiradet") { cases { nodes { title } } } }',
        '{ councils(first: 100) { nodes { memberships(first: 100) { nodes { seat { council { memberships(first: 100) { nodes { id } } } } } } } } }',
        'subscription { a: registerChanged { revision } b: registerChanged { revision } }',
        'subscription { ...F } fragment F on Subscription { registerChanged { revision } }',
        'subscription { registerChanged(first: -1) { revision } }',
        'subscription { registerChanged(first: 1, after: -2147483648) { revision } }',
        'subscription { registerChanged(after: 2147483647) { revision } }',
        'subscription { __typename }',
        'subscription { registerChanged @skip(if: true) { revision } }',
        'mutation { createPerson(input: {council: "strategiradet", name: "Over socket"}) { userErrors { code } } }',
        'query A { register { revision } } query B { register { revision } }',
      ];
      queries.forEach((query, at) => wire.say(subscribe(`${number}-${at}`, { query })));
      wire.say({ type: 'ping', payload: { x: 'y'.repeat(50_000) } });
      await wire.until((open) => open.closed || open.heard.filter((message) => /"(error|complete)"/.test(message)).length >= 10, 4_000);
      hand.must(!wire.closed, `it was closed with ${wire.closed?.code}`);
      hand.drop(wire, persona);
    },
  },
  {
    name: 'subscriptions without end',
    hazard: 'no limit of subscriptions: each change of the register is told a thousand times',
    perSecond: 3,
    atOnce: 12,
    async once(hand, number) {
      const wire = await hand.wire('anonymous', { from: hand.random.address() });
      for (let id = 0; id < 60; id += 1) wire.say(subscribe(id));
      await wire.until((open) => open.heard.filter((message) => message.includes('TOO_MANY_OPERATIONS')).length >= 40 || open.closed, 4_000);
      hand.must(wire.heard.filter((message) => message.includes('TOO_MANY_OPERATIONS')).length >= 40, 'more than 20 run at a time', String(wire.closed?.code));
      await new Promise((go) => setTimeout(go, 1_500 + (number % 4) * 500));
      hand.drop(wire);
    },
  },
  {
    name: 'subscribe and complete',
    hazard: 'work that is begun and given up as fast as it goes',
    perSecond: 3,
    atOnce: 4,
    async once(hand) {
      const wire = await hand.wire('anonymous');
      for (let id = 0; id < 150; id += 1) {
        wire.say(subscribe(id));
        wire.say({ type: 'complete', id: String(id) });
      }
      for (let times = 0; times < 150; times += 1) wire.say({ type: 'ping' });
      await wire.until((open) => open.heard.filter((message) => message.includes('pong')).length >= 150 || open.closed, 6_000);
      hand.must(!wire.closed, `it was closed with ${wire.closed?.code}`);
      hand.drop(wire);
    },
  },
  {
    name: 'deaf WebSockets',
    hazard: 'a client that asks for much and reads nothing',
    perSecond: 3,
    atOnce: 20,
    async once(hand) {
      const wire = await hand.wire('anonymous', { from: hand.random.address() });
      wire.socket.pause();
      for (let id = 0; id < 40; id += 1) wire.say(subscribe(id, { query: '{ councils(first: 50) { nodes { name mandate { clauses { text } } } } }' }));
      await new Promise((go) => setTimeout(go, 5_000));
      wire.drop();
    },
  },
  {
    name: 'event streams',
    hazard: 'streams that are opened and left',
    perSecond: 8,
    atOnce: 40,
    async once(hand, number) {
      const body = JSON.stringify(number % 3 ? FOLLOW : { query: hand.random.one(['{ nope }', '{ secretariat(council: "strategiradet") { contacts { email } } }', 'subscription { registerChanged(first: 1) { revision } }', '{ register { revision } }']) });
      const head = `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
      const { text } = await raw({ port: hand.port, pieces: [head + body], patience: 500 + hand.random.below(3_000), until: 'event: complete', from: hand.random.address() });
      hand.judge.answers += 1;
      hand.judge.secrecy(hand.attack.name, 'anonymous', text);
      hand.must(text.startsWith('HTTP/1.1 200'), 'no stream', text);
      for (const [, data] of text.matchAll(/^data: (\{.*\})\r?$/gm)) hand.judge.json(hand.attack.name, 200, Buffer.from(data, 'latin1').toString());
    },
  },
  {
    name: 'openings that are none',
    hazard: 'any page may open a WebSocket to anybody; handshakes that are half right',
    perSecond: 8,
    async once(hand) {
      const lines = {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
      };
      const change = hand.random.one([
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-websocket-version': '8' },
        { 'sec-websocket-key': 'short' },
        { 'sec-websocket-key': undefined },
        { 'sec-websocket-protocol': 'graphql-ws' },
        { 'sec-websocket-protocol': undefined },
        { connection: 'close' },
        { authorization: 'Bearer a, b' },
        { 'sec-websocket-protocol': 'x, '.repeat(9_000) },
      ]);
      const headers = Object.entries({ ...lines, ...change }).filter(([, value]) => value !== undefined);
      const text = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      const answers = await hand.raw([`GET /graphql HTTP/1.1\r\nhost: 127.0.0.1:${hand.port}\r\n${text}\r\n`], { patience: 800, until: '}]', expected: [400, 401, 403, 431] });
      hand.must(answers.every((answer) => answer.status !== 101), `it was opened: ${JSON.stringify(change).slice(0, 200)}`);
    },
  },
];

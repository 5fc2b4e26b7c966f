// Events over the reference clients of both protocols, and over bare sockets where a client would not do what is wrong.
// `MANDAT_URL=http://127.0.0.1:8000/graphql node --test streams.test.js`: the register is that of fill.js.

import assert from 'node:assert/strict';
import net from 'node:net';
import { after, test } from 'node:test';

import { Client, cacheExchange, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { createClient as sseClient } from 'graphql-sse';
import { createClient as wsClient } from 'graphql-ws';
import WebSocket from 'ws';

import { answerOf, send } from '../hostile/client.mjs';
import { change, token } from '../hostile/register.mjs';

const url = process.env.MANDAT_URL;
const socketUrl = url.replace(/^http/, 'ws');
const to = { port: Number(new URL(url).port) };
const PROTOCOL = 'graphql-transport-ws';
const COUNCIL = 'oppdiktet-rad-11';
const PATIENCE = 20_000;

const desk = await token(to, `secretariat:${COUNCIL}`);
const open = new Set();
after(() => {
  for (const end of open) end();
});

/** Fails where nothing comes of it. */
const soon = (promise, what) => {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what}: nothing came`)), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** Something to wait for. */
function promised() {
  const it = {};
  it.promise = new Promise((go, fail) => Object.assign(it, { go, fail }));
  return it;
}

let renamed = 0;
/** An act that everybody may see. Gives the name that the council has now. */
async function act() {
  renamed += 1;
  const name = `Omdøpt råd ${renamed}`;
  await change(to, desk, 'renameCouncil', 'council { slug }', { council: COUNCIL, name: { nb: name, nn: name, en: name } });
  return name;
}

const revisions = async () => {
  const { council, register } = await answerOf(to, `{ council(slug: "${COUNCIL}") { revision } register { revision } }`);
  return { council: String(council.revision), register: String(register.revision) };
};

const COUNCIL_CHANGED = `subscription ($after: ID, $first: Int) {
  councilChanged(council: "${COUNCIL}", after: $after, first: $first) { eventId previousEventId council { name(lang: NB) } }
}`;
const REGISTER_CHANGED = `subscription ($after: ID, $first: Int) {
  registerChanged(after: $after, first: $first) { eventId previousEventId revision }
}`;

/** What an operation tells, as it comes: `next()` waits for one more, `end` for the last. */
function follow(client, query, variables) {
  const told = [];
  const waiting = [];
  const end = promised();
  // Whoever only waits for what is told does not have to hear of the end.
  end.promise.catch(() => {});
  const stop = client.subscribe(
    { query, variables },
    {
      next: (answer) => (waiting.length > 0 ? waiting.shift().go(answer) : told.push(answer)),
      error: (wrong) => {
        end.fail(wrong);
        for (const one of waiting.splice(0)) one.fail(wrong);
      },
      complete: () => {
        end.go(told);
        for (const one of waiting.splice(0)) one.fail(new Error('complete'));
      },
    },
  );
  const next = () => {
    if (told.length > 0) return Promise.resolve(told.shift());
    const one = promised();
    waiting.push(one);
    return soon(one.promise, 'an event');
  };
  return { next, end: () => soon(end.promise, 'the end'), stop };
}

const overSocket = (more = {}) => {
  const client = wsClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0, ...more });
  open.add(() => client.dispose());
  return client;
};
const overStream = (more = {}) => {
  const client = sseClient({ url, retryAttempts: 0, ...more });
  open.add(() => client.dispose());
  return client;
};

/** A line to the server that can be cut. */
async function cable() {
  const ends = new Set();
  const server = net.createServer((near) => {
    const far = net.connect(to.port, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]]) {
      ends.add(one);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise((go) => server.listen(0, '127.0.0.1', go));
  const cut = () => {
    for (const end of ends) end.destroy();
    ends.clear();
  };
  open.add(() => {
    cut();
    server.close();
  });
  return { port: server.address().port, cut };
}

/** A bare socket. `heard(type)` waits for a message of the type, `closed` for the code it is closed with. */
function bare({ protocol = PROTOCOL, headers } = {}) {
  const socket = new WebSocket(socketUrl, protocol, { headers });
  open.add(() => socket.terminate());
  const closed = promised();
  const messages = [];
  const waiting = [];
  const look = () => {
    for (const one of [...waiting]) {
      const at = messages.findIndex(one.is);
      if (at < 0) continue;
      waiting.splice(waiting.indexOf(one), 1);
      one.go(messages.splice(at, 1)[0]);
    }
  };
  socket.on('message', (message) => {
    messages.push(JSON.parse(message));
    look();
  });
  socket.on('close', (code, reason) => {
    closed.go({ code, reason: String(reason) });
    for (const one of waiting.splice(0)) one.fail(new Error(`closed with ${code}`));
  });
  socket.on('error', () => {});
  const opened = new Promise((go, fail) => {
    socket.on('open', go);
    socket.on('unexpected-response', (_, response) => {
      fail(Object.assign(new Error('refused'), { status: response.statusCode }));
      response.destroy();
    });
  });
  const hear = (is) => {
    const one = Object.assign(promised(), { is });
    waiting.push(one);
    look();
    return soon(one.promise, 'a message');
  };
  return {
    socket,
    opened,
    messages,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    heard: (type, id) => hear((message) => message.type === type && (id === undefined || message.id === id)),
    closed: () => soon(closed.promise, 'the end'),
    async begun(payload) {
      await opened;
      this.say({ type: 'connection_init', payload });
      await this.heard('connection_ack');
      return this;
    },
  };
}

// Nothing is said on it: begun first, since the server waits some seconds before it closes.
const silent = bare();

test('graphql-ws: an act is told to who follows its council, and to who follows the register', async () => {
  const since = await revisions();
  const client = overSocket();
  const council = follow(client, COUNCIL_CHANGED, { after: since.council });
  const register = follow(client, REGISTER_CHANGED, { after: since.register });
  const name = await act();
  const { data } = await council.next();
  assert.equal(data.councilChanged.council.name, name);
  assert.equal(data.councilChanged.previousEventId, since.council);
  const { data: whole } = await register.next();
  assert.equal(String(whole.registerChanged.revision), whole.registerChanged.eventId);
  assert.equal(whole.registerChanged.previousEventId, since.register);
  council.stop();
  register.stop();
  await council.end();
  await register.end();
  await client.dispose();
});

test('graphql-ws: a stream of two events is complete after the second', async () => {
  const since = await revisions();
  const client = overSocket();
  const council = follow(client, COUNCIL_CHANGED, { after: since.council, first: 2 });
  await act();
  await act();
  const first = (await council.next()).data.councilChanged;
  const second = (await council.next()).data.councilChanged;
  assert.deepEqual([first.previousEventId, second.previousEventId], [since.council, first.eventId]);
  assert.deepEqual(await council.end(), []);
  await client.dispose();
});

test('graphql-ws: a query is answered once, and what is refused leaves the socket open', async () => {
  const client = overSocket();
  const query = follow(client, '{ register { revision } }');
  assert.ok((await query.next()).data.register.revision > 0);
  assert.deepEqual(await query.end(), []);
  await assert.rejects(follow(client, 'subscription { noSuchThing }').end(), (errors) => {
    assert.equal(errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
    return true;
  });
  assert.ok((await follow(client, '{ register { revision } }').next()).data);
  await client.dispose();
});

test('graphql-ws: what is completed by the client is not told any more', async () => {
  const since = await revisions();
  const wire = await bare().begun();
  const subscribe = (id) => wire.say({ id, type: 'subscribe', payload: { query: COUNCIL_CHANGED, variables: { after: since.council } } });
  subscribe('left');
  await act();
  await wire.heard('next', 'left');
  wire.say({ id: 'left', type: 'complete' });
  // Answered after it, so the end is known by then.
  wire.say({ type: 'ping' });
  await wire.heard('pong');
  subscribe('stays');
  await act();
  await wire.heard('next', 'stays');
  await wire.heard('next', 'stays');
  assert.deepEqual(wire.messages.filter((message) => message.id === 'left'), []);
  // An identity that is free again can be used again.
  subscribe('left');
  await wire.heard('next', 'left');
  wire.socket.close(1000);
  assert.equal((await wire.closed()).code, 1000);
});

test('graphql-ws: pings are answered, before the acknowledgement too', async () => {
  const wire = bare();
  await wire.opened;
  assert.equal(wire.socket.protocol, PROTOCOL);
  wire.say({ type: 'ping', payload: { at: 1 } });
  await wire.heard('pong');
  wire.say({ type: 'pong' });
  await wire.begun();
  wire.socket.terminate();

  const heard = promised();
  const client = overSocket({ lazy: false, keepAlive: 50, on: { pong: (received) => received && heard.go() } });
  await soon(heard.promise, 'a pong');
  await client.dispose();
});

test('graphql-ws: the token comes with the first message, in either form, or in the head', async () => {
  const document = `{ secretariat(council: "${COUNCIL}") { lastEventId } }`;
  for (const connectionParams of [{ authorization: `Bearer ${desk}` }, { token: desk }, () => Promise.resolve({ token: desk })]) {
    const client = overSocket({ connectionParams });
    const { data, errors } = await follow(client, document).next();
    assert.equal(errors, undefined);
    assert.match(data.secretariat.lastEventId, /^secretariat-\d+$/);
    await client.dispose();
  }
  const wire = await bare({ headers: { authorization: `Bearer ${desk}` } }).begun();
  wire.say({ id: '1', type: 'subscribe', payload: { query: document } });
  assert.match((await wire.heard('next', '1')).payload.data.secretariat.lastEventId, /^secretariat-/);
  wire.socket.terminate();

  const nobody = overSocket();
  assert.equal((await follow(nobody, document).next()).errors[0].extensions.code, 'UNAUTHENTICATED');
  await nobody.dispose();
});

/**
 * Follows the council while the line is cut. The client asks the same again: what it has seen comes again, with the id that it
 * knows, and then what it has not.
 */
async function missesNothing(client, line, since) {
  const council = follow(client, COUNCIL_CHANGED, { after: since.council });
  await act();
  const { eventId } = (await council.next()).data.councilChanged;
  line.cut();
  const name = await act();
  assert.equal((await council.next()).data.councilChanged.eventId, eventId);
  const event = (await council.next()).data.councilChanged;
  assert.equal(event.previousEventId, eventId);
  assert.equal(event.council.name, name);
  return council;
}

test('graphql-ws: a line that broke is made anew, and nothing is missed', async () => {
  const since = await revisions();
  const line = await cable();
  let connected = 0;
  const client = overSocket({
    url: `ws://127.0.0.1:${line.port}/graphql`,
    retryAttempts: 5,
    retryWait: () => Promise.resolve(),
    shouldRetry: () => true,
    on: { connected: () => { connected += 1; } },
  });
  await missesNothing(client, line, since);
  assert.equal(connected, 2);
  await client.dispose();
});

/** What a bare socket is closed with after this was said. */
const closedBy = async (...said) => {
  const wire = bare();
  await wire.opened;
  for (const message of said) wire.say(message);
  return wire.closed();
};
const INIT = { type: 'connection_init' };
const SUBSCRIBE = { id: 'one', type: 'subscribe', payload: { query: REGISTER_CHANGED } };

test('close codes: 4400 for what the protocol does not have', async () => {
  for (const message of ['{"type":"nonsense"}', 'no JSON', '[]', { type: 'subscribe', id: '', payload: {} }, { ...INIT, payload: 1 }]) {
    const { code, reason } = await closedBy(message);
    assert.equal(code, 4400, JSON.stringify(message));
    assert.notEqual(reason, '');
  }
  assert.equal((await closedBy(INIT, { id: 'one', type: 'subscribe' })).code, 4400);
});

test('close codes: 4401 for an operation before the acknowledgement', async () => {
  assert.equal((await closedBy(SUBSCRIBE)).code, 4401);
});

test('close codes: 4403 for a token that is not accepted', async () => {
  assert.equal((await closedBy({ ...INIT, payload: { token: `${desk.slice(0, -8)}AAAAAAAA` } })).code, 4403);
  const client = overSocket({ connectionParams: { authorization: 'Bearer nonsense' } });
  await assert.rejects(follow(client, '{ register { revision } }').end(), { code: 4403 });
});

test('close codes: 4409 for an identity that is in use', async () => {
  const wire = await bare().begun();
  wire.say(SUBSCRIBE);
  wire.say(SUBSCRIBE);
  assert.equal((await wire.closed()).code, 4409);
});

test('close codes: 4429 for a second first message', async () => {
  assert.equal((await closedBy(INIT, INIT)).code, 4429);
});

test('another sub-protocol is refused before there is a socket', async () => {
  await assert.rejects(bare({ protocol: 'graphql-ws' }).opened, { status: 400 });
});

test('@urql/core follows over graphql-ws', async () => {
  const since = await revisions();
  const socket = overSocket();
  const client = new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ ...request, query: request.query ?? '' }, sink) }),
        }),
      }),
    ],
  });
  const told = promised();
  const { unsubscribe } = client
    .subscription(gql(COUNCIL_CHANGED), { after: since.council })
    .subscribe(({ data, error }) => (error ? told.fail(error) : told.go(data)));
  const name = await act();
  const { councilChanged } = await soon(told.promise, 'an event');
  assert.equal(councilChanged.council.name, name);
  unsubscribe();
  await socket.dispose();
});

test('graphql-sse: an act is told, and a stream of one event is complete after it', async () => {
  const since = await revisions();
  const client = overStream();
  const council = follow(client, COUNCIL_CHANGED, { after: since.council, first: 1 });
  const register = follow(client, REGISTER_CHANGED, { after: since.register });
  const name = await act();
  assert.equal((await council.next()).data.councilChanged.council.name, name);
  assert.deepEqual(await council.end(), []);
  assert.equal((await register.next()).data.registerChanged.previousEventId, since.register);
  register.stop();
  await register.end();
});

test('graphql-sse: the token is in the head, and what is refused is the one answer', async () => {
  const document = `{ secretariat(council: "${COUNCIL}") { lastEventId } }`;
  const client = overStream({ headers: { authorization: `Bearer ${desk}` } });
  assert.match((await follow(client, document).next()).data.secretariat.lastEventId, /^secretariat-/);
  const wrong = follow(client, 'subscription { noSuchThing }');
  assert.equal((await wrong.next()).errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  assert.deepEqual(await wrong.end(), []);
  await assert.rejects(follow(overStream({ headers: { authorization: 'Bearer nonsense' } }), document).end(), /401/);
});

test('graphql-sse: a line that broke is made anew, and nothing is missed', async () => {
  const since = await revisions();
  const line = await cable();
  let connections = 0;
  const client = overStream({
    url: `http://127.0.0.1:${line.port}/graphql`,
    retryAttempts: 5,
    retry: () => Promise.resolve(),
    on: { connecting: () => { connections += 1; } },
  });
  const council = await missesNothing(client, line, since);
  assert.ok(connections >= 2, `${connections}`);
  council.stop();
});

test('an event stream on the wire, by POST and by GET', async () => {
  const since = await revisions();
  await act();
  const body = { query: REGISTER_CHANGED, variables: { after: since.register, first: 1 } };
  const asked = new URLSearchParams({ query: body.query, variables: JSON.stringify(body.variables) });
  const accept = 'text/event-stream';
  for (const answer of [
    await send({ port: to.port, headers: { accept, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    await send({ port: to.port, method: 'GET', path: `/graphql?${asked}`, headers: { accept } }),
  ]) {
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'], /^text\/event-stream/);
    assert.match(answer.text, /^(?::\n\n)*event: next\ndata: \{"data":\{"registerChanged":.*\n\nevent: complete\ndata:\n\n$/s);
  }
});

test('the single connection mode of graphql-sse, which is not spoken here, is refused at once', async () => {
  const client = overStream({ singleConnection: true });
  await assert.rejects(follow(client, '{ register { revision } }').end(), /405/);
});

test('close codes: 4408 where nothing is said', async () => {
  await silent.opened;
  assert.equal((await silent.closed()).code, 4408);
});

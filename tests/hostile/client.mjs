// Clients for asking and for attacking: HTTP that may be wrong in any way, and WebSockets whose frames are made by hand.

import crypto from 'node:crypto';
import http from 'node:http';
import net from 'node:net';

const LONGEST_ANSWER = 8 * 1024 * 1024;

/** A request that is proper HTTP. Gives status, headers and text; fails where no whole answer comes. */
export function send(request) {
  return sendOnce(request).catch((failure) => {
    // A connection that was kept and that the server closed meanwhile: every client asks again on a new one.
    if (failure.kept && ['ECONNRESET', 'EPIPE'].includes(failure.code)) return sendOnce({ ...request, agent: undefined });
    throw failure;
  });
}

function sendOnce({ port, method = 'POST', path = '/graphql', headers = {}, body, agent, from, patience = 20_000 }) {
  return new Promise((resolve, reject) => {
    // Node writes the length of a body for some methods only.
    const length = body === undefined || 'content-length' in headers ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = http.request(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent, localAddress: from, setHost: !('host' in headers) },
      (response) => {
        const parts = [];
        let size = 0;
        response.on('data', (part) => {
          size += part.length;
          if (size > LONGEST_ANSWER) request.destroy(new Error('the answer is too long'));
          else parts.push(part);
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString() }),
        );
        response.on('error', reject);
      },
    );
    request.setTimeout(patience, () => request.destroy(new Error('no answer came in time')));
    request.on('error', (failure) => reject(Object.assign(failure, { kept: request.reusedSocket })));
    request.end(body);
  });
}

/** Asks GraphQL by POST. */
export function ask(to, query, variables, token, more = {}) {
  const { headers, fields, ...options } = more;
  return send({
    port: to.port,
    agent: to.agent,
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: JSON.stringify({ query, variables, ...fields }),
    ...options,
  });
}

/** Asks, and gives the data of an answer without errors. */
export async function answerOf(to, query, variables, token) {
  const { status, text } = await ask(to, query, variables, token);
  const answer = JSON.parse(text);
  if (status !== 200 || answer.errors) throw new Error(`${status}: ${text.slice(0, 500)}`);
  return answer.data;
}

/**
 * Bytes on a socket, in pieces: strings and buffers are sent, numbers are milliseconds to wait. Gives all bytes that
 * came until the server closed, `until` was found in them, or the patience was over.
 */
export function raw({ port, pieces, until, patience = 3_000, from, halfClose = false }) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port, localAddress: from });
    let came = '';
    let over = false;
    const end = (how) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.destroy();
      resolve({ text: came, how });
    };
    const timer = setTimeout(() => end('patience'), patience);
    socket.setEncoding('latin1');
    socket.on('data', (part) => {
      came += part;
      if (until && came.includes(until)) end('found');
      if (came.length > LONGEST_ANSWER) end('too long');
    });
    socket.on('error', () => end('error'));
    socket.on('close', () => end('closed'));
    socket.on('connect', async () => {
      for (const piece of pieces) {
        if (over) return;
        if (typeof piece === 'number') await new Promise((go) => setTimeout(go, piece));
        else if (!over) socket.write(piece);
      }
      if (halfClose && !over) socket.end();
    });
  });
}

/** The answers in what came over a socket; `wrong` says what could not be read. */
export function answersIn(text) {
  const answers = [];
  let rest = text;
  while (rest.length > 0) {
    const head = /^HTTP\/1\.[01] (\d{3})[^\r\n]*\r\n([\s\S]*?)\r\n\r\n/.exec(rest + (rest.endsWith('\r\n') ? '\r\n' : ''));
    if (!head) return { answers, wrong: rest.slice(0, 200) };
    const headers = {};
    for (const line of head[2].split('\r\n')) {
      const at = line.indexOf(':');
      if (at > 0) headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
    }
    const status = Number(head[1]);
    rest = rest.slice(head[0].length);
    const length = Number(headers['content-length'] ?? 0);
    const chunked = headers['transfer-encoding'] === 'chunked';
    const body = chunked ? rest : rest.slice(0, length);
    answers.push({ status, headers, text: Buffer.from(body, 'latin1').toString(), cut: !chunked && body.length < length });
    rest = chunked ? '' : rest.slice(length);
  }
  return { answers };
}

/** A frame of a client, masked as it must be unless told otherwise. */
export function frame(opcode, payload, { masked = true, fin = true, reserved = 0, announced } = {}) {
  const data = Buffer.from(payload);
  const length = announced ?? data.length;
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  let head;
  if (length < 126) head = Buffer.from([first, mask | length]);
  else if (length < 65_536) {
    head = Buffer.from([first, mask | 126, length >> 8, length & 255]);
  } else {
    head = Buffer.alloc(10);
    head[0] = first;
    head[1] = mask | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  if (!masked) return Buffer.concat([head, data]);
  const key = crypto.randomBytes(4);
  for (let at = 0; at < data.length; at += 1) data[at] ^= key[at & 3];
  return Buffer.concat([head, key, data]);
}

/** A WebSocket that is opened as it should be. What is said over it is for the caller to spoil. */
export class Wire {
  constructor({ port, headers = {}, from }) {
    this.heard = [];
    this.closed = null;
    this.buffer = Buffer.alloc(0);
    this.waiting = [];
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket = net.connect({ host: '127.0.0.1', port, localAddress: from });
    this.socket.on('error', () => this.end());
    this.socket.on('close', () => this.end());
    this.socket.on('data', (part) => this.take(part));
    this.socket.write(
      `GET /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: ${crypto.randomBytes(16).toString('base64')}\r\n` +
        `sec-websocket-protocol: graphql-transport-ws\r\n${lines.join('')}\r\n`,
    );
  }

  end() {
    this.closed ??= { code: null, reason: '' };
    for (const wake of this.waiting.splice(0)) wake();
  }

  take(part) {
    this.buffer = Buffer.concat([this.buffer, part]);
    if (this.status === undefined) {
      const at = this.buffer.indexOf('\r\n\r\n');
      if (at < 0) return;
      this.head = this.buffer.subarray(0, at).toString();
      this.status = Number(this.head.split(' ')[1]);
      this.buffer = this.buffer.subarray(at + 4);
    }
    while (this.status === 101 && this.buffer.length >= 2) {
      let length = this.buffer[1] & 127;
      let start = 2;
      if (length === 126) {
        if (this.buffer.length < 4) break;
        length = this.buffer.readUInt16BE(2);
        start = 4;
      } else if (length === 127) {
        if (this.buffer.length < 10) break;
        length = Number(this.buffer.readBigUInt64BE(2));
        start = 10;
      }
      if (this.buffer.length < start + length) break;
      const opcode = this.buffer[0] & 15;
      const payload = Buffer.from(this.buffer.subarray(start, start + length));
      this.buffer = this.buffer.subarray(start + length);
      if (opcode === 1) this.heard.push(payload.toString());
      else if (opcode === 8) {
        this.closed = {
          code: payload.length >= 2 ? payload.readUInt16BE(0) : 1005,
          reason: payload.subarray(2).toString(),
        };
        this.socket.end();
      } else if (opcode === 9 && !this.deaf) this.socket.write(frame(10, payload));
    }
    for (const wake of this.waiting.splice(0)) wake();
  }

  write(bytes) {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(bytes);
  }

  say(message) {
    this.write(frame(1, typeof message === 'string' ? message : JSON.stringify(message)));
  }

  /** Waits until `done(this)` holds or the connection is closed; false where neither came in time. */
  async until(done, patience = 5_000) {
    const end = Date.now() + patience;
    while (!done(this)) {
      if (this.closed) return done(this);
      const left = end - Date.now();
      if (left <= 0) return false;
      await new Promise((go) => {
        const timer = setTimeout(go, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          go();
        });
      });
    }
    return true;
  }

  drop() {
    this.socket.destroy();
  }
}

// The attacker: runs the attacks of attacks/ some at a time, in an order that the seed decides, each no faster than it says.
// A process of its own; answers its parent's messages.

import http from 'node:http';
import process from 'node:process';

import { Wire, answersIn, raw, send } from './client.mjs';
import { Judge } from './judge.mjs';

/** Files in attacks/, by what they attack. */
const FILES = ['documents', 'values', 'http', 'connections', 'caches', 'tokens', 'doors', 'writes', 'live'];

/** Every attack: what it is called, which hazard it stands for, how often in a second, and what it does once. */
export async function attacks(only) {
  const files = await Promise.all(FILES.map((file) => import(`./attacks/${file}.mjs`)));
  const all = files.flatMap((file) => file.default);
  return only ? all.filter((attack) => only.test(attack.name)) : all;
}

/** Numbers that look random and are the same for the same seed. */
export function randomness(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (most) => Math.floor(next() * most),
    one: (list) => list[Math.floor(next() * list.length)],
    shuffled(list) {
      const copy = [...list];
      for (let at = copy.length - 1; at > 0; at -= 1) {
        const other = Math.floor(next() * (at + 1));
        [copy[at], copy[other]] = [copy[other], copy[at]];
      }
      return copy;
    },
    address: () => `127.${66 + Math.floor(next() * 8)}.${Math.floor(next() * 250)}.${1 + Math.floor(next() * 250)}`,
  };
}

/** What an attack has at hand. Every answer goes past the judge. */
export class Hand {
  constructor(attack, world) {
    Object.assign(this, world, { attack });
  }

  must(holds, what, text) {
    if (!holds) this.judge.fault(this.attack.name, what, text);
  }

  /** Sends a request, which may be wrong in any way that is HTTP. */
  async send(request, { persona = 'anonymous', expected, plain, silent } = {}) {
    const bearer = this.who[persona];
    const headers = { ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...request.headers };
    try {
      const answer = await send({ port: this.port, agent: this.agent, ...request, headers });
      this.judge.answer(this.attack.name, answer, { persona, expected, plain });
      try {
        answer.json = JSON.parse(answer.text);
      } catch {
        answer.json = null;
      }
      return answer;
    } catch (failure) {
      // Where the server may hang up without a word, that is an answer too.
      if (!silent) this.judge.fault(this.attack.name, `no answer: ${failure.message}`, JSON.stringify(request).slice(0, 300));
      return { status: 0, headers: {}, text: '', json: null };
    }
  }

  /** Asks GraphQL by POST. */
  ask(query, { variables, fields, headers, body, from, method, agent, ...more } = {}) {
    const request = { headers: { 'content-type': 'application/json', ...headers }, from };
    request.body = body ?? JSON.stringify({ query, variables, ...fields });
    if (agent !== undefined) request.agent = agent;
    return this.send(request, more);
  }

  /** Asks GraphQL by GET. */
  get(parameters, { headers, path = '/graphql', method = 'GET', ...more } = {}) {
    return this.send({ method, path: `${path}?${new URLSearchParams(parameters)}`, headers }, more);
  }

  /** Writes bytes to a socket and judges what comes back. */
  async raw(pieces, { expected, plain, most, ...how } = {}) {
    const { text, how: ended } = await raw({ port: this.port, pieces, ...how });
    const { answers, wrong } = answersIn(text);
    if (wrong) this.must(false, 'what came back is not HTTP', wrong);
    for (const answer of answers) this.judge.answer(this.attack.name, { ...answer, cut: answer.cut && ended === 'closed' }, { expected, plain });
    if (most !== undefined) this.must(answers.length <= most, `${answers.length} answers to what is ${most} requests at most`, text);
    return answers;
  }

  /** Opens a WebSocket; what is heard on it goes past the judge when it is dropped. */
  async wire(persona, { init = true, headers, from } = {}) {
    const wire = new Wire({ port: this.port, headers, from });
    await wire.until((one) => one.status !== undefined, 10_000);
    if (init && wire.status === 101) {
      const bearer = this.who[persona];
      wire.say({ type: 'connection_init', payload: bearer ? { token: bearer } : {} });
      await wire.until((one) => one.heard.some((message) => message.includes('connection_ack')), 10_000);
    }
    return wire;
  }

  /** Drops a WebSocket, and judges what was heard. */
  drop(wire, persona = 'anonymous') {
    for (const message of wire.heard) {
      this.judge.answers += 1;
      this.judge.secrecy(this.attack.name, persona, message);
      let said;
      try {
        said = JSON.parse(message);
      } catch {
        this.must(false, 'a message is not JSON', message);
        continue;
      }
      if (said.type === 'next') this.judge.json(this.attack.name, 200, JSON.stringify(said.payload));
      if (said.type === 'error') this.judge.json(this.attack.name, 200, JSON.stringify({ errors: said.payload }));
    }
    wire.drop();
  }

  /** The code of the first error of an answer. */
  static code(answer) {
    return answer.json?.errors?.[0]?.extensions?.code;
  }

  refused(answer, ...codes) {
    const code = Hand.code(answer);
    this.must(codes.includes(code) || answer.status === 0, `refused with ${code ?? 'nothing'} in place of ${codes.join(' or ')}`, answer.text);
  }
}

/** Runs one attack for a while, at its own pace, with what is under way limited too; gives what is still under way then. */
async function run(attack, hand, until, tally) {
  const under = new Set();
  const pause = 1000 / attack.perSecond;
  for (let number = 0; performance.now() < until; number += 1) {
    const due = performance.now() + pause;
    if (under.size < (attack.atOnce ?? 8)) {
      tally.times += 1;
      const work = attack
        .once(hand, number)
        .catch((failure) => hand.judge.fault(attack.name, `the attack itself broke: ${failure.message}`, failure.stack))
        .finally(() => under.delete(work));
      under.add(work);
    }
    await new Promise((go) => setTimeout(go, Math.max(1, Math.min(due, until) - performance.now())));
  }
  return [...under];
}

/** No attack goes on longer than this before another company comes. */
const LONGEST_SLOT = 10;

async function begin({ seconds, atOnce, seed, only, secrets, ...world }) {
  const judge = new Judge(secrets);
  const random = randomness(seed);
  const all = await attacks(only && new RegExp(only));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32, maxFreeSockets: 8, timeout: 25_000 });
  const tallies = Object.fromEntries(all.map((attack) => [attack.name, { hazard: attack.hazard, times: 0 }]));
  const end = performance.now() + seconds * 1000;
  // Short enough that each has its turn.
  const slot = Math.min(LONGEST_SLOT, (0.98 * seconds) / Math.ceil(all.length / atOnce));
  const lingering = [];
  let rounds = 0;
  let order = [];
  while (performance.now() < end) {
    // Each attack in turn, in another company each time round.
    if (order.length === 0) order = random.shuffled(all);
    const company = order.splice(0, atOnce);
    const until = Math.min(end, performance.now() + slot * 1000);
    process.send({ progress: { left: Math.max(0, Math.round((end - performance.now()) / 1000)), company: company.map((one) => one.name) } });
    const left = await Promise.all(company.map((attack) => run(attack, new Hand(attack, { ...world, judge, random, agent }), until, tallies[attack.name])));
    lingering.push(...left.flat());
    rounds += 1;
  }
  await Promise.all(lingering);
  agent.destroy();
  process.send({ done: { ...judge.report(), tallies, rounds, seconds: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6 } });
}

process.on('message', (message) => message.begin && begin(message.begin));
process.on('disconnect', () => process.exit());

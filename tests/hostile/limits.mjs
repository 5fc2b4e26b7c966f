// The budgets of clients, on a server that has them: they hold whatever a client says of its address, and a client that
// used up its own leaves the others theirs.

import { ask } from './client.mjs';
import { randomness } from './attacker.mjs';
import { start } from './server.mjs';

const POINTS = 60;
const CLIENTS = 5_000;

export async function limits({ binary, scratch, mebibytes, say }) {
  const server = await start({ binary, scratch, name: 'limited', mebibytes, settings: { MANDAT_LIMIT_CLIENT_POINTS: String(POINTS) } });
  try {
    const to = { port: server.port };
    const read = (from, headers = {}) => ask(to, '{ register { revision } }', undefined, null, { from, headers });
    // One address, however it calls itself. Points come back at one a second meanwhile.
    let answered = 0;
    let last;
    const began = Date.now();
    for (let number = 0; number < POINTS * 3; number += 1) {
      last = await read('127.77.0.1', { 'x-forwarded-for': `10.${number}.1.1`, forwarded: `for=10.0.0.${number % 250}`, 'x-real-ip': `10.1.1.${number % 250}` });
      if (last.status === 200) answered += 1;
    }
    const room = POINTS + Math.ceil((Date.now() - began) / 1000) + 1;
    const told = last.status === 429 && Number(last.headers['retry-after']) > 0 && last.text.includes('RATE_LIMITED');
    // Thousands of others.
    const memory = server.look().memory;
    const random = randomness(1);
    const others = new Set();
    while (others.size < CLIENTS) others.add(random.address());
    let served = 0;
    const list = [...others];
    for (let at = 0; at < list.length; at += 50) {
      const answers = await Promise.all(list.slice(at, at + 50).map((from) => read(from)));
      served += answers.filter((answer) => answer.status === 200).length;
    }
    const grown = server.look().memory - memory;
    say(`${answered} of ${POINTS * 3} requests of one address answered, ${served} of ${CLIENTS} clients`);
    return [
      ['a client has its budget and no more, however it calls itself', answered <= room && told, `${answered} answered, ${room} at most; then ${last.status}`],
      ['every other client is answered', served === CLIENTS, `${served} of ${CLIENTS}`],
      ['thousands of clients take little memory', grown < 32, `${grown.toFixed(1)} MiB`],
    ];
  } finally {
    await server.stop();
  }
}

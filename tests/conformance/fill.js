// More than 300 councils beside the founding ones, so that the suites meet a register of the size that it is made for: long
// lists, many pages, and counts that are not those of a fresh one. `node fill.js URL`

import { answerOf } from '../hostile/client.mjs';
import { fill } from '../hostile/register.mjs';

const COUNCILS = 310;

const to = { port: Number(new URL(process.argv[2]).port) };
const began = Date.now();
await fill(to, COUNCILS, 10, (number) => {
  if (number % 50 === 0) console.log(`${number} councils after ${Math.round((Date.now() - began) / 1000)} s`);
});
const { councils } = await answerOf(to, '{ councils { totalCount } }');
console.log(`the register has ${councils.totalCount} councils`);
process.exitCode = councils.totalCount > 300 ? 0 : 1;

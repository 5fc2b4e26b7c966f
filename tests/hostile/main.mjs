// The whole run: a server, a register with secrets, the normal load alone, the normal load beside the attack, the wait until
// everything is as before, and the verdict.

import { execFileSync, fork } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { answerOf, ask } from './client.mjs';
import { limits } from './limits.mjs';
import { COUNCIL, OTHER, fill, personas, plant, token } from './register.mjs';
import { cpuSeconds, scratch as newScratch, start } from './server.mjs';

const here = import.meta.dirname;
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    binary: { type: 'string', default: process.env.MANDAT_BIN ?? path.join(here, '../../target/release/mandat') },
    postgres: { type: 'string' },
    memory: { type: 'string', default: '512' },
    councils: { type: 'string', default: '300' },
    seed: { type: 'string', default: '4711' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '4' },
    settle: { type: 'string', default: '180' },
    keep: { type: 'boolean', default: false },
  },
});
const attackSeconds = Number(options.minutes) * 60;
/** The load alone is measured for a third of the attack's time, before it and after it. */
const aloneSeconds = Math.max(15, Math.min(60, attackSeconds / 3));
const MEMORY = Number(options.memory);
/** Seconds in which caches are filled. */
const WARM = 60;
/** Memory stands still when its median over so many seconds differs by at most this share from that over as many before. */
const STILL = { seconds: 30, share: 0.02, atMost: 300 };

const began = Date.now();
const say = (text) => console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${text}`);
const wait = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

const children = [];
const folder = newScratch();
let server;

function spawnPart(file, cpus, niceness) {
  const child = fork(path.join(here, file), { stdio: 'inherit' });
  children.push(child);
  if (niceness) os.setPriority(child.pid, niceness);
  if (cpus !== undefined) {
    try {
      execFileSync('taskset', ['-pc', cpus, String(child.pid)], { stdio: 'ignore' });
    } catch {
      say(`(taskset is missing: ${file} runs on any processor)`);
    }
  }
  return child;
}

const heard = (child, name) =>
  new Promise((go, fail) => {
    const hear = (message) => {
      if (message[name] === undefined) return;
      child.off('message', hear);
      go(message[name]);
    };
    child.on('message', hear);
    child.once('exit', () => fail(new Error(`${name}: the process ended`)));
  });

function collect(load) {
  return new Promise((go) => {
    const hear = (message) => {
      if (!message.samples) return;
      load.off('message', hear);
      go(message);
    };
    load.on('message', hear);
    load.send({ collect: true });
  });
}

const percentile = (sorted, share) => (sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);

function figures(samples) {
  const sorted = samples.map((sample) => sample.milliseconds).sort((a, b) => a - b);
  return { count: sorted.length, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), most: sorted.at(-1) ?? 0 };
}

/** Asks many different questions, so that caches that are bounded are full before memory is looked at. */
async function warm(to, who, slugs) {
  const page = 'query($s: String!, $d: Date) { council(slug: $s, asOf: $d) { name mandate { clauses { key text wording } } seatGroups { key seats { id holder { person { name } } } } compliance { met verdicts { message } } } }';
  const lists = 'query($after: String) { councils(first: 10, after: $after) { pageInfo { hasNextPage endCursor } nodes { name mandate { clauses { text } } seatGroups { seats { holder { person { name } } } } } } }';
  const person = 'mutation($i: CreatePersonInput!) { createPerson(input: $i) { userErrors { code } } }';
  const desk = 'query($s: String!) { secretariat(council: $s) { contacts { person { name } email } auditLog(first: 20) { nodes { summary } } } }';
  const day = (at) => new Date(Date.UTC(2026, 2, 1 + at)).toISOString().slice(0, 10);
  const end = Date.now() + WARM * 1000;
  const one = (at) => [
    ask(to, page, { s: slugs[at % 4], d: day(at) }),
    ask(to, `query W${at} { register { revision } }`),
    // Changes take kept answers away, so they come first. After each, the desk asks for one person more: another statement, of which
    // every connection to the database keeps the latest.
    ...(at < 400 ? [ask(to, person, { i: { council: OTHER, name: `Varm ${at}` } }, who.otherDesk).then(() => ask(to, desk, { s: OTHER }, who.otherDesk))] : []),
    ...(at % 10 === 0 ? [ask(to, `${lists} # ${at}`)] : []),
    // Lists that filters find, and documents that clients teach.
    ...(at % 2 === 0 ? [ask(to, `{ councils(first: 1, asOf: "${day(at)}", filter: { hasMandate: true }) { totalCount } }`)] : []),
    ...(at % 5 === 0 ? [taught(`query T${at} { register { revision } } # ${'x'.repeat(5_800)}`)] : []),
  ];
  const taught = (text) =>
    ask(to, text, undefined, null, { fields: { extensions: { persistedQuery: { version: 1, sha256Hash: crypto.createHash('sha256').update(text).digest('hex') } } } });
  // Many at a time, with long answers: what connections take, and the allocator's room for them.
  for (let at = 0; at < 3; at += 1) await Promise.all(Array.from({ length: 200 }, () => ask(to, '{ __schema { types { name description fields { name description } } } }')));
  await everyday(to);
  // Every council has been asked for.
  for (let page = { hasNextPage: true }; page.hasNextPage; ) page = (await answerOf(to, lists, { after: page.endCursor })).councils.pageInfo;
  for (let at = 0; at < 2_400 && Date.now() < end; at += 4) await Promise.all([0, 1, 2, 3].flatMap((more) => one(at + more)));
}

/** The playground's worked examples, each by whom it is for, and by many at once. */
async function everyday(to) {
  const examples = path.join(here, '../../playground/examples');
  const groups = JSON.parse(fs.readFileSync(path.join(examples, 'examples.json'), 'utf8'));
  for (const { document, variables, as } of groups.flatMap((group) => group.examples)) {
    const text = fs.readFileSync(path.join(examples, `${document}.graphql`), 'utf8');
    if (/^subscription/m.test(text)) continue;
    const asker = as ? await token(to, as) : undefined;
    // Another document each time: no answer is a kept one.
    await Promise.all(Array.from({ length: 64 }, (_, at) => ask(to, `${text}# ${at}`, variables, asker)));
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Lets the normal load fill what it fills by itself, so that the attack is not charged with it. */
async function standStill() {
  // One look a second.
  const looks = [];
  for (;;) {
    await wait(1_000);
    looks.push(server.look().memory);
    const [earlier, later] = [looks.slice(-2 * STILL.seconds, -STILL.seconds), looks.slice(-STILL.seconds)].map(median);
    const still = looks.length >= 2 * STILL.seconds && Math.abs(later - earlier) <= earlier * STILL.share;
    if (still || server.ended || looks.length >= STILL.atMost) return say(`memory ${still ? 'stands still' : 'still moves'} after ${looks.length} s under the normal load`);
  }
}

const within = (now, before) => now <= before * 1.1;

/** The normal load has connections of its own, each of them some tasks, and they come and go. */
const TASKS = 20;

/** What lasts only as long as somebody is at the other end; the normal load has none of it. */
const LASTING = ['websockets_open', 'subscriptions_open'];

const sameTasks = (now, before) => now !== null && before !== null && within(now.tasks_alive, before.tasks_alive + TASKS);
const nothingLasts = (now) => now !== null && LASTING.every((name) => now[name] === 0);

/** Looks until memory, threads, files and tasks are as before, or the time is over. */
async function settle(before) {
  const from = Date.now();
  for (;;) {
    const now = { ...server.look(), numbers: await server.numbers() };
    const same =
      within(now.memory, before.memory) &&
      within(now.threads, before.threads) &&
      within(now.files, before.files + 1) &&
      sameTasks(now.numbers, before.numbers) &&
      nothingLasts(now.numbers);
    if (same || server.ended || Date.now() - from > Number(options.settle) * 1000) return { now, seconds: Math.round((Date.now() - from) / 1000) };
    await wait(500);
  }
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]))).join('   '));
}

async function main() {
  const binary = path.resolve(options.binary);
  if (!fs.existsSync(binary)) throw new Error(`there is no program ${binary}: build it (cargo build --release), or name it with --binary`);
  // No limit of points: what stands behind it is tested. That limit has a part of its own at the end.
  const free = { MANDAT_LIMIT_CLIENT_POINTS: '0', MANDAT_LIMIT_ACCOUNT_POINTS: '0', ...(options.postgres ? { MANDAT_DATABASE_URL: options.postgres } : {}) };
  server = await start({ binary, scratch: folder, name: 'attacked', mebibytes: MEMORY, settings: free });
  say(`the server runs on port ${server.port}, process ${server.child.pid}; its memory is held to ${server.ceiling}`);
  const to = { port: server.port };
  await fill(to, Math.max(10, Number(options.councils)), 10);
  const who = await personas(to);
  const mark = `${process.pid}`;
  const planted = await plant(to, who, mark);
  const { councils } = await answerOf(to, '{ councils(first: 100) { nodes { slug } } }');
  const slugs = [...new Set([COUNCIL, OTHER, ...councils.nodes.map((one) => one.slug).slice(0, 22)])];
  say(`${options.councils} councils registered, ${planted.secrets.length} secrets and ${planted.ids.length} ids of what is private`);
  const desks = await Promise.all(slugs.map(async (council) => ({ council, desk: await token(to, `secretariat:${council}`) })));
  await warm(to, who, slugs);

  const last = String(os.availableParallelism() - 1);
  const load = spawnPart('load.mjs');
  load.send({ begin: { port: server.port, who, slugs, desks } });
  await standStill();
  await collect(load);
  say(`the normal load alone, ${aloneSeconds} s`);
  await wait(aloneSeconds * 1000);
  const alone = await collect(load);
  const before = { ...server.look(), numbers: await server.numbers() };
  say(`before: ${before.memory.toFixed(0)} MiB, ${before.threads} threads, ${before.files} files, ${before.numbers?.tasks_alive} tasks`);

  const attacker = spawnPart('attacker.mjs', last, 10);
  const keyText = fs.readFileSync(path.join(server.folder, 'data/dev-issuer.key'), 'utf8');
  const done = heard(attacker, 'done');
  const companies = [];
  attacker.on('message', ({ progress }) => {
    if (progress) companies.push({ from: Date.now(), company: progress.company });
    if (progress) say(`${progress.left} s left, ${server.look()?.memory.toFixed(0)} MiB, ${server.seen?.files} files: ${progress.company.join(', ')}`);
  });
  const cpu = { server: cpuSeconds(server.child.pid) };
  attacker.send({
    begin: { port: server.port, who, ...planted, slugs, seconds: attackSeconds, atOnce: Number(options['at-once']), seed: Number(options.seed), only: options.only, keyText, genuine: who.otherMember },
  });
  const report = await Promise.race([done, new Promise((go) => server.child.once('exit', () => go(null)))]);
  const beside = server.ended ? { samples: [], wrong: [] } : await collect(load);
  cpu.server = server.ended ? 0 : cpuSeconds(server.child.pid) - cpu.server;
  attacker.kill();
  if (server.ended) {
    say(`the server ended: ${JSON.stringify(server.ended)}${server.breached ? ', since it took more memory than it may' : ''}\n${server.log().slice(-2_000)}`);
    return 1;
  }

  const settled = await settle(before);
  say(`after ${settled.seconds} s: ${settled.now.memory.toFixed(0)} MiB, ${settled.now.threads} threads, ${settled.now.files} files, ${settled.now.numbers?.tasks_alive} tasks`);
  await collect(load);
  await wait(aloneSeconds * 1000);
  const again = await collect(load);
  load.kill();
  const peak = server.look().peak;
  const logged = server.log().split('\n').filter((line) => /ERROR|panic/.test(line));
  const ended = await server.stop();
  say('the budgets of clients, on a server of their own');
  const limited = options.only ? [] : await limits({ binary, scratch: folder, mebibytes: MEMORY, say });

  return verdict({ companies, alone, beside, again, before, settled, peak, report, cpu, logged, ended, limited });
}

function verdict({ companies, alone, beside, again, before, settled, peak, report, cpu, logged, ended, limited }) {
  const [one, two, three] = [alone, beside, again].map(({ samples }) => figures(samples));
  // What the machine itself did meanwhile is in both halves of it.
  const baseline = figures([...alone.samples, ...again.samples]);
  const ms = (value) => value.toFixed(1);
  console.log('\nThe normal load, in milliseconds');
  table([
    ['', 'requests', 'p50', 'p99', 'most', 'wrong'],
    ['alone, before', one.count, ms(one.p50), ms(one.p99), ms(one.most), alone.wrong.length],
    ['beside the attack', two.count, ms(two.p50), ms(two.p99), ms(two.most), beside.wrong.length],
    ['alone, after', three.count, ms(three.p50), ms(three.p99), ms(three.most), again.wrong.length],
  ]);
  const kinds = [...new Set(alone.samples.map((sample) => sample.kind))];
  table([
    ['p99 of', 'alone', 'beside'],
    ...kinds.map((kind) => {
      const of = (samples) => figures(samples.filter((sample) => sample.kind === kind)).p99;
      return [`  ${kind}`, ms(of([...alone.samples, ...again.samples])), ms(of(beside.samples))];
    }),
  ]);
  console.log('\nWhere the normal load was slowest');
  const slots = companies.map(({ from, company }, at) => {
    const until = companies[at + 1]?.from ?? Infinity;
    return { company, ...figures(beside.samples.filter((sample) => sample.at >= from && sample.at < until)) };
  });
  slots.sort((a, b) => b.p99 - a.p99);
  table([['p99', 'beside'], ...slots.slice(0, 6).map((slot) => [ms(slot.p99), slot.company.join(', ')])]);
  console.log('\nThe server');
  table([
    ['', 'before', `after (${settled.seconds} s)`, 'change'],
    ...[
      ['memory, MiB', 'memory'],
      ['threads', 'threads'],
      ['open files', 'files'],
    ].map(([name, key]) => [name, before[key].toFixed(0), settled.now[key].toFixed(0), `${(((settled.now[key] - before[key]) / before[key]) * 100).toFixed(0)} %`]),
    ['tasks', before.numbers?.tasks_alive ?? '?', settled.now.numbers?.tasks_alive ?? '?', ''],
    ...LASTING.map((name) => [name.replaceAll('_', ' '), before.numbers?.[name] ?? '?', settled.now.numbers?.[name] ?? '?', '']),
    ['memory at most, MiB', '', peak.toFixed(0), ''],
    ['processor, s', '', cpu.server.toFixed(0), `attacker ${report.seconds.toFixed(0)} s`],
  ]);
  console.log('\nThe attacks');
  table([['attack', 'times', 'faults'], ...Object.entries(report.tallies).map(([name, { times }]) => [name, times, report.faults.filter((fault) => fault.what.startsWith(`${name}: `)).length])]);
  console.log(`\n${report.answers} answers to attackers; statuses ${JSON.stringify(report.statuses)}; codes ${JSON.stringify(report.codes)}\n`);

  const ratio = two.p99 / baseline.p99;
  const wrong = [...alone.wrong, ...beside.wrong, ...again.wrong];
  const checks = [
    ['the process lives, and ended when it was told to', ended.code === 0, JSON.stringify(ended)],
    [`memory stayed below ${MEMORY} MiB`, peak < MEMORY, `${peak.toFixed(0)} MiB at most`],
    ['normal p99 at most doubles', ratio <= 2, `${ms(baseline.p99)} ms alone, ${ms(two.p99)} ms beside: ${ratio.toFixed(2)} times`],
    ['normal requests were answered rightly', wrong.length === 0, wrong.slice(0, 5).join('\n      ')],
    ['memory is as before, within 10 %', within(settled.now.memory, before.memory), ''],
    ['threads are as before, within 10 %', within(settled.now.threads, before.threads), ''],
    ['open files are as before, within 10 %', within(settled.now.files, before.files + 1), ''],
    [`tasks are as before, within 10 % and ${TASKS}`, sameTasks(settled.now.numbers, before.numbers), ''],
    ['no WebSocket or subscription is open', nothingLasts(settled.now.numbers), JSON.stringify(settled.now.numbers)],
    ['every attack ran', Object.values(report.tallies).every(({ times }) => times > 0), ''],
    ['every answer to an attacker was as it must be', report.faults.length === 0, `${report.faults.length} kinds of fault`],
    ['the log has no error and no panic', logged.length === 0, logged.slice(0, 3).join('\n      ')],
    ...limited,
  ];
  for (const { what, times, example } of report.faults) console.log(`FAULT ${what} (${times} times)\n      ${example.replaceAll('\n', '\n      ')}`);
  for (const [what, holds, more] of checks) console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${more ? `: ${more}` : ''}`);
  return checks.every(([, holds]) => holds) ? 0 : 1;
}

async function finish() {
  for (const child of children) if (child.exitCode === null) child.kill();
  if (server) await server.stop();
  if (!options.keep) fs.rmSync(folder, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await finish();
    process.exit(130);
  });
}

let status = 1;
try {
  status = await main();
} catch (failure) {
  console.error(failure);
} finally {
  await finish();
}
process.exit(status);

// The server under attack: started on free ports of loopback with a directory of its own, held to a ceiling of memory,
// watched, asked for its own numbers, and stopped. It stops what it started and nothing else.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const START = 60_000;
const STOP = 20_000;

/** A group of processes with a ceiling of memory (cgroup v2), where this user may make one; otherwise why not. */
function group(bytes) {
  const own = /^0::(.*)$/m.exec(fs.readFileSync('/proc/self/cgroup', 'utf8'))?.[1];
  const root = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'].find((at) => fs.existsSync(path.join(at, 'cgroup.controllers')));
  if (own === undefined || !root) return { why: 'there is no cgroup v2' };
  const folder = path.join(root, own, `mandat-hostile-${process.pid}`);
  try {
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'memory.max'), String(bytes));
    fs.writeFileSync(path.join(folder, 'memory.swap.max'), '0');
    return { folder };
  } catch (wrong) {
    try {
      fs.rmdirSync(folder);
    } catch {
      // It was never made.
    }
    return { why: `cgroup v2 gives no memory.max here (${wrong.code})` };
  }
}

/** A port of loopback that nobody listens on. */
async function freePort() {
  const probe = net.createServer();
  await new Promise((go) => probe.listen(0, '127.0.0.1', go));
  const { port } = probe.address();
  await new Promise((go) => probe.close(go));
  return port;
}

/** Starts the program. `settings` are MANDAT_… variables. */
export async function start({ binary, scratch, name, mebibytes, settings = {} }) {
  const metricsPort = await freePort();
  const folder = path.join(scratch, name);
  fs.mkdirSync(folder);
  const bytes = mebibytes * 1024 * 1024;
  const held = group(bytes);
  const log = fs.openSync(path.join(folder, 'server.log'), 'w');
  // What the caller sets for the server counts.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(MANDAT|MIMALLOC)_/.test(name)));
  const environment = { PATH: process.env.PATH, MANDAT_DATA_DIR: path.join(folder, 'data'), MANDAT_LISTEN: '127.0.0.1:0', MANDAT_METRICS_LISTEN: `127.0.0.1:${metricsPort}`, MANDAT_LOG: 'warn', ...own, ...settings };
  // With a group the process joins it before it becomes the server.
  const command = held.folder
    ? ['/bin/sh', ['-c', `echo $$ > "$0/cgroup.procs" && exec "$1" serve --demo`, held.folder, binary]]
    : [binary, ['serve', '--demo']];
  const child = spawn(...command, { cwd: folder, env: environment, stdio: ['ignore', log, log] });
  const server = new Server(child, folder, held, bytes, metricsPort);
  const end = Date.now() + START;
  while (!server.port) {
    const said = server.log();
    server.port = Number(/served at http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1] ?? 0);
    if (server.ended || Date.now() > end) throw new Error(`the server did not start:\n${said}`);
    await new Promise((go) => setTimeout(go, 50));
  }
  return server;
}

class Server {
  constructor(child, folder, held, bytes, metricsPort) {
    Object.assign(this, { child, folder, held, bytes, metricsPort, port: 0, ended: null, breached: false });
    child.on('exit', (code, signal) => {
      this.ended = { code, signal };
    });
    // The kernel's own record of the highest memory is read, so no peak is missed between two looks.
    this.watch = setInterval(() => this.look(), 100);
  }

  log() {
    return fs.readFileSync(path.join(this.folder, 'server.log'), 'utf8');
  }

  /** How memory is held, in words. */
  get ceiling() {
    const size = `${this.bytes / 1024 / 1024} MiB`;
    return this.held.folder ? `${size} by cgroup v2 memory.max` : `${size} by watching VmHWM, the peak of resident memory (${this.held.why})`;
  }

  look() {
    try {
      const status = fs.readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      const kibibytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      this.seen = {
        memory: kibibytes('VmRSS') / 1024,
        peak: kibibytes('VmHWM') / 1024,
        threads: kibibytes('Threads'),
        files: fs.readdirSync(`/proc/${this.child.pid}/fd`).length,
        seconds: cpuSeconds(this.child.pid),
      };
    } catch {
      // It has ended; the exit says how.
      return this.seen;
    }
    if (this.seen.peak * 1024 * 1024 > this.bytes && !this.breached) {
      this.breached = true;
      this.child.kill('SIGKILL');
    }
    return this.seen;
  }

  /** The numbers that the server tells of itself, by their names without the program's; null where it tells none. */
  async numbers() {
    const text = await new Promise((go) => {
      // Each time another connection: one that is kept would be a task of the server's.
      const request = http.get({ host: '127.0.0.1', port: this.metricsPort, path: '/metrics', agent: false }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part) => (body += part)).on('end', () => go(answer.statusCode === 200 ? body : ''));
        answer.on('error', () => go(''));
      });
      request.setTimeout(5_000, () => request.destroy());
      request.on('error', () => go(''));
    });
    if (!text.endsWith('# EOF\n')) return null;
    return Object.fromEntries([...text.matchAll(/^mandat_(\w+) (\d+)$/gm)].map(([, name, number]) => [name, Number(number)]));
  }

  async stop() {
    clearInterval(this.watch);
    if (!this.ended) {
      const exit = new Promise((go) => this.child.once('exit', go));
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP);
      await exit;
      clearTimeout(timer);
    }
    if (this.held.folder) fs.rmdirSync(this.held.folder);
    return this.ended;
  }
}

/** The time that a process had a processor. */
export function cpuSeconds(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  // Ticks of user and system; a hundred to the second on every Linux that Node runs on.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A directory for one run. */
export const scratch = () => fs.mkdtempSync(path.join(os.tmpdir(), 'mandat-hostile-'));

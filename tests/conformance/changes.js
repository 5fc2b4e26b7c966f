// What schema.graphql breaks since the last release, or, while there is none, since the commit before. `node changes.js`
//
// Once there is a release, what breaks without having been deprecated long enough fails; before, it is told. A release is a tag
// `v…` that HEAD descends from.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { compare } from './breaking.js';

const project = path.join(import.meta.dirname, '../..');
const MONTHS = 6;

/** What git says; `null` where it has nothing of it. */
function git(...words) {
  try {
    // The clone may belong to another user than the one who tests it.
    const said = execFileSync('git', ['-c', 'safe.directory=*', ...words], { cwd: project, encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'ignore'] });
    return said.trim() === '' ? null : said;
  } catch {
    return null;
  }
}

const now = fs.readFileSync(path.join(project, 'schema.graphql'), 'utf8');
const schemaOf = (commit) => git('show', `${commit}:schema.graphql`);
const dayOf = (commit) => new Date(Number(git('log', '-1', '--format=%ct', commit)) * 1000);

/** The releases that HEAD descends from, the latest first, as far as they have a schema. */
const releases = (git('tag', '--list', 'v[0-9]*', '--merged', 'HEAD', '--sort=-creatordate') ?? '')
  .split('\n')
  .filter((tag) => tag && schemaOf(tag));

/** The commit that a change is compared with while there is no release: where its branch left main, or the one before on main. */
function parent() {
  const head = git('rev-parse', 'HEAD')?.trim();
  const left = git('merge-base', 'HEAD', 'main')?.trim();
  return left && left !== head ? left : git('rev-parse', '--verify', '--quiet', 'HEAD^1')?.trim();
}

const [release] = releases;
const base = release ?? parent();
const before = base && schemaOf(base);
if (!before) {
  console.log('breaking changes: git knows neither a release nor a commit before this one; there is nothing to compare with');
} else {
  // "Six months" are counted between commits, so the same commit has the same result at any time.
  const limit = dayOf('HEAD');
  limit.setUTCMonth(limit.getUTCMonth() - MONTHS);
  const old = release && releases.find((tag) => dayOf(tag) <= limit);
  // Where no release is that old nothing can have been deprecated for so long.
  const announced = release ? [old ? schemaOf(old) : 'type Query { nothing: Boolean }'] : [];
  const { breaks, unannounced, dangers } = compare(before, now, announced);
  for (const one of breaks) console.log(`breaks: ${one}${unannounced.includes(one) ? '' : ' (announced)'}`);
  for (const one of dangers) console.log(`may surprise: ${one}`);
  console.log(`breaking changes since ${release ?? base.slice(0, 9)}: ${breaks.length}, ${unannounced.length} of them not announced; ${dangers.length} may surprise`);
  if (release && unannounced.length > 0) {
    console.log(`docs/clients.md promises that what goes was @deprecated for at least one release and ${MONTHS} months`);
    process.exitCode = 1;
  } else if (unannounced.length > 0) {
    console.log('there is no release yet, so nobody was promised anything');
  }
}

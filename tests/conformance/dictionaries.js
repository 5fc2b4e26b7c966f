// Names, ids and cursors of the register, for requests that are made up. `node dictionaries.js URL FOLDER`

import fs from 'node:fs';
import path from 'node:path';

import { answerOf } from '../hostile/client.mjs';

const [url, folder] = process.argv.slice(2);
const to = { port: Number(new URL(url).port) };
const page = '{ pageInfo { endCursor } nodes { id';
const data = await answerOf(
  to,
  `{
    councils(first: 20) ${page} slug mandate { id clauses { id } } seats { id holder { id person { id } } } meetings(first: 2) { pageInfo { endCursor } nodes { id } } } }
    organisations(first: 5) ${page} slug } }
    families(first: 2) ${page} slug } }
    templates(first: 2) ${page} slug } }
  }`,
);

const found = { slugs: new Set(['personal-arena']), ids: new Set(), cursors: new Set() };
(function look(value) {
  if (Array.isArray(value)) {
    // Of many alike a few do.
    for (const one of value.slice(0, 24)) look(one);
  } else if (value && typeof value === 'object') {
    if (value.slug) found.slugs.add(value.slug);
    if (value.id) found.ids.add(value.id);
    if (value.endCursor) found.cursors.add(value.endCursor);
    for (const one of Object.values(value)) look(one);
  }
})(data);
for (const [name, words] of Object.entries(found)) {
  if (words.size < 2) throw new Error(`the register has no ${name} to speak of`);
  fs.writeFileSync(path.join(folder, `${name}.dict`), [...words].map((word) => `${JSON.stringify(word)}\n`).join(''));
}
console.log(Object.entries(found).map(([name, words]) => `${words.size} ${name}`).join(', '));

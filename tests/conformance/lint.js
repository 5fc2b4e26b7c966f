// The schema as @graphql-eslint's recommended and Relay rules want it, and every rule of graphql-schema-linter, but for what
// exceptions.js lists with reasons.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import plugin from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { parse } from 'graphql';

import { exceptions, tuned, unused } from './exceptions.js';

const PREFIX = '@graphql-eslint/';
const file = path.resolve(process.argv[2]);
const text = fs.readFileSync(file, 'utf8');

const rules = {};
for (const preset of ['flat/schema-recommended', 'flat/schema-relay']) Object.assign(rules, plugin.configs[preset].rules);
for (const [name, settings] of Object.entries(tuned)) {
  if (!(PREFIX + name in rules)) throw new Error(`no preset has the rule ${name}`);
  rules[PREFIX + name] = ['error', settings];
}

const eslint = new ESLint({
  cwd: path.dirname(file),
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.graphql'],
    plugins: { '@graphql-eslint': plugin },
    languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema: file } } },
    rules,
  },
});

/** What stands in a line: a type, or a field, argument or value of one. */
function places(document) {
  const spans = [];
  for (const definition of document.definitions) {
    if (!definition.name) continue;
    const name = definition.name.value;
    spans.push({ from: definition.loc.start, to: definition.loc.end, name });
    for (const part of definition.fields ?? definition.values ?? []) spans.push({ from: part.loc.start, to: part.loc.end, name: `${name}.${part.name.value}` });
  }
  return spans;
}

const spans = places(parse(text));
const starts = [0];
for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
const nameAt = (line, column) => {
  const at = starts[line - 1] + column - 1;
  return spans.filter((span) => span.from <= at && at < span.to).sort((a, b) => a.to - a.from - (b.to - b.from))[0]?.name ?? `line ${line}`;
};

const [{ messages }] = await eslint.lintFiles([path.basename(file)]);
const allowed = new Map(exceptions.flatMap(({ rule, names }) => names.map((name) => [`${rule} ${name}`, false])));
let wrong = 0;
for (const { ruleId, line, column, message } of messages) {
  const key = `${ruleId?.replace(PREFIX, '') ?? 'parse'} ${nameAt(line, column)}`;
  if (allowed.has(key)) {
    allowed.set(key, true);
  } else {
    wrong += 1;
    console.log(`${line}:${column} ${key}: ${message.split('\n')[0]}`);
  }
}
for (const [key, found] of allowed) {
  if (found) continue;
  wrong += 1;
  console.log(`exceptions.js: nothing is found any more for ${key}; take the line out`);
}
console.log(`lint: ${Object.keys(rules).length} rules, ${allowed.size} exceptions, ${wrong} problems`);

const linter = path.join(import.meta.dirname, 'node_modules/graphql-schema-linter');
const known = fs.readdirSync(path.join(linter, 'lib/rules')).map((name) => path.basename(name, '.js').replaceAll('_', '-'));
const used = known.filter((rule) => !(rule in unused));
if (known.length - used.length !== Object.keys(unused).length) throw new Error('exceptions.js leaves out a rule that graphql-schema-linter does not have');
const { stdout, stderr } = spawnSync(process.execPath, [path.join(linter, 'lib/cli.js'), '--format', 'json', '--rules', used.join(','), file], { encoding: 'utf8' });
if (!stdout.startsWith('{')) throw new Error(`graphql-schema-linter did not run: ${stderr}`);
const { errors } = JSON.parse(stdout);
for (const { rule, location, message } of errors) console.log(`${location?.line}:${location?.column} ${rule}: ${message}`);
console.log(`graphql-schema-linter: ${used.length} rules, ${errors.length} problems`);
process.exitCode = wrong + errors.length > 0 ? 1 : 0;

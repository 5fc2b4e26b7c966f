// Documents over the whole schema as a front end on Relay would write them, each in a file of its own: every connection paged,
// every node fetched again, every mutation and every subscription. `node documents.js schema.graphql FOLDER`

import fs from 'node:fs';
import path from 'node:path';

import { buildSchema, getNamedType, isInterfaceType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';

const [file, folder] = process.argv.slice(2);
const schema = buildSchema(fs.readFileSync(file, 'utf8'));
const node = schema.getType('Node');
if (!isInterfaceType(node)) throw new Error('the schema has no interface Node');
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });

const capital = (name) => name[0].toUpperCase() + name.slice(1);
const fieldsOf = (type) => Object.values(type.getFields());

let documents = 0;
function write(module, text) {
  documents += 1;
  const code = `import { graphql } from 'relay-runtime';\n\nexport const document = graphql\`\n${text}\n\`;\n`;
  fs.writeFileSync(path.join(folder, `${module}.ts`), code, { flag: 'wx' });
}

/** What is selected of a type: its own values, or that there is something. */
function selection(type) {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const plain = isObjectType(named) || isInterfaceType(named) ? fieldsOf(named).filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument)) : [];
  return `{ __typename ${plain.map((field) => field.name).join(' ')} }`;
}

/** Arguments that have to be there, as they are declared and as they are given. */
function required(field) {
  const needed = field.args.filter(isRequiredArgument);
  return {
    variables: needed.map(({ name, type }) => `$${name}: ${type}`).join(', '),
    definitions: needed.map(({ name, type }) => `${name}: { type: "${type}" }`),
    given: needed.map(({ name }) => `${name}: $${name}`),
  };
}

const isConnection = (field) => {
  const type = getNamedType(field.type);
  return isObjectType(type) && type.name.endsWith('Connection') && field.args.some((one) => one.name === 'after');
};

function connection(parent, field) {
  const module = `${parent.name}${capital(field.name)}`;
  const isRoot = parent === schema.getQueryType();
  // Only what can be found again can be paged by itself.
  const again = isRoot || parent.getInterfaces().includes(node) ? `@refetchable(queryName: "${module}ListQuery")` : '';
  const { definitions, given } = required(field);
  const cursor = getNamedType(field.args.find((one) => one.name === 'after').type);
  const defined = ['count: { type: "Int", defaultValue: 10 }', `cursor: { type: "${cursor}" }`, ...definitions].join(', ');
  const edges = getNamedType(getNamedType(field.type).getFields().edges.type);
  write(
    module,
    `fragment ${module}_list on ${parent.name} ${again} @argumentDefinitions(${defined}) {
  ${field.name}(${['first: $count', 'after: $cursor', ...given].join(', ')}) @connection(key: "${module}_${field.name}") {
    edges { cursor node ${selection(edges.getFields().node.type)} }
    pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
  }
}`,
  );
}

const objects = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
for (const type of objects) for (const field of fieldsOf(type).filter(isConnection)) connection(type, field);
for (const type of schema.getPossibleTypes(node)) {
  const module = `${type.name}Node`;
  write(module, `fragment ${module}_item on ${type.name} @refetchable(queryName: "${module}ItemQuery") ${selection(type)}`);
}
for (const [root, kind] of [[schema.getMutationType(), 'mutation'], [schema.getSubscriptionType(), 'subscription']]) {
  for (const field of fieldsOf(root)) {
    const module = capital(field.name);
    const { variables, given } = required(field);
    const declared = variables && `(${variables})`;
    write(module, `${kind} ${module}${capital(kind)}${declared} { ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${selection(field.type)} }`);
  }
}
console.log(`${documents} documents`);

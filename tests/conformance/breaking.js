// What a change of the schema breaks, and what of it nobody was told before. The promise stands in docs/clients.md: what goes,
// or becomes necessary, was deprecated for at least one release and six months.

import { buildASTSchema, findBreakingChanges, findDangerousChanges, parse, visit } from 'graphql';

/** Everything deprecated in a schema: `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
export function deprecated(text) {
  const found = new Set();
  walk(parse(text), (place, definition) => {
    if (definition.directives?.some((directive) => directive.name.value === 'deprecated')) found.add(place);
  });
  return found;
}

/** Calls back for every field, argument and value. What comes back as `null` is taken out. */
function walk(document, look) {
  const enter = (definition, _key, _parent, _path, ancestors) => {
    const [type, field] = ancestors.filter((one) => one.name).map((one) => one.name.value);
    const name = definition.name.value;
    return look(field ? `${type}.${field}(${name}:)` : `${type}.${name}`, definition);
  };
  return visit(document, { FieldDefinition: enter, InputValueDefinition: enter, EnumValueDefinition: enter });
}

/** The names of types that a definition mentions. */
function mentions(definition) {
  const names = [];
  visit(definition, { NamedType: (type) => void names.push(type.name.value) });
  return names;
}

/** The schema without these places, and without types that nothing leads to any more. */
function without(text, places) {
  const document = walk(parse(text), (place) => (places.has(place) ? null : undefined));
  const types = new Map(document.definitions.filter((one) => one.name && one.kind !== 'DirectiveDefinition').map((one) => [one.name.value, one]));
  const schema = document.definitions.find((one) => one.kind === 'SchemaDefinition');
  const roots = schema ? mentions(schema) : ['Query', 'Mutation', 'Subscription'];
  const reached = new Set();
  const open = [...roots, ...document.definitions.filter((one) => one.kind === 'DirectiveDefinition').flatMap(mentions)];
  while (open.length > 0) {
    const name = open.pop();
    const type = types.get(name);
    if (!type || reached.has(name)) continue;
    reached.add(name);
    open.push(...mentions(type));
    // Who asks for an interface may name those that implement it.
    if (type.kind === 'InterfaceTypeDefinition') {
      for (const [other, one] of types) if (one.interfaces?.some((shared) => shared.name.value === name)) open.push(other);
    }
  }
  const definitions = document.definitions.filter((one) => !types.has(one.name?.value) || reached.has(one.name.value));
  return buildASTSchema({ ...document, definitions }, { assumeValid: true });
}

const built = (text) => buildASTSchema(parse(text), { assumeValidSDL: true });

/**
 * What of `after` breaks who relies on `before`, what of it was not announced, and what may surprise. `announced` are older
 * schemas in which what goes had to be deprecated too.
 */
export function compare(before, after, announced = []) {
  const [latest, ...older] = [before, ...announced].map(deprecated);
  const told = new Set([...latest].filter((place) => older.every((one) => one.has(place))));
  const next = built(after);
  const say = ({ type, description }) => `${description} (${type})`;
  return {
    breaks: findBreakingChanges(built(before), next).map(say),
    unannounced: findBreakingChanges(without(before, told), next).map(say),
    dangers: findDangerousChanges(built(before), next).map(say),
  };
}

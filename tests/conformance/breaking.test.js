// That what breaks is found, and what was announced is let go.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compare, deprecated } from './breaking.js';

const OLD = `
  type Query { seat(id: ID, key: String @deprecated(reason: "id")): Seat  old: Gone @deprecated(reason: "seat") }
  type Seat { id: ID!  label: String @deprecated(reason: "name")  name: String  state: State }
  type Gone { part: Part }
  type Part { id: ID }
  enum State { TAKEN  FREE  LENT @deprecated(reason: "TAKEN") }
  input Wish { seat: ID  place: ID @deprecated(reason: "seat") }
  type Mutation { ask(wish: Wish): Seat }
`;
const changed = (...changes) => changes.reduce((text, [from, to]) => {
  assert.ok(text.includes(from), from);
  return text.replace(from, to);
}, OLD);

test('deprecated fields, arguments, values and input fields are found by their places', () => {
  assert.deepEqual([...deprecated(OLD)].sort(), ['Query.old', 'Query.seat(key:)', 'Seat.label', 'State.LENT', 'Wish.place']);
});

test('the same schema breaks nothing', () => {
  assert.deepEqual(compare(OLD, OLD), { breaks: [], unannounced: [], dangers: [] });
});

test('what goes unannounced is told and not let go', () => {
  for (const change of [
    ['name: String', ''],
    ['name: String', 'name: Int'],
    ['FREE', ''],
    ['id: ID,', ''],
    ['id: ID,', 'id: ID!,'],
    ['seat: ID ', 'seat: ID! '],
    ['seat: ID ', ''],
    ['ask(wish: Wish)', 'ask(wish: Wish, why: String!)'],
    ['type Mutation { ask(wish: Wish): Seat }', ''],
  ]) {
    const { breaks, unannounced } = compare(OLD, changed(change));
    assert.ok(breaks.length > 0 && unannounced.length > 0, `${change}`);
  }
});

test('what was deprecated goes, with the types that nothing else leads to', () => {
  const { breaks, unannounced } = compare(
    OLD,
    changed(
      [', key: String @deprecated(reason: "id")', ''],
      ['old: Gone @deprecated(reason: "seat")', ''],
      ['label: String @deprecated(reason: "name")', ''],
      ['type Gone { part: Part }', ''],
      ['type Part { id: ID }', ''],
      ['LENT @deprecated(reason: "TAKEN")', ''],
      ['place: ID @deprecated(reason: "seat")', ''],
    ),
  );
  assert.equal(breaks.length, 7, breaks.join('\n'));
  assert.deepEqual(unannounced, []);
});

test('what is deprecated since too short a time stays', () => {
  const older = changed([' @deprecated(reason: "name")', '']);
  const gone = changed(['label: String @deprecated(reason: "name")', '']);
  assert.deepEqual(compare(OLD, gone).unannounced, []);
  assert.equal(compare(OLD, gone, [older]).unannounced.length, 1);
});

test('what is new breaks nothing', () => {
  const { breaks, dangers } = compare(OLD, changed(['FREE', 'FREE BROKEN'], ['name: String', 'name(lang: String): String'], ['seat: ID ', 'seat: ID note: String ']));
  assert.deepEqual(breaks, []);
  assert.ok(dangers.length >= 2, `${dangers}`);
});

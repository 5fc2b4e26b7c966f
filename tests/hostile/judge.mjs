// What every answer must be, whoever asked and however: one of the expected statuses, well-formed, without a secret.

import fs from 'node:fs';

const CODES = new Set(
  [...fs.readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code),
);
/** What a document or a request may be refused with, unless the attack says otherwise. */
export const USUAL = [200, 304, 400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 429, 431];
/** Words that only the inside of the program knows. */
const INSIDE = /sqlx|SQLite|sqlite|postgres|SELECT |INSERT |panicked|\.rs:\d|thread '|stack backtrace|sea_orm|SeaORM|async_graphql/;

export class Judge {
  constructor(secrets) {
    this.secrets = secrets;
    this.faults = new Map();
    this.statuses = {};
    this.codes = {};
    this.answers = 0;
  }

  fault(attack, what, text = '') {
    const key = `${attack}: ${what}`;
    const known = this.faults.get(key);
    if (known) known.times += 1;
    else this.faults.set(key, { times: 1, example: text.slice(0, 600) });
  }

  /** Whether words may be read by whoever asked. */
  secrecy(attack, persona, text) {
    for (const { word, readers } of this.secrets) {
      if (!readers.includes(persona) && text.includes(word)) this.fault(attack, `${persona} was told the secret ${word.slice(0, 40)}`, text);
    }
  }

  /** An answer of HTTP. `told` is what the attacker itself sent and may find again. */
  answer(attack, { status, headers, text, cut }, { persona = 'anonymous', expected = USUAL, plain = false } = {}) {
    this.answers += 1;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (!expected.includes(status)) this.fault(attack, `status ${status}`, text);
    this.secrecy(attack, persona, `${JSON.stringify(headers)}${text}`);
    if (cut) this.fault(attack, 'the answer is cut off', text);
    // What the HTTP library refuses by itself has no body.
    if (text === '') {
      if (status === 200 && !plain) this.fault(attack, 'nothing in an answer of status 200');
      return;
    }
    const type = headers['content-type'] ?? '';
    if (/^application\/(graphql-response\+)?json/.test(type)) this.json(attack, status, text);
    else if (!plain && !type.startsWith('text/event-stream')) this.fault(attack, `an answer of the type ${type}`, text);
    if (/^text\/event-stream/.test(type)) for (const [, data] of text.matchAll(/^data: (.+)$/gm)) this.json(attack, status, data);
  }

  json(attack, status, text) {
    let answer;
    try {
      answer = JSON.parse(text);
    } catch {
      this.fault(attack, 'an answer is not JSON', text);
      return;
    }
    const errors = answer.errors ?? (Array.isArray(answer) ? answer : []);
    if (!Array.isArray(errors)) this.fault(attack, 'errors are no list', text);
    for (const error of Array.isArray(errors) ? errors : []) {
      const code = error?.extensions?.code;
      this.codes[code] = (this.codes[code] ?? 0) + 1;
      if (typeof error?.message !== 'string' || !CODES.has(code)) this.fault(attack, `an error without a message or a code of the table (${code})`, text);
      if (code === 'INTERNAL') this.fault(attack, 'INTERNAL', text);
      if (INSIDE.test(error?.message ?? '')) this.fault(attack, 'an error tells of the inside', text);
    }
    if (errors.length > 5) this.fault(attack, `${errors.length} errors in one answer`, text);
    if (answer.data === undefined && errors.length === 0 && !('status' in answer) && !('refusal' in answer))
      this.fault(attack, 'neither data nor errors', text);
    if (status >= 400 && errors.length === 0) this.fault(attack, `status ${status} without errors`, text);
  }

  report() {
    const faults = [...this.faults].map(([what, { times, example }]) => ({ what, times, example }));
    return { faults, statuses: this.statuses, codes: this.codes, answers: this.answers };
  }
}

// Sends what is asked, in the chosen language, and in the role that the headers name.
//
// A role is the header `as`, written as `mandat token --as` takes it. It never leaves the page: a development token
// goes in its place, which the server gives out on the machine that it runs on.

import { parse } from "graphql";

import { follow } from "./follow.js";

export const hasDevelopmentTokens = document.documentElement.dataset.developmentTokens === "yes";

const LANGUAGE = "mandat:language";
export const languages = [
  ["nb", "Norsk bokmål"],
  ["nn", "Norsk nynorsk"],
  ["se", "Davvisámegiella"],
  ["en", "English"],
];

export function language() {
  const kept = localStorage.getItem(LANGUAGE) ?? navigator.language.split("-")[0].replace(/^no$/, "nb");
  return languages.some(([code]) => code === kept) ? kept : "en";
}

export function setLanguage(code) {
  localStorage.setItem(LANGUAGE, code);
}

/** Tokens that were given out, by role. In memory only. */
const tokens = new Map();
const MINUTE = 60_000;

async function token(role) {
  const kept = tokens.get(role);
  if (kept && Date.parse(kept.expiresAt) - Date.now() > MINUTE) return kept.token;
  const response = await fetch("/playground/token", {
    method: "POST",
    headers: { "content-type": "application/json", "x-mandat-playground": "token" },
    body: JSON.stringify({ role }),
  });
  const given = await response.json();
  if (typeof given.token !== "string") {
    throw new Error(`There is no token for “${role}”: ${given.refusal ?? given.errors?.[0]?.message ?? response.status}`);
  }
  tokens.set(role, given);
  return given.token;
}

/** The name of the operation, unless it is still that of another tab: the editor reads a document a moment late. */
function named({ operationName, query, ...others }) {
  const isThere = operationName && new RegExp(`\\b${operationName}\\b`).test(query);
  return { query, ...others, ...(isThere ? { operationName } : {}) };
}

const ONE_ANSWER = "application/graphql-response+json, application/json;q=0.9";

/** Whether the operation that is to run is a subscription. Read from the text that is sent: the editor's own reading is late. */
function follows({ operationName, query }) {
  let operations;
  try {
    operations = parse(query).definitions.filter(({ kind }) => kind === "OperationDefinition");
  } catch {
    return false; // The server says what is wrong with it.
  }
  const chosen = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  return chosen?.operation === "subscription";
}

/** Asks the server, as GraphiQL wants it asked. */
export async function ask(parameters, options = {}) {
  if (follows(parameters)) {
    return follow((signal) => post(parameters, options, "text/event-stream", signal));
  }
  const response = await post(parameters, options, ONE_ANSWER);
  return response.json();
}

async function post(parameters, { headers: given = {} }, accept, signal) {
  const { as, ...headers } = given;
  if (as !== undefined && !hasDevelopmentTokens) {
    throw new Error("This server gives no development tokens. Write {\"authorization\": \"Bearer …\"} instead of a role.");
  }
  if (as) headers.authorization = `Bearer ${await token(as)}`;
  return fetch("/graphql", {
    method: "POST",
    signal,
    headers: {
      accept,
      "accept-language": language(),
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(named(parameters)),
  });
}

"use strict";

const byId = (id) => document.getElementById(id);
const query = byId("query");
const variables = byId("variables");
const token = byId("token");
const run = byId("run");
const status = byId("status");
const result = byId("result");

function show(heading, text) {
  status.textContent = heading;
  result.textContent = text;
}

/** The variables as an object, null when the field is empty. Throws when the text is not JSON. */
function readVariables() {
  const text = variables.value.trim();
  return text === "" ? null : JSON.parse(text);
}

async function ask() {
  if (run.disabled) {
    return;
  }
  let values;
  try {
    values = readVariables();
  } catch (error) {
    show("The variables are not JSON.", String(error.message));
    variables.focus();
    return;
  }
  const headers = {
    accept: "application/graphql-response+json",
    "content-type": "application/json",
  };
  if (token.value.trim() !== "") {
    headers.authorization = `Bearer ${token.value.trim()}`;
  }
  run.disabled = true;
  show("Asking …", "");
  const started = performance.now();
  try {
    const body = JSON.stringify({ query: query.value, variables: values });
    const response = await fetch("/graphql", { method: "POST", headers, body });
    const answer = await response.json();
    const milliseconds = Math.round(performance.now() - started);
    show(`Status ${response.status}, ${milliseconds} ms`, JSON.stringify(answer, null, 2));
  } catch (error) {
    show("There was no answer.", String(error.message));
  } finally {
    run.disabled = false;
  }
}

run.addEventListener("click", ask);
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    ask();
  }
});

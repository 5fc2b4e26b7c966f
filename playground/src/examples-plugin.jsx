// The examples, in the pane beside the editors.

import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";

import { hasDevelopmentTokens } from "./ask.js";
import { asTab, audiences } from "./examples.js";

/** Beside the script that this is part of. */
const licences = new URL("licences.txt", document.currentScript.src).pathname;

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h7v6H4zM13 5h7M13 8h7M4 14h7v6H4zM13 14h7M13 17h7" />
    </svg>
  );
}

const ROLES = {
  member: "a member of",
  secretariat: "the secretariat of",
  appointer: "who appoints for",
  registrar: "who answers for",
};

function inRole(as) {
  const [role, place] = as.split(":");
  return `${hasDevelopmentTokens ? "As" : "Needs a token:"} ${ROLES[role]} ${place}`;
}

/** Opens an example: the tab that has it, or a new one. */
function useOpen() {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  return (example) => {
    const tab = asTab(example);
    const open = tabs.findIndex(({ query }) => query === tab.query);
    if (open >= 0) {
      changeTab(open);
      return;
    }
    addTab();
    updateActiveTabValues(tab);
    queryEditor?.setValue(tab.query);
    variableEditor?.setValue(tab.variables);
    headerEditor?.setValue(tab.headers);
  };
}

function Examples() {
  const open = useOpen();
  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      {audiences.map(({ title, examples }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {examples.map((example) => (
              <li key={example.title}>
                <button type="button" onClick={() => open(example)}>
                  {example.title}
                </button>
                {example.as && <small>{inRole(example.as)}</small>}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p>
        <a href="/schema.graphql">The schema as a file</a> · <a href={licences}>What this page is made of</a>
      </p>
    </section>
  );
}

export const EXAMPLES_PLUGIN = { title: "Examples", icon: Icon, content: Examples };

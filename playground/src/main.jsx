// GraphiQL with a bar above it: in which role one asks, and in which language answers come.

import "./workers.js";

import { HISTORY_PLUGIN, GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import "graphiql/style.css";
import "./playground.css";

import { ask, hasDevelopmentTokens } from "./ask.js";
import { Bar } from "./bar.jsx";
import { EXAMPLES_PLUGIN } from "./examples-plugin.jsx";
import { asTab, audiences } from "./examples.js";

const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

/** Where no development tokens are given, an example behind a private door is no good beginning. */
const firstTabs = audiences
  .flatMap((audience) => audience.examples)
  .filter((example) => example.first && (hasDevelopmentTokens || !example.as))
  .map(asTab);

/** Who comes for the first time finds the examples; afterwards what was open is open. GraphiQL takes only the query of
 * the first tab by itself. */
const isNew = localStorage.getItem("graphiql:tabState") === null;

// Headers are kept in the browser only where they can hold roles alone: a real token is not for keeping.
createRoot(document.getElementById("playground")).render(
  <GraphiQL
    fetcher={ask}
    plugins={plugins}
    visiblePlugin={isNew ? EXAMPLES_PLUGIN : undefined}
    defaultTabs={firstTabs}
    initialVariables={isNew ? firstTabs[0].variables : undefined}
    initialHeaders={isNew ? firstTabs[0].headers : undefined}
    defaultEditorToolsVisibility={true}
    shouldPersistHeaders={hasDevelopmentTokens}
    showPersistHeadersSettings={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      <Bar into={document.getElementById("bar")} />
    </GraphiQL.Logo>
  </GraphiQL>,
);

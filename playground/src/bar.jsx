// The bar above the editors.

import { useGraphiQL } from "@graphiql/react";
import { useEffect, useId, useState } from "react";
import { createPortal } from "react-dom";

import { ask, hasDevelopmentTokens, language, languages, setLanguage } from "./ask.js";

const ROLES = [
  ["", "Anonymous"],
  ["member", "Member"],
  ["secretariat", "Secretariat"],
  ["appointer", "Appointer"],
  ["registrar", "Registrar"],
  ["operator", "Operator"],
];

const PLACES = `query Places($after: String) {
  councils: statistics(measures: [COUNCILS, MEMBERS], by: [COUNCIL]) { rows { keys labels values } }
  appointers: statistics(measures: [SEATS], by: [APPOINTER]) { rows { keys labels } }
  organisations(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { slug name } }
}`;

/** As many pages as a list to choose from can bear; who wants another slug writes it into the headers. */
const MOST_PAGES = 10;

/** What each kind of role can be for, as slugs and names. */
async function places() {
  const organisations = [];
  let data;
  let after = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    ({ data } = await ask({ query: PLACES, variables: { after } }));
    organisations.push(...data.organisations.nodes.map(({ slug, name }) => [slug, name]));
    after = data.organisations.pageInfo.endCursor;
    if (!data.organisations.pageInfo.hasNextPage) break;
  }
  const rows = (table) => table.rows.filter(({ keys }) => keys[0] !== null);
  const named = ({ keys, labels }) => [keys[0], labels[0]];
  return {
    secretariat: rows(data.councils).map(named),
    member: rows(data.councils).filter(({ values }) => values[1] > 0).map(named),
    appointer: rows(data.appointers).map(named),
    registrar: organisations,
  };
}

/** The headers of the tab that is open: their text, the object it is (null where it is none), and how to write it. */
function useHeaders() {
  const editor = useGraphiQL((state) => state.headerEditor);
  const [text, setText] = useState("");
  useEffect(() => {
    if (!editor) return undefined;
    const read = () => setText(editor.getValue());
    read();
    const listening = editor.onDidChangeModelContent(read);
    return () => listening.dispose();
  }, [editor]);
  let headers = {};
  try {
    if (text.trim() !== "") headers = JSON.parse(text);
  } catch {
    headers = null;
  }
  const write = (next) => editor.setValue(Object.keys(next).length === 0 ? "" : JSON.stringify(next, null, 2));
  return { headers, write: editor && headers ? write : undefined };
}

function RoleChoice() {
  const { headers, write } = useHeaders();
  const [known, setKnown] = useState({});
  const [role, place] = String(headers?.as ?? "").split(":");
  useEffect(() => {
    places().then(setKnown, () => setKnown({}));
  }, []);
  const choose = (nextRole, nextPlace) => {
    const { as, ...others } = headers;
    const next = nextPlace ? `${nextRole}:${nextPlace}` : nextRole;
    write(next === "" ? others : { as: next, ...others });
  };
  const forRole = known[role] ?? [];
  const offered = place && !forRole.some(([slug]) => slug === place) ? [[place, place], ...forRole] : forRole;
  const [roleId, placeId] = [useId(), useId()];
  return (
    <>
      <label htmlFor={roleId}>Ask as</label>
      <select
        id={roleId}
        name="role"
        value={role}
        disabled={!write}
        onChange={({ target: { value } }) => {
          const candidates = known[value] ?? [];
          const same = candidates.find(([slug]) => slug === place) ?? candidates[0];
          choose(value, same?.[0]);
        }}
      >
        {ROLES.map(([value, label]) => (
          <option key={value} value={value}>{label}</option>
        ))}
      </select>
      {place !== undefined && (
        <>
          <label htmlFor={placeId}>{role === "member" || role === "secretariat" ? "of" : "for"}</label>
          <select
            id={placeId}
            name="place"
            value={place}
            disabled={!write}
            onChange={({ target: { value } }) => choose(role, value)}
          >
            {offered.map(([slug, name]) => (
              <option key={slug} value={slug}>{name}</option>
            ))}
          </select>
        </>
      )}
    </>
  );
}

function LanguageChoice() {
  const [chosen, setChosen] = useState(language);
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Answers in</label>
      <select
        id={id}
        name="language"
        value={chosen}
        onChange={({ target: { value } }) => {
          setLanguage(value);
          setChosen(value);
        }}
      >
        {languages.map(([code, name]) => (
          <option key={code} value={code} lang={code}>{name}</option>
        ))}
      </select>
    </>
  );
}

/** Lines are broken where the pane ends: three panes leave none of them wide. */
function useWrappedLines() {
  const editor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => editor?.updateOptions({ wordWrap: "on", wrappingIndent: "deepIndent" }), [editor]);
}

/** The bar, drawn into the page's header: it stands in GraphiQL's tree, since it reads and writes its editors. */
export function Bar({ into }) {
  useWrappedLines();
  return createPortal(
    <>
      <h1>
        <a href="/">Mandat</a> <span>Playground</span>
      </h1>
      <div className="choices">
        {hasDevelopmentTokens ? (
          <RoleChoice />
        ) : (
          <p>To sign in, write {'{"authorization": "Bearer …"}'} under Headers.</p>
        )}
        <LanguageChoice />
      </div>
    </>,
    into,
  );
}

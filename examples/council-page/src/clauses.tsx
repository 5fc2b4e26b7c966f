// Every clause of the mandate as a sentence, by what it is about.
import type { Page } from "./terms";
import { useWords } from "./words";

export type Clause = NonNullable<Page["mandate"]>["clauses"][number];

export function Clauses({ clauses }: { clauses: Clause[] }) {
  const { words } = useWords();
  const kinds = new Map<Clause["kind"], Clause[]>();
  for (const clause of clauses) kinds.set(clause.kind, [...(kinds.get(clause.kind) ?? []), clause]);
  return (
    <section aria-labelledby="clauses">
      <h2 id="clauses">{words.clauses}</h2>
      <p class="lead">{words.clausesLead(clauses.length)}</p>
      {[...kinds].map(([kind, of]) => (
        <details key={kind} class="fold">
          <summary>{words.kinds[kind]} <span class="number">{of.length}</span></summary>
          <ul class="sentences">
            {of.map((clause) => (
              <li key={clause.key}>
                {clause.text}
                {clause.modality && <> <span class="chip">{words.modalities[clause.modality]}</span></>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

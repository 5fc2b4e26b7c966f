// What was found about each clause, the worst first: the verdict, the sentence it is about, and what it was found from.
import { useQuery } from "@urql/preact";
import type { Clause } from "./clauses";
import { withDaysWritten, written } from "./dates";
import { ComplianceDocument } from "./generated/graphql";
import type { ComplianceQuery, VerdictStatus } from "./generated/graphql";
import { Failed, Loading } from "./states";
import { useWords } from "./words";
import type { Lang } from "./words";

type Compliance = NonNullable<ComplianceQuery["council"]>["compliance"];
type Verdict = Compliance["verdicts"][number];
type Evidence = Verdict["evidence"][number];

interface VerdictsProps {
  slug: string;
  asOf: string | null;
  day: string;
  clauses: Clause[];
}

export function Verdicts({ slug, asOf, day, clauses }: VerdictsProps) {
  const { words, lang } = useWords();
  const [{ data, error, fetching }, ask] = useQuery({ query: ComplianceDocument, variables: { slug, on: asOf } });
  const compliance = data?.council?.compliance;
  return (
    <section aria-labelledby="verdicts" aria-busy={fetching}>
      <h2 id="verdicts">{words.verdicts}</h2>
      <p class="lead">{words.verdictsLead(written(day, lang))}</p>
      {error && <Failed error={error} again={() => ask({ requestPolicy: "network-only" })} />}
      {!error && !compliance && <Loading />}
      {!error && compliance && <Judged compliance={compliance} clauses={clauses} />}
    </section>
  );
}

function counts(compliance: Compliance): [VerdictStatus, number][] {
  return [
    ["BREACHED", compliance.breached],
    ["UNKNOWN", compliance.unknown],
    ["EXEMPTED", compliance.exempted],
    ["NOT_DUE", compliance.notDue],
    ["MET", compliance.met],
  ];
}

function Judged({ compliance, clauses }: { compliance: Compliance; clauses: Clause[] }) {
  const { words } = useWords();
  const sentences = new Map(clauses.map((clause) => [clause.key, clause.text]));
  // The register lists the worst first; each status keeps that order.
  const stretches: { status: VerdictStatus; verdicts: Verdict[] }[] = [];
  for (const verdict of compliance.verdicts) {
    const known = stretches.find((stretch) => stretch.status === verdict.status);
    if (known) known.verdicts.push(verdict);
    else stretches.push({ status: verdict.status, verdicts: [verdict] });
  }
  if (stretches.length === 0) return <p class="quiet">{words.noVerdicts}</p>;
  return (
    <>
      <dl class="tally">
        {counts(compliance).map(([status, number]) => (
          <div key={status} class={`tile ${status.toLowerCase()}`}>
            <dt><Sign status={status} /> {words.statuses[status]}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      {stretches.map(({ status, verdicts }) => (
        <details key={status} class="fold" open={status === "BREACHED"} data-status={status}>
          <summary>
            <Sign status={status} /> {words.statuses[status]} <span class="number">{verdicts.length}</span>
          </summary>
          <p class="quiet">{words.statusMeaning[status]}</p>
          <ol class="verdicts">
            {verdicts.map((verdict, index) => (
              <VerdictItem key={`${verdict.clause?.key ?? ""} ${index}`} verdict={verdict}
                sentence={verdict.clause ? sentences.get(verdict.clause.key) ?? null : null} />
            ))}
          </ol>
        </details>
      ))}
    </>
  );
}

function VerdictItem({ verdict, sentence }: { verdict: Verdict; sentence: string | null }) {
  const { words, lang } = useWords();
  const { status, severity, clause, evidence } = verdict;
  const subjects = bySubject(evidence);
  return (
    <li class={`verdict ${status.toLowerCase()}`} data-clause={clause?.key ?? ""}>
      <p class="message">{withDaysWritten(verdict.message, lang)}</p>
      {status === "BREACHED" && <p><span class={`chip ${severity.toLowerCase()}`}>{words.severities[severity]}</span></p>}
      {sentence
        ? <blockquote><span class="quiet">{words.theClause}:</span> {sentence}</blockquote>
        : <p class="quiet">{words.wholeMandate}</p>}
      {subjects.length > 0 && (
        <details class="evidence">
          <summary>{words.evidence(subjects.length)}</summary>
          <ul>
            {subjects.map((facts, index) => <li key={index}>{facts.map((fact) => inWords(fact, lang)).join("; ")}</li>)}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Facts about the same thing stand together, as long as they follow each other. */
function bySubject(evidence: Evidence[]): Evidence[][] {
  const subjects: Evidence[][] = [];
  for (const fact of evidence) {
    const last = subjects.at(-1);
    const same = last && fact.node && last[0]?.node?.id === fact.node.id;
    if (same) last.push(fact);
    else subjects.push([fact]);
  }
  return subjects;
}

function inWords(fact: Evidence, lang: Lang): string {
  return `${fact.label}: ${withDaysWritten(fact.value, lang)}`;
}

/** A sign of its own for each status, so that colour is never alone in telling. */
function Sign({ status }: { status: VerdictStatus }) {
  const paths: Record<VerdictStatus, string> = {
    BREACHED: "M5 5l6 6M11 5l-6 6",
    UNKNOWN: "M6 6.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.3M8 11.6v.1",
    EXEMPTED: "M4.5 8h7",
    NOT_DUE: "M8 4.8V8l2.2 1.6",
    MET: "M4.8 8.4l2.2 2.2 4.2-4.8",
  };
  return (
    <svg class={`sign ${status.toLowerCase()}`} viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
      <circle cx="8" cy="8" r="7.2" />
      <path d={paths[status]} />
    </svg>
  );
}

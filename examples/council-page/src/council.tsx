// One council, today or on the day that is asked for: what it is, its seats, its terms, its verdicts, its clauses.
import { useEffect, useRef, useState } from "preact/hooks";
import { useQuery } from "@urql/preact";
import { useBackground } from "./background";
import { Clauses } from "./clauses";
import { written } from "./dates";
import { period } from "./front";
import { CouncilPageDocument } from "./generated/graphql";
import { Link } from "./link";
import { front } from "./place";
import type { Way } from "./place";
import { Seats } from "./seats";
import { Failed, Loading, Nothing } from "./states";
import { termsOf } from "./terms";
import type { Background, Page, Terms } from "./terms";
import { Timeline } from "./timeline";
import { Verdicts } from "./verdicts";
import { useWords } from "./words";

export function CouncilView({ way, slug }: { way: Way; slug: string }) {
  const { words } = useWords();
  const { asOf } = way.place;
  const [{ data, error, fetching }, ask] = useQuery({ query: CouncilPageDocument, variables: { slug, asOf } });
  const background = useBackground(slug, asOf);
  const page = data?.council;
  useEffect(() => {
    document.title = `${page?.name ?? words.councils} – ${words.site}`;
  }, [page?.name, words]);

  let content;
  if (error) content = <Failed alone error={error} again={() => ask({ requestPolicy: "network-only" })} />;
  else if (page) content = <Whole way={way} page={page} fetching={fetching} background={background} />;
  else if (fetching || !data) content = <Loading lines={8} />;
  else content = <Nothing alone title={words.notFound}><p>{words.notFoundHint}</p></Nothing>;
  return (
    <>
      <p class="back"><Link way={way} to={front(way.place)}><span aria-hidden="true">← </span>{words.allCouncils}</Link></p>
      {content}
    </>
  );
}

interface WholeProps {
  way: Way;
  page: Page;
  fetching: boolean;
  background: ReturnType<typeof useBackground>;
}

function Whole({ way, page, fetching, background: asked }: WholeProps) {
  const { words, lang } = useWords();
  // The two answers come one after the other: what belongs to another day than the page is not put together with it.
  const background = asked.background?.asOf === page.asOf ? asked.background : null;
  const drawn = useRef<{ terms: Terms; day: string } | null>(null);
  if (background) drawn.current = { terms: termsOf(page, background), day: page.asOf };
  const day = written(page.asOf, lang);
  return (
    <article>
      <div class="opening">
        <h1>{page.name}</h1>
        {page.family && (
          <p class="lead">
            {page.tier !== null && `${words.tier(page.tier)}, `}{page.family.name}
          </p>
        )}
        {page.status !== "PUBLIC" && <p><span class="chip">{words.statusNames[page.status]}</span></p>}
      </div>
      <DayPicker way={way} day={page.asOf} />
      <p class={way.place.asOf ? "day asked" : "day"} role="status">
        {fetching ? words.updating : way.place.asOf ? words.shownAsOf(day) : ""}
      </p>
      {/* What is said about waiting stands outside of what waits. */}
      <div aria-busy={fetching}>
        <Facts way={way} page={page} background={background} />
        {!page.mandate && <NoMandate way={way} day={day} background={background} />}
        <Seats page={page} background={background} />
        <section aria-labelledby="terms" aria-busy={!background && !asked.error}>
          <h2 id="terms">{words.terms}</h2>
          {asked.error
            ? <Failed error={asked.error} again={asked.again} />
            : drawn.current
              ? <Timeline {...drawn.current} isToday={asked.today === drawn.current.day} />
              : <Loading />}
        </section>
        <Verdicts slug={page.slug} asOf={way.place.asOf} day={page.asOf} clauses={page.mandate?.clauses ?? []} />
        {page.mandate && <Clauses clauses={page.mandate.clauses} />}
      </div>
    </article>
  );
}

function DayPicker({ way, day }: { way: Way; day: string }) {
  const { words } = useWords();
  const shown = way.place.asOf ?? day;
  const [chosen, setChosen] = useState(shown);
  useEffect(() => setChosen(shown), [shown]);
  const choose = (event: Event) => {
    event.preventDefault();
    if (chosen) way.go({ ...way.place, asOf: chosen });
  };
  return (
    <form class="controls" onSubmit={choose}>
      <label class="field">
        <span>{words.asOf}</span>
        <input type="date" required min="1800-01-01" max="2200-12-31" value={chosen} aria-describedby="day-hint"
          onInput={(event) => setChosen(event.currentTarget.value)} />
      </label>
      <button type="submit">{words.show}</button>
      {way.place.asOf && <Link way={way} to={{ ...way.place, asOf: null }} class="button plain">{words.backToToday}</Link>}
      <p id="day-hint" class="quiet">{words.asOfHint}</p>
    </form>
  );
}

function Facts({ way, page, background }: { way: Way; page: Page; background: Background | null }) {
  const { words, lang } = useWords();
  const { mandate, owner, secretariat, predecessors } = page;
  const vacant = page.seatGroups.reduce((sum, group) => sum + group.vacantSeatCount, 0);
  const sisters = (background?.family?.councils ?? []).filter((council) => council.slug !== page.slug);
  const adopter = mandate?.adoptedBy;
  const mandateAdopter = background?.mandateAdopter;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      {mandate?.purpose && <p class="purpose">{mandate.purpose}</p>}
      <dl class="facts wide">
        {mandate && <><dt>{words.seats}</dt><dd>
          {mandate.seatCount === null ? words.seatsNotFixed : words.seatCount(mandate.seatCount)}
          {", "}{vacant ? words.vacantCount(vacant) : words.noneVacant}
          {mandate.declaredSeatCount !== null && `. ${words.declared(mandate.declaredSeatCount)}`}
        </dd></>}
        {mandate && <><dt>{words.inForce}</dt><dd>{period(mandate.validFrom, mandate.validTo, lang, words)}</dd></>}
        {mandate?.adoptedOn && <><dt>{words.adoptedOn}</dt><dd>{written(mandate.adoptedOn, lang)}</dd></>}
        {adopter?.__typename === "Organisation" && <><dt>{words.adoptedBy}</dt><dd>{adopter.name}</dd></>}
        {!mandate && mandateAdopter && "name" in mandateAdopter &&
          <><dt>{words.mandateAdopter}</dt><dd>{mandateAdopter.name}</dd></>}
        {owner && <><dt>{words.owner}</dt><dd>{owner.name}</dd></>}
        {secretariat && <><dt>{words.secretariat}</dt><dd>{secretariat.name}</dd></>}
        {predecessors.length > 0 && <><dt>{words.succeeds}</dt><dd>{predecessors.map((body) => body.name).join(", ")}</dd></>}
        {page.family && <><dt>{words.family}</dt><dd>
          {page.family.name}
          {sisters.length > 0 && (
            <ul class="plain">
              {sisters.map((council) => (
                <li key={council.slug}>
                  {council.tier !== null && `${words.tier(council.tier)}: `}
                  <Link way={way} to={{ ...way.place, council: council.slug }}>{council.name}</Link>
                </li>
              ))}
            </ul>
          )}
        </dd></>}
      </dl>
    </section>
  );
}

function NoMandate({ way, day, background }: { way: Way; day: string; background: Background | null }) {
  const { words, lang } = useWords();
  const others = (background?.mandates ?? []).filter((mandate) => mandate.status === "ADOPTED" && mandate.validFrom);
  return (
    <div class="notice">
      <p>{words.noMandateText(day)}</p>
      {others.length > 0 && (
        <>
          <p>{words.otherDays}</p>
          <ul class="plain">
            {others.map((mandate) => (
              <li key={mandate.id}>
                <Link way={way} to={{ ...way.place, asOf: mandate.validFrom }}>
                  {period(mandate.validFrom, mandate.validTo, lang, words)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

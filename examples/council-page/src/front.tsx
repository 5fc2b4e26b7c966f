// The list of councils: searched, narrowed to those with vacant seats, and continued page by page.
import { useEffect, useState } from "preact/hooks";
import { useQuery } from "@urql/preact";
import { moment, written } from "./dates";
import { FrontPageDocument } from "./generated/graphql";
import type { CouncilFilter, FrontPageQuery } from "./generated/graphql";
import { Link } from "./link";
import type { Way } from "./place";
import { Failed, Loading, Nothing } from "./states";
import { useWords } from "./words";
import type { Lang, Words } from "./words";

type Council = FrontPageQuery["councils"]["edges"][number]["node"];

export function FrontView({ way }: { way: Way }) {
  const { words } = useWords();
  const { text, vacant } = way.place;
  useEffect(() => {
    document.title = `${words.councils} – ${words.site}`;
  }, [words]);
  return (
    <>
      <div class="opening">
        <h1>{words.councils}</h1>
        <p class="lead">{words.lead}</p>
      </div>
      <Narrowing key={`${text} ${vacant}`} way={way} />
      <Found key={`${text} ${vacant}`} way={way} />
    </>
  );
}

function Narrowing({ way }: { way: Way }) {
  const { words } = useWords();
  const [text, setText] = useState(way.place.text);
  const [vacant, setVacant] = useState(way.place.vacant);
  const narrow = (event: Event) => {
    event.preventDefault();
    way.go({ ...way.place, text: text.trim(), vacant });
  };
  return (
    <form class="controls" role="search" onSubmit={narrow}>
      <label class="field">
        <span>{words.search}</span>
        <input type="search" value={text} maxLength={100} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <label class="tick">
        <input type="checkbox" checked={vacant} onChange={(event) => setVacant(event.currentTarget.checked)} />
        <span>{words.onlyVacant}</span>
      </label>
      <button type="submit">{words.show}</button>
    </form>
  );
}

/** The cursors of the pages that are shown: the first, and one more for each time more was asked for. */
function Found({ way }: { way: Way }) {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const more = (cursor: string) => setCursors((known) => (known.includes(cursor) ? known : [...known, cursor]));
  return (
    <>
      {cursors.map((after, index) => (
        <Stretch key={after ?? ""} way={way} after={after} first={index === 0} last={index === cursors.length - 1} more={more} />
      ))}
    </>
  );
}

interface StretchProps {
  way: Way;
  after: string | null;
  first: boolean;
  last: boolean;
  more: (cursor: string) => void;
}

function Stretch({ way, after, first, last, more }: StretchProps) {
  const { words } = useWords();
  const { text, vacant } = way.place;
  const filter: CouncilFilter = { text: text || null, hasVacancies: vacant || null };
  const [{ data, error, fetching }, ask] = useQuery({ query: FrontPageDocument, variables: { after, filter } });
  if (error) return <Failed error={error} again={() => ask({ requestPolicy: "network-only" })} />;
  if (fetching || !data) return <Loading lines={first ? 6 : 2} />;
  const { edges, totalCount, pageInfo } = data.councils;
  const all = { ...way.place, text: "", vacant: false };
  if (first && totalCount === 0) {
    return text || vacant
      ? <Nothing title={words.noneFound}><p>{words.noneFoundHint}</p><Link way={way} to={all}>{words.all}</Link></Nothing>
      : <Nothing title={words.noneAtAll} />;
  }
  const { endCursor } = pageInfo;
  return (
    <>
      {first && <p class="count" role="status">{words.found(totalCount)}</p>}
      <ul class="cards">
        {edges.map(({ node }) => <Card key={node.id} way={way} council={node} />)}
      </ul>
      {last && pageInfo.hasNextPage && endCursor !== null && (
        <p><button type="button" onClick={() => more(endCursor)}>{words.more}</button></p>
      )}
    </>
  );
}

function Card({ way, council }: { way: Way; council: Council }) {
  const { words, lang } = useWords();
  const { name, family, tier, secretariat, mandate, nextMeeting } = council;
  return (
    <li class="card" data-council={council.slug}>
      <h2><Link way={way} to={{ ...way.place, council: council.slug, asOf: null }}>{name}</Link></h2>
      {council.status !== "PUBLIC" && <p><span class="chip">{words.statusNames[council.status]}</span></p>}
      {family && <p class="quiet">{tier !== null && `${words.tier(tier)}, `}{family.name}</p>}
      <SeatsAtAGlance council={council} />
      <dl class="facts">
        {secretariat && <><dt>{words.secretariat}</dt><dd>{secretariat.name}</dd></>}
        {mandate && <><dt>{words.inForce}</dt><dd>{period(mandate.validFrom, mandate.validTo, lang, words)}</dd></>}
        {nextMeeting && <><dt>{words.nextMeeting}</dt><dd>{moment(nextMeeting.startsAt, lang)}</dd></>}
      </dl>
    </li>
  );
}

export function period(from: string | null, to: string | null, lang: Lang, words: Words): string {
  if (from && to) return words.fromTo(written(from, lang), written(to, lang));
  if (from) return words.fromOn(written(from, lang));
  return to ? words.until(written(to, lang)) : words.undated;
}

function SeatsAtAGlance({ council }: { council: Council }) {
  const { words } = useWords();
  const { seatCount, vacantSeatCount, mandate } = council;
  if (!mandate) return <p class="quiet">{words.noMandate}</p>;
  const vacant = vacantSeatCount ?? 0;
  const count = seatCount === null ? words.seatsNotFixed : words.seatCount(seatCount);
  return (
    <div class="glance">
      <p><strong>{count}</strong>, {vacant ? <strong class="lacking">{words.vacantCount(vacant)}</strong> : words.noneVacant}</p>
      {seatCount !== null && seatCount <= 100 && (
        <span class="dots" aria-hidden="true">
          {Array.from({ length: seatCount }, (_, index) => <i key={index} class={index < seatCount - vacant ? "" : "open"} />)}
        </span>
      )}
    </div>
  );
}

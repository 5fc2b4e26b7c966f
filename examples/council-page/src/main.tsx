// Starts the page: the frame around every view, and which view the address asks for.
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Provider } from "@urql/preact";
import { clientFor } from "./api";
import { CouncilView } from "./council";
import { FrontView } from "./front";
import { Link } from "./link";
import { front, useWay } from "./place";
import { Spoken, WORDS } from "./words";
import type { Lang } from "./words";

function Frame() {
  const way = useWay();
  const { place } = way;
  const words = WORDS[place.lang];
  useEffect(() => {
    document.documentElement.lang = place.lang;
  }, [place.lang]);
  // Who follows a link to another view starts at its beginning, with the keyboard and a screen reader too.
  const main = useRef<HTMLElement>(null);
  const shown = useRef(place.council);
  useEffect(() => {
    if (shown.current !== place.council) main.current?.focus();
    shown.current = place.council;
  }, [place.council]);
  const languages: Lang[] = ["nb", "en"];
  return (
    <Spoken.Provider value={place.lang}>
      <Provider value={clientFor(place.lang)}>
        <a class="skip" href="#content">{words.skip}</a>
        <header class="top">
          <div class="width">
            <Link way={way} to={front(place)} class="site">
              <Mark />
              <span>{words.site}</span>
            </Link>
            <nav aria-label={words.languages} class="languages">
              {languages.map((lang) => (
                <Link key={lang} way={way} to={{ ...place, lang }} lang={lang} current={lang === place.lang}>
                  {WORDS[lang].self}
                </Link>
              ))}
            </nav>
          </div>
        </header>
        <main id="content" ref={main} tabIndex={-1} class="width">
          {place.council
            ? <CouncilView key={`${place.lang} ${place.council}`} way={way} slug={place.council} />
            : <FrontView key={place.lang} way={way} />}
        </main>
        <footer class="bottom">
          <div class="width"><p>{words.colophon}</p></div>
        </footer>
      </Provider>
    </Spoken.Provider>
  );
}

/** Seats around a table, one of them vacant. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <circle cx="16" cy="7" r="4" />
      <circle cx="7" cy="14" r="4" />
      <circle cx="25" cy="14" r="4" />
      <circle cx="10" cy="25" r="4" />
      <circle cx="22" cy="25" r="3.2" class="open" />
    </svg>
  );
}

const root = document.getElementById("page");
if (root) render(<Frame />, root);

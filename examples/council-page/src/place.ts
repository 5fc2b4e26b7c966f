// Where the reader is: all of it stands in the address, so every view can be linked to, and back works.
import { useEffect, useState } from "preact/hooks";
import type { Lang } from "./words";

export interface Place {
  lang: Lang;
  /** The slug of the council that is shown; the list where there is none. */
  council: string | null;
  /** The day asked for; today where there is none. */
  asOf: string | null;
  /** What the list is narrowed to. */
  text: string;
  vacant: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function chosen(lang: string | null): Lang {
  if (lang === "nb" || lang === "en") return lang;
  return navigator.language.startsWith("en") ? "en" : "nb";
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function read(search: string): Place {
  const asked = new URLSearchParams(search);
  const asOf = asked.get("asOf");
  return {
    lang: chosen(asked.get("lang")),
    council: asked.get("council") || null,
    asOf: asOf && isDay(asOf) ? asOf : null,
    text: asked.get("text") ?? "",
    vacant: asked.get("vacant") === "true",
  };
}

export function address(place: Place): string {
  const asked = new URLSearchParams();
  if (place.council) asked.set("council", place.council);
  if (place.council && place.asOf) asked.set("asOf", place.asOf);
  if (!place.council && place.text) asked.set("text", place.text);
  if (!place.council && place.vacant) asked.set("vacant", "true");
  asked.set("lang", place.lang);
  return `?${asked}`;
}

/** The front page in the same language. */
export function front(place: Place): Place {
  return { lang: place.lang, council: null, asOf: null, text: "", vacant: false };
}

export interface Way {
  place: Place;
  go: (to: Place) => void;
}

export function useWay(): Way {
  const [place, setPlace] = useState(() => read(location.search));
  useEffect(() => {
    const moved = () => setPlace(read(location.search));
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  const go = (to: Place) => {
    history.pushState(null, "", address(to));
    if (to.council !== place.council) scrollTo(0, 0);
    setPlace(read(location.search));
  };
  return { place, go };
}

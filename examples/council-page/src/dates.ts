// Days are text, `2021-06-01`: they have no time zone and must not get one. Only writing them out needs a Date, at UTC.
import type { Lang } from "./words";

const LOCALE: Record<Lang, string> = { nb: "nb-NO", en: "en-GB" };

export const YEAR_DAYS = 365.2425;

/** The number of the day, for arithmetic: days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/** `1. juni 2021` or `1 June 2021`. */
export function written(day: string, lang: Lang): string {
  const format = new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** `1. jun. 2021` or `1 Jun 2021`, for tight places. */
export function brief(day: string, lang: Lang): string {
  const format = new Intl.DateTimeFormat(LOCALE[lang], { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** A moment, as the clocks of the council's secretariat show it. */
export function moment(instant: string, lang: Lang): string {
  const format = new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Oslo" });
  return format.format(new Date(instant));
}

/** The same text with every day in it written out. */
export function withDaysWritten(text: string, lang: Lang): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => written(day, lang));
}

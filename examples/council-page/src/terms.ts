// Who held which seat from when to when, as lines and bars. Pure: what it is drawn with does not matter here.
import { YEAR_DAYS, dayNumber } from "./dates";
import type { CouncilBackgroundQuery, CouncilPageQuery } from "./generated/graphql";

export type Page = NonNullable<CouncilPageQuery["council"]>;
export type Background = NonNullable<CouncilBackgroundQuery["council"]>;
export type Membership = Background["memberships"]["nodes"][number];

/** A stretch of days, half-open as in the register; null where no end is known. */
export interface Stretch {
  from: string;
  to: string | null;
}

/** Days on which nobody holds a seat; null where nobody is recorded before. */
export interface Gap {
  from: string | null;
  to: string;
}

export interface Bar {
  membership: Membership;
  /** As planned, or as long as it lasted if that was shorter. */
  planned: Stretch;
  /** What came after the planned end, for who stays until replaced. */
  over: Stretch | null;
}

export interface Line {
  seat: string;
  ordinal: number;
  holders: Bar[];
  deputies: Bar[];
  vacancies: Gap[];
  vacantNow: boolean;
}

export interface LineGroup {
  key: string;
  /** Null for seats that do not exist on the day and whose group is not known. */
  label: string | null;
  lines: Line[];
}

export interface Terms {
  groups: LineGroup[];
  /** The first and the last day of the picture; whole years. */
  from: string;
  to: string;
}

const earlier = (one: string, other: string) => (one < other ? one : other);
const later = (one: string, other: string) => (one > other ? one : other);

function bar(membership: Membership, day: string): Bar {
  const { start, expectedEnd, end, holdsOver } = membership;
  const until = end ?? (holdsOver && expectedEnd !== null && expectedEnd <= day ? day : expectedEnd);
  const planned = expectedEnd !== null && until !== null ? earlier(expectedEnd, until) : until;
  const over = planned !== null && until !== null && planned < until ? { from: planned, to: until } : null;
  return { membership, planned: { from: start, to: planned }, over };
}

const endOf = (bar: Bar) => (bar.over ? bar.over.to : bar.planned.to);

/** Where nobody holds the seat: between two holders, and up to the day. What comes after it nobody knows. */
function vacancies(holders: Bar[], vacantNow: boolean, since: string | null, day: string): Gap[] {
  const gaps: Gap[] = [];
  let heldUntil: string | null = null;
  for (const holder of holders) {
    const { from } = holder.planned;
    if (heldUntil !== null && heldUntil < from && from <= day) gaps.push({ from: heldUntil, to: from });
    const end = endOf(holder);
    if (end === null || end > day) break;
    heldUntil = heldUntil === null ? end : later(heldUntil, end);
  }
  if (vacantNow) gaps.push({ from: since ?? heldUntil, to: day });
  return gaps;
}

function line(seat: string, ordinal: number, of: Membership[], vacant: boolean, since: string | null, day: string): Line {
  const bars = of.map((membership) => bar(membership, day)).sort((a, b) => (a.planned.from < b.planned.from ? -1 : 1));
  const holders = bars.filter((bar) => bar.membership.deputyRank === 0);
  const deputies = bars.filter((bar) => bar.membership.deputyRank > 0);
  return { seat, ordinal, holders, deputies, vacancies: vacancies(holders, vacant, since, day), vacantNow: vacant };
}

/** The seats of the day, by group; then those that memberships tell of and that are no seats of the day. */
export function termsOf(page: Page, background: Background): Terms {
  const day = page.asOf;
  const held = new Map<string, Membership[]>();
  for (const membership of background.memberships.nodes) {
    if (!membership.seat) continue;
    const known = held.get(membership.seat.id);
    if (known) known.push(membership);
    else held.set(membership.seat.id, [membership]);
  }
  const since = new Map(background.seatGroups.flatMap((group) => group.seats.map((seat) => [seat.id, seat.vacantSince])));
  const groups: LineGroup[] = page.seatGroups.map((group) => {
    const lines = group.seats.map((seat) => {
      const of = held.get(seat.id) ?? [];
      held.delete(seat.id);
      return line(seat.id, seat.ordinal, of, seat.isVacant, since.get(seat.id) ?? null, day);
    });
    return { key: group.key, label: group.label, lines };
  });
  const gone = new Map<string, LineGroup>();
  for (const [seat, of] of held) {
    const about = of[0]?.seat;
    const key = `gone:${about?.seatGroup?.key ?? ""}`;
    const group = gone.get(key) ?? { key, label: about?.seatGroup?.label ?? null, lines: [] };
    group.lines.push(line(seat, about?.ordinal ?? 0, of, false, null, day));
    gone.set(key, group);
  }
  const all = [...groups, ...gone.values()].filter((group) => group.lines.length > 0);
  for (const group of all) group.lines.sort((a, b) => a.ordinal - b.ordinal);
  return { groups: all, ...bounds(all, day) };
}

/** Whole years that hold every bar and the day. */
function bounds(groups: LineGroup[], day: string): { from: string; to: string } {
  let [first, last] = [day, day];
  for (const line of groups.flatMap((group) => group.lines)) {
    for (const bar of [...line.holders, ...line.deputies]) {
      first = earlier(first, bar.planned.from);
      last = later(last, endOf(bar) ?? day);
    }
    for (const gap of line.vacancies) first = earlier(first, gap.from ?? day);
  }
  const year = (text: string) => Number(text.slice(0, 4));
  const written = (number: number) => `${String(number).padStart(4, "0")}-01-01`;
  return { from: written(year(first)), to: written(year(last) + 1) };
}

/** The first days of the years to mark, so many that their names have room. */
export function marks(from: string, to: string, width: number): string[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const room = Math.max(1, Math.floor(width / 52));
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((step) => (last - first) / step <= room) ?? 500;
  const years: string[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) years.push(`${String(year).padStart(4, "0")}-01-01`);
  return years;
}

/** How far along the picture a day is, from 0 to 1. */
export function along(day: string, terms: Terms): number {
  const [first, last] = [dayNumber(terms.from), dayNumber(terms.to)];
  return (dayNumber(day) - first) / Math.max(last - first, YEAR_DAYS);
}

// The seats of the day by group: who holds each, until when, who stands in, and which nobody holds.
import { brief, written } from "./dates";
import type { Background, Page } from "./terms";
import { useWords } from "./words";
import type { Lang, Words } from "./words";

type Group = Page["seatGroups"][number];
type Seat = Group["seats"][number];
type Holder = NonNullable<Seat["holder"]>;
type Labels = Background["seatGroups"][number] | undefined;

export function Seats({ page, background }: { page: Page; background: Background | null }) {
  const { words } = useWords();
  const labels = new Map(background?.seatGroups.map((group) => [group.key, group]));
  return (
    <section aria-labelledby="seats">
      <h2 id="seats">{words.seats}</h2>
      {page.seatGroups.length === 0 && <p class="quiet">{words.noSeats}</p>}
      <div class="groups">
        {page.seatGroups.map((group) => (
          <SeatGroup key={group.key} group={group} labels={labels.get(group.key)} day={page.asOf} />
        ))}
      </div>
    </section>
  );
}

/** What the mandate says about the group, as far as it says anything. */
function terms(group: Group, labels: Labels, words: Words): string {
  const said = [
    group.appointer && words.appointedBy(group.appointer.name),
    group.represents && words.speaksFor[group.represents],
    group.canCommit !== null && (group.canCommit ? words.canCommit : words.cannotCommit),
    labels?.holderLevelLabel && words.level(labels.holderLevelLabel),
    labels?.qualificationLabel && words.mustBe(labels.qualificationLabel),
  ].filter((part): part is string => Boolean(part));
  const text = said.join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function SeatGroup({ group, labels, day }: { group: Group; labels: Labels; day: string }) {
  const { words } = useWords();
  const since = new Map(labels?.seats.map((seat) => [seat.id, seat.vacantSince]));
  const about = terms(group, labels, words);
  const breadth = ["one", "one", "two"][group.seats.length] ?? "all";
  return (
    <section class={`group ${breadth}`} data-group={group.key} aria-labelledby={`group-${group.key}`}>
      <div class="group-head">
        <h3 id={`group-${group.key}`}>{group.label}</h3>
        <p>
          {group.seatCount !== null && words.seatCount(group.seatCount)}
          {group.vacantSeatCount > 0 && <> <strong class="lacking">{words.vacantCount(group.vacantSeatCount)}</strong></>}
        </p>
        {about && <p class="quiet">{about}</p>}
      </div>
      {group.seats.length === 0
        ? <p class="quiet">{words.noSeats}</p>
        : (
          <ul class="seats">
            {group.seats.map((seat) => (
              <SeatCard key={seat.id} seat={seat} group={group} since={since.get(seat.id) ?? null} day={day} />
            ))}
          </ul>
        )}
    </section>
  );
}

interface SeatCardProps {
  seat: Seat;
  group: Group;
  since: string | null;
  day: string;
}

function SeatCard({ seat, group, since, day }: SeatCardProps) {
  const { words, lang } = useWords();
  const { holder, deputy } = seat;
  return (
    <li class={seat.isVacant ? "seat open" : "seat"} data-seat={seat.id}>
      {group.seats.length > 1 && <p class="ordinal">{words.seat(seat.ordinal)}</p>}
      {holder
        ? (
          <>
            <p class="holder">
              {holder.person?.name ?? words.anonymousHolder}
              {holder.role !== "MEMBER" && <> <span class="chip">{words.roles[holder.role]}</span></>}
            </p>
            {holder.onBehalfOf && holder.onBehalfOf.name !== group.organisation?.name && (
              <p>{words.onBehalfOf(holder.onBehalfOf.name)}</p>
            )}
            <p class="quiet">{spell(holder.start, holder.expectedEnd, lang, words)}</p>
            <Over holder={holder} day={day} />
          </>
        )
        : (
          <>
            <p class="holder lacking">{since ? words.vacantSince(written(since, lang)) : words.vacant}</p>
            {!since && <p class="quiet">{words.neverHeld}</p>}
          </>
        )}
      {deputy && (
        <p class="deputy">
          <span class="quiet">{words.deputy}:</span> {deputy.person?.name ?? words.anonymousHolder}
          <br /><span class="quiet">{spell(deputy.start, deputy.expectedEnd, lang, words)}</span>
        </p>
      )}
    </li>
  );
}

/** Who holds a seat on a day past the planned end stays until replaced. */
function Over({ holder, day }: { holder: Holder; day: string }) {
  const { words, lang } = useWords();
  if (!holder.expectedEnd || holder.expectedEnd > day) return null;
  return <p class="over">{words.heldOver(written(holder.expectedEnd, lang))}</p>;
}

function spell(from: string, to: string | null, lang: Lang, words: Words): string {
  return to ? words.fromTo(brief(from, lang), brief(to, lang)) : words.fromOn(brief(from, lang));
}

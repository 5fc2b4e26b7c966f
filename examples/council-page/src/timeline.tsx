// The terms as a picture, and the same as a table for whom the picture says nothing.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { brief, written } from "./dates";
import { along, marks } from "./terms";
import type { Bar, Gap, Line, Terms } from "./terms";
import { useWords } from "./words";

interface TimelineProps {
  terms: Terms;
  day: string;
  isToday: boolean;
}

export function Timeline({ terms, day, isToday }: TimelineProps) {
  const { words } = useWords();
  if (terms.groups.length === 0) return <p class="quiet">{words.noTerms}</p>;
  return (
    <>
      <p class="lead">{words.termsLead}</p>
      <Legend />
      <Picture terms={terms} day={day} isToday={isToday} />
      <details class="fold">
        <summary>{words.asTable}</summary>
        <Table terms={terms} day={day} />
      </details>
    </>
  );
}

function Legend() {
  const { words } = useWords();
  const entries: [string, string][] = [
    ["held", words.legendHeld], ["past", words.legendEarlier], ["over", words.legendOver],
    ["gap", words.legendVacant], ["stand-in", words.legendDeputy],
  ];
  return (
    <ul class="legend" aria-label={words.legend}>
      {entries.map(([kind, label]) => (
        <li key={kind}>
          <svg class="timeline" width="26" height="12" aria-hidden="true">
            <rect class={kind} x="1" y={kind === "stand-in" ? 4 : 1} width="24" height={kind === "stand-in" ? 4 : 10} rx="2" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** The width that there is, so that letters keep their size however narrow the window. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

const AXIS = 34;
const HEAD = 30;
const EDGE = 10;

function Picture({ terms, day, isToday }: TimelineProps) {
  const { words, lang } = useWords();
  const { box, width } = useWidth();
  const narrow = width < 560;
  const labels = narrow ? 0 : 200;
  const left = EDGE + labels;
  const span = Math.max(width - left - EDGE, 40);
  const x = (at: string) => left + Math.min(Math.max(along(at, terms), 0), 1) * span;
  const lines = terms.groups.flatMap((group) => group.lines);
  const vacant = lines.filter((line) => line.vacantNow).length;

  const placed: { line: Line; y: number; height: number }[] = [];
  const heads: { label: string; y: number; key: string }[] = [];
  let y = AXIS;
  for (const group of terms.groups) {
    heads.push({ key: group.key, label: group.label ?? words.otherSeats, y });
    y += HEAD;
    for (const line of group.lines) {
      const height = (narrow ? 42 : 24) + (line.deputies.length > 0 ? 7 : 0);
      placed.push({ line, y, height });
      y += height;
    }
  }
  const bottom = y + 6;
  const dayLabel = isToday ? words.today : brief(day, lang);
  const dayAt = x(day);
  const room = dayLabel.length * 4 + 22;
  const anchor = dayAt > width - 60 ? "end" : dayAt < left + 40 ? "start" : "middle";

  return (
    <div ref={box} class="picture">
      {width > 0 && (
        <svg class="timeline" role="img" aria-labelledby="timeline-title timeline-says" width={width} height={bottom}
          viewBox={`0 0 ${width} ${bottom}`}>
          <title id="timeline-title">{words.termsPicture}</title>
          <desc id="timeline-says">
            {words.termsDescription(lines.length, vacant, written(terms.from, lang), written(terms.to, lang), written(day, lang))}
          </desc>
          <defs>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect class="hatch-ground" width="6" height="6" />
              <rect class="hatch-line" width="2.5" height="6" />
            </pattern>
          </defs>
          {marks(terms.from, terms.to, span).map((mark) => (
            <g key={mark}>
              <line class="year" x1={x(mark)} x2={x(mark)} y1={AXIS - 8} y2={bottom} />
              {Math.abs(x(mark) - dayAt) > room && x(mark) < width - 16 && (
                <text class="year-name" x={x(mark)} y={AXIS - 14} text-anchor="middle">{Number(mark.slice(0, 4))}</text>
              )}
            </g>
          ))}
          {heads.map((head) => <text key={head.key} class="head" x={EDGE} y={head.y + 20}>{shortened(head.label, (width - 2 * EDGE) / 7.4)}</text>)}
          {placed.map(({ line, y }) => <SeatLine key={line.seat} line={line} y={y} x={x} narrow={narrow} left={left} end={left + span} />)}
          <line class="day" x1={dayAt} x2={dayAt} y1={AXIS - 8} y2={bottom} />
          <text class="day-name" x={dayAt} y={AXIS - 14} text-anchor={anchor}>{dayLabel}</text>
        </svg>
      )}
    </div>
  );
}

interface SeatLineProps {
  line: Line;
  y: number;
  x: (day: string) => number;
  narrow: boolean;
  left: number;
  end: number;
}

function SeatLine({ line, y, x, narrow, left, end }: SeatLineProps) {
  const { words } = useWords();
  const now = line.holders.find((bar) => bar.membership.inForce);
  const name = line.vacantNow ? words.vacant : now ? nameOf(now, words.anonymousHolder) : words.seat(line.ordinal);
  const top = y + (narrow ? 18 : 3);
  return (
    <g data-line={line.seat}>
      <text class={line.vacantNow ? "name lacking" : "name"} x={EDGE} y={narrow ? y + 13 : y + 16}>
        {narrow ? name : shortened(name, (left - EDGE) / 7.2)}
      </text>
      {line.vacancies.map((gap) => <Vacancy key={gap.to} gap={gap} x={x} left={left} top={top} />)}
      {line.holders.map((bar) => (
        <Piece key={bar.membership.id} bar={bar} x={x} top={top} height={16} end={end} kind={bar.membership.inForce ? "held" : "past"} />
      ))}
      {line.deputies.map((bar) => (
        <Piece key={bar.membership.id} bar={bar} x={x} top={top + 18} height={4} end={end} kind={bar.membership.inForce ? "stand-in" : "stand-in past"} />
      ))}
    </g>
  );
}

function nameOf(bar: Bar, unnamed: string): string {
  return bar.membership.person?.name ?? unnamed;
}

interface PieceProps {
  bar: Bar;
  x: (day: string) => number;
  top: number;
  height: number;
  end: number;
  kind: string;
}

function Piece({ bar, x, top, height, end, kind }: PieceProps) {
  const { words, lang } = useWords();
  const from = x(bar.planned.from);
  const to = bar.planned.to === null ? end : x(bar.planned.to);
  const until = bar.membership.end ?? bar.membership.expectedEnd;
  const said = until ? words.fromTo(written(bar.membership.start, lang), written(until, lang)) : words.fromOn(written(bar.membership.start, lang));
  return (
    <g data-membership={bar.membership.id}>
      <title>{`${nameOf(bar, words.anonymousHolder)}: ${said}`}</title>
      <rect class={kind} x={from + 0.5} y={top} width={Math.max(to - from - 1.5, 2)} height={height} rx={Math.min(3, height / 2)} />
      {bar.over && (
        <rect class="over" x={to} y={top} width={Math.max(x(bar.over.to ?? bar.over.from) - to - 1, 3)} height={height} rx={Math.min(3, height / 2)} />
      )}
    </g>
  );
}

interface VacancyProps {
  gap: Gap;
  x: (day: string) => number;
  left: number;
  top: number;
}

function Vacancy({ gap, x, left, top }: VacancyProps) {
  const { words, lang } = useWords();
  const from = gap.from === null ? left : x(gap.from);
  return (
    <g>
      <title>{gap.from === null ? words.vacant : words.vacantSince(written(gap.from, lang))}</title>
      <rect class="gap" x={from + 1} y={top + 1} width={Math.max(x(gap.to) - from - 2, 4)} height={14} rx="3" />
    </g>
  );
}

function shortened(text: string, most: number): string {
  const room = Math.max(6, Math.floor(most));
  return text.length <= room ? text : `${text.slice(0, room - 1).trimEnd()}…`;
}

function Table({ terms, day }: { terms: Terms; day: string }) {
  const { words, lang } = useWords();
  const { columns } = words;
  const known = (at: string | null) => (at ? brief(at, lang) : "–");
  return (
    // What scrolls can be reached with the keyboard.
    <div class="scrolls" tabIndex={0} role="region" aria-label={words.tableCaption}>
      <table>
        <caption>{words.tableCaption}</caption>
        <thead>
          <tr>
            {Object.values(columns).map((column) => <th key={column} scope="col">{column}</th>)}
          </tr>
        </thead>
        {terms.groups.map((group) => (
          <tbody key={group.key}>
            <tr><th scope="rowgroup" colSpan={7}>{group.label ?? words.otherSeats}</th></tr>
            {group.lines.flatMap((line) => [
              ...[...line.holders, ...line.deputies].map((bar) => {
                const { membership } = bar;
                const over = membership.expectedEnd !== null && membership.expectedEnd <= day;
                return (
                  <tr key={membership.id}>
                    <td>{line.ordinal}</td>
                    <th scope="row">{nameOf(bar, words.anonymousHolder)}</th>
                    <td>{words.roles[membership.role]}</td>
                    <td>{known(membership.start)}</td>
                    <td>{known(membership.expectedEnd)}</td>
                    <td>{known(membership.end)}</td>
                    <td>{membership.inForce ? (over ? words.sitsOver : words.sits) : words.sitsNot}</td>
                  </tr>
                );
              }),
              ...(line.vacantNow
                ? [<tr key={line.seat}>
                    <td>{line.ordinal}</td>
                    <th scope="row">{words.vacant}</th>
                    <td>–</td>
                    <td>{known(line.vacancies.at(-1)?.from ?? null)}</td>
                    <td>–</td><td>–</td><td>{words.vacant}</td>
                  </tr>]
                : []),
            ])}
          </tbody>
        ))}
      </table>
    </div>
  );
}

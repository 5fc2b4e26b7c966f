// Worked examples for the three kinds of user. Each runs as it stands on a register with the founding councils and
// invented people, in the role it names.

import frontPage from "../examples/front-page.graphql";
import councilPage from "../examples/council-page.graphql";
import onADay from "../examples/on-a-day.graphql";
import membersRoom from "../examples/members-room.graphql";
import desk from "../examples/desk.graphql";
import whoAmI from "../examples/who-am-i.graphql";
import registration from "../examples/registration.graphql";
import seatsBySector from "../examples/seats-by-sector.graphql";
import breaches from "../examples/breaches.graphql";
import rulesOnMeetings from "../examples/rules-on-meetings.graphql";
import comingUp from "../examples/coming-up.graphql";

const council = "strategiradet";
const member = `member:${council}`;
const secretariat = `secretariat:${council}`;
const registrar = "registrar:helsedirektoratet";

const invented = {
  input: {
    slug: "eksempelradet",
    name: { nb: "Eksempelrådet", en: "The Example Council" },
    owner: "helsedirektoratet",
    template: { slug: "personal-arena", version: 1 },
    mandate: { adoptedBy: { organisation: { slug: "helsedirektoratet" } }, adoptedOn: "2026-01-15" },
    arguments: [
      { key: "purpose", value: { label: { nb: "Rådet er oppdiktet.", en: "The council is invented." } } },
      { key: "field", value: { label: { nb: "prøving av registeret", en: "trying the register out" } } },
      { key: "appointer", value: { text: "helsedirektoratet" } },
      { key: "secretariat", value: { text: "folkehelseinstituttet" } },
      { key: "adopted-on", value: { text: "2026-01-15" } },
      { key: "from", value: { text: "2026-02-01" } },
      { key: "until", value: { text: "2030-02-01" } },
      { key: "members", value: { number: 9 } },
      { key: "research-seats", value: { number: 3 } },
      { key: "business-seats", value: { number: 2 } },
    ],
    dryRun: true,
  },
};

/** By audience: what it is called, and its examples. Those with `first` have a tab from the beginning. */
export const audiences = [
  {
    title: "You build pages",
    examples: [
      { title: "The list of councils", query: frontPage, variables: { first: 10 }, first: true },
      { title: "A page of one council", query: councilPage, variables: { slug: council }, first: true },
      { title: "The same council on another day", query: onADay, variables: { slug: council, on: "2025-06-01" } },
    ],
  },
  {
    title: "You are a member or a secretariat",
    examples: [
      { title: "The members’ room", query: membersRoom, variables: { council }, as: member, first: true },
      { title: "The secretariat’s desk", query: desk, variables: { council }, as: secretariat, first: true },
      { title: "Who you are to the register", query: whoAmI, as: registrar },
      { title: "Registering a council, without writing", query: registration, variables: invented, as: registrar },
    ],
  },
  {
    title: "You are an analyst",
    examples: [
      { title: "Seats by sector on any day", query: seatsBySector, variables: { on: "2026-01-01" }, first: true },
      { title: "What breaches a mandate", query: breaches, first: true },
      { title: "What mandates say on meetings", query: rulesOnMeetings },
      { title: "What comes up in a year", query: comingUp, variables: { days: 365 } },
    ],
  },
];

/** An example as GraphiQL has its tabs. */
export function asTab({ query, variables, as }) {
  const written = (value) => (value === undefined ? "" : JSON.stringify(value, null, 2));
  return { query, variables: written(variables), headers: written(as && { as }) };
}

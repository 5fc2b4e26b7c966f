// Worked examples for the three kinds of user: by audience, what each is called, its document, the role it is run in,
// its variables, and whether it has a tab from the beginning. Each runs as it stands on a register with the founding
// councils and invented people.

import audiences from "../examples/examples.json";
import frontPage from "../examples/front-page.graphql";
import councilPage from "../examples/council-page.graphql";
import onADay from "../examples/on-a-day.graphql";
import membersRoom from "../examples/members-room.graphql";
import desk from "../examples/desk.graphql";
import raiseCase from "../examples/raise-case.graphql";
import whoAmI from "../examples/who-am-i.graphql";
import registration from "../examples/registration.graphql";
import seatsBySector from "../examples/seats-by-sector.graphql";
import breaches from "../examples/breaches.graphql";
import rulesOnMeetings from "../examples/rules-on-meetings.graphql";
import changes from "../examples/changes.graphql";
import comingUp from "../examples/coming-up.graphql";

const documents = {
  "front-page": frontPage,
  "council-page": councilPage,
  "on-a-day": onADay,
  "members-room": membersRoom,
  desk,
  "raise-case": raiseCase,
  "who-am-i": whoAmI,
  registration,
  "seats-by-sector": seatsBySector,
  breaches,
  "rules-on-meetings": rulesOnMeetings,
  changes,
  "coming-up": comingUp,
};

export { audiences };

/** An example as GraphiQL has its tabs. */
export function asTab({ document, variables, as }) {
  const written = (value) => (value === undefined ? "" : JSON.stringify(value, null, 2));
  return { query: documents[document], variables: written(variables), headers: written(as && { as }) };
}

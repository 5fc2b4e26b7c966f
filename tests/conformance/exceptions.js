// What the lint may find and why it stands all the same. A finding that is not here fails the lint, and so does a line here
// that nothing is found for any more.

/** Rules of which something is tuned, with the reason. */
export const tuned = {
  // Beside `edges` a connection has `nodes`, as GitHub's has: those who do not need cursors are spared a level.
  'relay-edge-types': { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
  // Pages, edges and what a mutation answers have no identity, in Relay's own specification either.
  'strict-id-in-types': {
    acceptedIdNames: ['id'],
    acceptedIdTypes: ['ID'],
    exceptions: { types: ['PageInfo'], suffixes: ['Connection', 'Edge', 'Payload', 'Error'] },
  },
  // Everything is described: not only types and root fields, which the recommended rule asks for.
  'require-description': {
    types: true,
    rootField: true,
    DirectiveDefinition: true,
    FieldDefinition: true,
    InputValueDefinition: true,
    EnumValueDefinition: true,
  },
};

const parts = (reason, ...names) => ({ rule: 'strict-id-in-types', reason, names });

/** Findings that stand, each with its reason. */
export const exceptions = [
  {
    rule: 'no-typename-prefix',
    reason: 'its name in law, and in every other register: an organisation has a slug too, so "number" alone would be asked about',
    names: ['Organisation.organisationNumber'],
  },
  { rule: 'no-typename-prefix', reason: 'a rule on a post names the post it is about, as the words of mandates do', names: ['Post.post'] },
  { rule: 'no-typename-prefix', reason: 'the group that a seat belongs to is called SeatGroup everywhere', names: ['Seat.seatGroup'] },
  {
    rule: 'relay-edge-types',
    reason: 'a duty that falls due is found from its clause and the day: nothing is there to be fetched again',
    names: ['DutyDueEdge'],
  },
  {
    rule: 'relay-edge-types',
    reason: 'a meeting as the room sees it stands behind a door, and node(id:) gives what everybody may see of it',
    names: ['RoomMeetingEdge'],
  },
  {
    rule: 'relay-edge-types',
    reason: 'a measure is what an organisation said last about an advice: both of them can be fetched again',
    names: ['AdviceMeasureEdge'],
  },
  parts(
    'a part of the council at work: it is read with the advice, the case, the meeting or the item that it belongs to',
    'AdviceAddressee', 'AdviceMeasure', 'CaseEvent', 'FollowUp', 'FormerTime', 'Recusal',
  ),
  parts('found anew from what is planned and open: it has no life of its own', 'AnnualWheel', 'MeetingClash', 'SeatVacancy', 'ToDo'),
  parts('an event: what is told is that what it names has changed', 'CaseChange', 'CouncilChange', 'MeetingChange'),
  parts('counted anew from who was at the meetings of a period', 'DeputiesUse', 'DeputiesUseOfGroup', 'DeputiesUseOfSeat'),
  parts('a link that is good for minutes', 'PaperUpload'),
  { rule: 'require-description', reason: 'their arguments are described by the specification; the engine prints them bare', names: ['include', 'skip', 'specifiedBy'] },
  parts('doors: whoever asks goes through them each time', 'MemberRoom', 'SecretariatDesk', 'Viewer'),
  parts('there is one of each in a register', 'RegisterChange', 'RegisterInfo'),
  parts('a table is made for the one who asks', 'StatisticsColumn', 'StatisticsRow', 'StatisticsTable'),
  parts(
    'what a clause is made of: values that have no life beside their clause, which has an id',
    'Activity', 'ActorGroup', 'AllOf', 'Alternates', 'AnyOf', 'AtLeastPer', 'AtMostSeats', 'BeforeEvent', 'ByDay', 'ByOrganisation',
    'ByRotation', 'BySeat', 'BySteps', 'Cadence', 'ClauseSource', 'CouncilActor', 'DecidedSeats', 'DeferredSeats', 'Duty', 'EachItem',
    'Ending', 'Entry', 'EntryList', 'ExactSeats', 'Exception', 'FactIs', 'ForList', 'ForOffice', 'ForOrganisation', 'ForPersons',
    'ForSector', 'Forfeit', 'GroupActor', 'GroupOfSeats', 'HowMany', 'Instrument', 'KindActor', 'Meetings', 'NotThis',
    'OrganisationActor', 'PartActor', 'Post', 'PostActor', 'Procedure', 'Quantifier', 'Quorum', 'RangeOfSeats', 'Relation',
    'RemainingSeats', 'Renewal', 'Replacement', 'Representation', 'Requirement', 'Right', 'Scope', 'SeatBounds', 'SeatFormula',
    'SeatRotation', 'Seats', 'SeatsPerEntry', 'Share', 'ShareOfSeats', 'SizeRow', 'Staggering', 'StandingDuty', 'Statement', 'Step',
    'SubBody', 'Task', 'Term', 'TermEnd', 'TermLimit', 'Tolerance', 'ValidityPeriod', 'VotingRule', 'WithinDelay',
  ),
  parts('what follows from clauses and facts on a day: found anew each time', 'Compliance', 'ConcernStance', 'DutyDue', 'Evidence', 'Finding', 'Forecast', 'Vacancy', 'Verdict'),
  parts('how two mandates differ: made for the one who asks', 'ClauseChange', 'MandateDiff', 'ParameterChange', 'SeatGroupChange'),
  parts('parts of a template, found by its slug, its version and their key', 'MandateTemplateVersion', 'TemplateParameter'),
  parts('parts of a meeting, which has an id', 'MeetingAttendance', 'MeetingDecision'),
  parts('parts of a membership, a council or a person on record, which have ids', 'Appointment', 'Completeness', 'Contact', 'NominationStep'),
  parts('an entry of a code list is its code, a text is its words', 'CodeEntry', 'Text'),
];

const order = 'fields and values stand in the order in which people read them: the name before the address, a case from raised to closed';

/** Rules of graphql-schema-linter that do not apply, each with its reason. Its other rules have no exceptions. */
export const unused = {
  'enum-values-sorted-alphabetically': order,
  'input-object-fields-sorted-alphabetically': order,
  'interface-fields-sorted-alphabetically': order,
  'type-fields-sorted-alphabetically': order,
};

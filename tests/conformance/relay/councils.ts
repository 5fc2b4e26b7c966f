// Documents as a front end on Relay writes them: they hold as long as the schema is what Relay counts on.

import { graphql } from 'relay-runtime';

export const page = graphql`
  query councilsPageQuery($slug: String!) {
    council(slug: $slug) {
      ...councils_council
      ...councils_holders @arguments(count: 10)
    }
    ...councils_list
    ...councils_found
  }
`;

export const council = graphql`
  fragment councils_council on Council @refetchable(queryName: "councilsCouncilQuery") {
    id
    name
    mandate { id clauses { id key text } }
    seatGroups { id label seats { id isVacant holder { id person { id name } } } }
  }
`;

export const holders = graphql`
  fragment councils_holders on Council
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "councilsHoldersQuery") {
    memberships(first: $count, after: $cursor) @connection(key: "councils_memberships") {
      edges { node { id start person { name } } }
    }
  }
`;

export const list = graphql`
  fragment councils_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }, filter: { type: "CouncilFilter" })
  @refetchable(queryName: "councilsListQuery") {
    councils(first: $count, after: $cursor, filter: $filter) @connection(key: "councils_councils", filters: ["filter"]) {
      totalCount
      edges { node { id slug name } }
    }
  }
`;

export const found = graphql`
  fragment councils_found on Query
  @argumentDefinitions(text: { type: "String", defaultValue: "råd" }, count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "councilsFoundQuery") {
    search(text: $text, first: $count, after: $cursor) @connection(key: "councils_search") {
      edges { node { __typename ... on Council { slug } ... on Organisation { slug } ... on Node { id } } }
    }
  }
`;

export const room = graphql`
  query councilsRoomQuery($council: String!) {
    member(council: $council) {
      cases(first: 20) @connection(key: "councils_cases") { edges { node { id title } } }
    }
  }
`;

export const record = graphql`
  mutation councilsRecordMutation($input: RecordInput!, $connections: [ID!]!) {
    record(input: $input) {
      record @appendNode(connections: $connections, edgeTypeName: "RecordEdge") { id what on }
      userErrors { code field message }
    }
  }
`;

export const changes = graphql`
  subscription councilsChangesSubscription($after: ID) {
    registerChanged(after: $after) { eventId previousEventId revision at }
  }
`;

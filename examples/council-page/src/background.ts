// Everybody who ever held a seat, page after page until there is no more, as one answer.
import { useEffect, useState } from "preact/hooks";
import { useClient } from "@urql/preact";
import type { CombinedError, OperationResult, RequestPolicy } from "@urql/core";
import { CouncilBackgroundDocument } from "./generated/graphql";
import type { CouncilBackgroundQuery } from "./generated/graphql";
import type { Background } from "./terms";

interface Answer {
  background: Background | null;
  today: string | null;
  error: CombinedError | null;
}

export interface Asked extends Answer {
  again: () => void;
}

type AskPage = (after: string | null) => Promise<OperationResult<CouncilBackgroundQuery>>;

async function everything(askPage: AskPage): Promise<Answer> {
  const nodes: Background["memberships"]["nodes"] = [];
  let after: string | null = null;
  for (;;) {
    const { data, error } = await askPage(after);
    const council = data?.council;
    if (error || !council) return { background: null, today: data?.register.today ?? null, error: error ?? null };
    nodes.push(...council.memberships.nodes);
    const { hasNextPage, endCursor } = council.memberships.pageInfo;
    if (!hasNextPage || endCursor === null) {
      const background = { ...council, memberships: { ...council.memberships, nodes } };
      return { background, today: data.register.today, error: null };
    }
    after = endCursor;
  }
}

export function useBackground(slug: string, asOf: string | null): Asked {
  const client = useClient();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer>({ background: null, today: null, error: null });
  useEffect(() => {
    let wanted = true;
    const requestPolicy: RequestPolicy = attempt ? "network-only" : "cache-first";
    const askPage: AskPage = (after) =>
      client.query(CouncilBackgroundDocument, { slug, asOf, after }, { requestPolicy }).toPromise();
    void everything(askPage).then((answer) => {
      if (wanted) setAnswer(answer);
    });
    return () => {
      wanted = false;
    };
  }, [client, slug, asOf, attempt]);
  return { ...answer, again: () => setAttempt((count) => count + 1) };
}

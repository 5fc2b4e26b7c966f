// What is shown while there is nothing to show: waiting, trouble, nothing there.
import type { ComponentChildren } from "preact";
import type { CombinedError } from "@urql/core";
import { trouble } from "./api";
import { useWords } from "./words";

export function Loading({ lines = 4 }: { lines?: number }) {
  const { words } = useWords();
  return (
    <div class="loading" role="status">
      <p class="quiet">{words.loading}</p>
      {Array.from({ length: lines }, (_, index) => <div class="bone" key={index} aria-hidden="true" />)}
    </div>
  );
}

interface FailedProps {
  error: CombinedError;
  again: () => void;
  /** Whether it is all that the page shows, so that its heading is the page's. */
  alone?: boolean;
}

export function Failed({ error, again, alone = false }: FailedProps) {
  const { words } = useWords();
  const { reached, message, requestId } = trouble(error);
  const title = reached ? words.wentWrong : words.notReached;
  return (
    <div class="notice bad" role="alert">
      {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{reached ? message : words.notReachedHint}</p>
      {requestId && <p class="quiet">{words.requestId(requestId)}</p>}
      <button type="button" onClick={again}>{words.again}</button>
    </div>
  );
}

interface NothingProps {
  title: string;
  /** As above. */
  alone?: boolean;
  children?: ComponentChildren;
}

export function Nothing({ title, alone = false, children }: NothingProps) {
  return (
    <div class="notice">
      {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}

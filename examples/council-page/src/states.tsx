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

export function Failed({ error, again }: { error: CombinedError; again: () => void }) {
  const { words } = useWords();
  const { reached, message, requestId } = trouble(error);
  return (
    <div class="notice bad" role="alert">
      <h2>{reached ? words.wentWrong : words.notReached}</h2>
      <p>{reached ? message : words.notReachedHint}</p>
      {requestId && <p class="quiet">{words.requestId(requestId)}</p>}
      <button type="button" onClick={again}>{words.again}</button>
    </div>
  );
}

export function Nothing({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="notice">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

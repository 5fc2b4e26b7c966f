// A subscription as an event stream (graphql-sse, distinct connections): what GraphiQL reads one answer at a time.

const EVENT_END = "\n\n";

/** The events in a body, each as its name and its data. Comments, which keep a connection alive, are none. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let read = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    read += value;
    const parts = read.split(EVENT_END);
    read = parts.pop();
    for (const part of parts) {
      const fields = new Map();
      for (const line of part.split("\n")) {
        const [, field, text] = /^([^:]+):? ?(.*)$/.exec(line) ?? [];
        if (field) fields.set(field, text);
      }
      if (fields.has("event")) yield { name: fields.get("event"), data: fields.get("data") };
    }
  }
}

async function* answers(asking) {
  const response = await asking;
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    yield await response.json();
    return;
  }
  for await (const { name, data } of events(response.body)) {
    if (name === "complete") return;
    if (name === "next") yield JSON.parse(data);
  }
  throw new Error("The server has ended the connection. Run it again to go on.");
}

/** The answers to what `ask` asks with a signal, until somebody wants no more of them. */
export function follow(ask) {
  const stop = new AbortController();
  const all = answers(ask(stop.signal));
  const end = { done: true, value: undefined };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await all.next();
      } catch (error) {
        if (stop.signal.aborted) return end;
        throw error;
      }
    },
    // A generator would wait for the next event before it hears of this.
    async return() {
      stop.abort();
      return end;
    },
  };
}

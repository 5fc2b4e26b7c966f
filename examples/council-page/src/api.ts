// The one door to the register. Documents are written without `lang` arguments, so the language is the request's.
import { Client, cacheExchange, fetchExchange } from "@urql/core";
import type { CombinedError } from "@urql/core";
import type { Lang } from "./words";

const address = document.querySelector<HTMLMetaElement>("meta[name=mandat-api]")?.content ?? "/graphql";

const clients = new Map<Lang, Client>();

/** A client for each language, so that what is kept in one is never shown in the other. */
export function clientFor(lang: Lang): Client {
  let client = clients.get(lang);
  if (!client) {
    client = new Client({
      url: new URL(address, document.baseURI).href,
      exchanges: [cacheExchange, fetchExchange],
      preferGetMethod: false,
      fetchOptions: { headers: { "accept-language": lang } },
    });
    clients.set(lang, client);
  }
  return client;
}

/** What went wrong, as far as a reader can do something about it. */
export interface Trouble {
  reached: boolean;
  message: string | null;
  requestId: string | null;
}

export function trouble(error: CombinedError): Trouble {
  const first = error.graphQLErrors[0];
  const id = first?.extensions["requestId"];
  return {
    reached: first !== undefined,
    message: first?.message ?? null,
    requestId: typeof id === "string" ? id : null,
  };
}

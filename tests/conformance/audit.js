// GraphQL over HTTP: every audit of the graphql-http package against a running server, those that may fail too.

import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2], fetchFn: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(15_000) }) });
const failed = results.filter((result) => result.status !== 'ok');
for (const { id, name, reason, response } of failed) console.log(`${id} ${name}: ${reason} (status ${response?.status})`);
console.log(`GraphQL over HTTP: ${results.length - failed.length} of ${results.length} audits`);
// A server that answers no audit at all would pass the rest.
process.exitCode = failed.length > 0 || results.length < 61 ? 1 : 0;

/** What somebody who sees nothing but the schema needs to know to call it: headers, and where to read on. */
export const schemaDescription = `Registers and follows support and administrative cases, the same cases that the legacy v4 REST API serves.

Headers of a request:

- \`Thalamus-Touchpoint\` and \`Thalamus-Token\`: code of the touchpoint, and its token or the token of a session (\`signIn\`). Every call needs both.
- \`Authorization\`: HTTP Basic, who is calling; it takes the place of a session, as does the cookie that \`signIn\` sets.
- \`Idempotency-Key\`: 1 to 255 visible ASCII characters that name one create or change; sending it again does nothing twice.
- \`Thalamus-Activity\`, \`Thalamus-Tags\` and \`Thalamus-Source\`: recorded with a new case.
- \`Accept: text/event-stream\`: for subscriptions.

Headers of an answer: \`Retry-After\`, \`RateLimit\` and \`RateLimit-Policy\` say what the caller may still ask for; \`X-Request-Id\` names the request in the log of the server.

Every field of Query, Mutation and Subscription is nullable: one that fails is null, with an error at its path, and leaves its siblings alone. \`extensions.code\` of an error is \`UNAUTHENTICATED\`, \`FORBIDDEN\`, \`BAD_USER_INPUT\`, \`RATE_LIMITED\`, \`PREFLIGHT_REQUIRED\` (by GET), \`PERSISTED_QUERY_NOT_SUPPORTED\` or \`INTERNAL_SERVER_ERROR\`; problems of an input are in \`userErrors\`.

To read on, in the repository of the server: \`README.md\` (calls with their answers, settings), \`ARCHITECTURE.md\` (why it is as it is), \`docs/security.md\` (limits, and what is refused).`;

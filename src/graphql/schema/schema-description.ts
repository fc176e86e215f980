/** What a reader of the schema alone needs to call it: headers, and where to read on. */
export const schemaDescription = `Registers and follows support and administrative cases, the same cases that the legacy v4 REST API serves.

Headers of a request:

- \`Thalamus-Touchpoint\` and \`Thalamus-Token\`: code of the touchpoint, and its token or the token of a session (\`signIn\`). Every call needs both.
- \`Authorization\`: HTTP Basic with the login of a party or an operator. It is not needed with a session: its token, or the cookie that \`signIn\` sets, says who is calling.
- \`Idempotency-Key\`: 1 to 255 visible ASCII characters that name one create or change; sending it again does nothing twice.
- \`Thalamus-Activity\`, \`Thalamus-Tags\` and \`Thalamus-Source\`: recorded with a new case.
- \`Accept: text/event-stream\`: for subscriptions.
- \`GraphQL-Require-Preflight: 1\`, or any \`Thalamus-*\` header: for queries by GET with the session cookie or HTTP Basic.

Headers of an answer: \`Retry-After\`, \`RateLimit\` and \`RateLimit-Policy\` say how many requests the caller may still send, and when; \`X-Request-Id\` names the request in the log of the server.

Every field of Query, Mutation and Subscription is nullable: one that fails is null, with an error at its path, and leaves its siblings alone. \`extensions.code\` of an error is \`UNAUTHENTICATED\`, \`FORBIDDEN\`, \`BAD_USER_INPUT\`, \`RATE_LIMITED\`, \`PREFLIGHT_REQUIRED\` (a query by GET), \`PERSISTED_QUERY_NOT_SUPPORTED\` (a hash without its query) or \`INTERNAL_SERVER_ERROR\`. Problems of an input are not errors: they are in \`userErrors\` of the payload.

To read on, in the repository of the server: \`docs/graphql.md\` (calls with their answers), \`docs/configuration.md\` (settings), \`docs/clients.md\` (a recipe for each client), \`docs/browsers.md\` (pages of another origin), \`docs/diagnosis.md\` (why a call was refused), \`docs/security.md\` (limits).`;

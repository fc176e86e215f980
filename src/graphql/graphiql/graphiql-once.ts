import { type Graphiql, renderGraphiql } from "./graphiql.ts";
import { graphiqlTabs, type TabLogins } from "./graphiql-tabs.ts";

/** GraphiQL for these logins, made when it is first asked for and kept. */
export function graphiqlOnce(logins: TabLogins): () => Promise<Graphiql> {
	let made: Promise<Graphiql> | null = null;
	return () => {
		made ??= renderGraphiql({
			title: "casebridge GraphiQL",
			tabs: graphiqlTabs(logins),
		});
		return made;
	};
}

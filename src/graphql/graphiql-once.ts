import { type GraphiqlPage, renderGraphiqlPage } from "./graphiql.ts";
import { graphiqlTabs, type TabLogins } from "./graphiql-tabs.ts";

/** GraphiQL for these logins, rendered when it is first asked for and kept. */
export function graphiqlOnce(logins: TabLogins): () => Promise<GraphiqlPage> {
	let page: Promise<GraphiqlPage> | null = null;
	return () => {
		page ??= renderGraphiqlPage({
			endpoint: "/graphql",
			title: "casebridge GraphiQL",
			tabs: graphiqlTabs(logins),
		});
		return page;
	};
}

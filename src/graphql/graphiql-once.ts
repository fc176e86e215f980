import { type GraphiqlPage, renderGraphiqlPage } from "./graphiql.ts";
import { graphiqlTabs, type TabLogin } from "./graphiql-tabs.ts";

/** GraphiQL for this login, rendered when it is first asked for and kept. */
export function graphiqlOnce(login: TabLogin): () => Promise<GraphiqlPage> {
	let page: Promise<GraphiqlPage> | null = null;
	return () => {
		page ??= renderGraphiqlPage({
			endpoint: "/graphql",
			title: "casebridge GraphiQL",
			tabs: graphiqlTabs(login),
		});
		return page;
	};
}

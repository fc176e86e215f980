import type { GraphiqlTab, TabLogin } from "./graphiql-tab.ts";
import { operatorTabs } from "./operator-tabs.ts";
import { partyTabs } from "./party-tabs.ts";

/** Whom the tabs sign in. */
export type TabLogins = {
	readonly party: TabLogin;
	readonly operator: TabLogin;
};

/** The tabs GraphiQL opens with: the whole life of a case, as its party and then as an operator. */
export function graphiqlTabs({
	party,
	operator,
}: TabLogins): readonly GraphiqlTab[] {
	return [...partyTabs(party), ...operatorTabs(operator)];
}

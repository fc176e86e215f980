const documentForm = /^([a-z]+):([^:]+)$/;

/** A principal as it is stored and looked up: lower case, and a document `type:number` as `type$number`, which Basic credentials can carry. */
export function normalisePrincipal(principal: string): string {
	return principal.toLowerCase().replace(documentForm, "$1$$$2");
}

import { badUserInput } from "../errors/errors.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

export const defaultPage = 20;
export const largestPage = 100;

/** What the description of a connection says about its pages. */
export const pageSizes = `${defaultPage} unless \`first\` or \`last\` says otherwise, at most ${largestPage}`;

export type PageArguments = {
	readonly first?: number | null | undefined;
	readonly last?: number | null | undefined;
	readonly after?: string | null | undefined;
	readonly before?: string | null | undefined;
};

/** Refuses pages that would be empty or too large. */
export function checkPageSize({ first, last }: PageArguments) {
	for (const [name, size] of Object.entries({ first, last }))
		if (typeof size === "number" && (size < 1 || size > largestPage))
			throw badUserInput(
				sayGraphql("pageSize", { name, most: largestPage, size }),
			);
}

import type { Profile } from "../../domain/actor.ts";
import {
	findOperators,
	findParties,
} from "../../domain/cases/queries/find-people.ts";
import { batched } from "./batched.ts";
import type { GraphqlContext } from "./builder.ts";

type Found = Promise<Profile | null>;

/** What may be shown of an operator. */
export function operatorProfile(ctx: GraphqlContext, id: number): Found {
	ctx.operators ??= batched(findOperators);
	return ctx.operators(ctx.domain, id);
}

/** What may be shown of a party. */
export function partyProfile(ctx: GraphqlContext, id: number): Found {
	ctx.parties ??= batched(findParties);
	return ctx.parties(ctx.domain, id);
}

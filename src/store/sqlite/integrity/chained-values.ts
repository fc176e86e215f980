import { chainedColumns } from "../../integrity/event-chain.ts";
import { getTableColumns } from "../connection/drizzle.ts";
import { caseEvents } from "../schema.ts";

const columns = getTableColumns(caseEvents);

/** The SQL of what the chain covers of every event, in its order. */
export const chainedValues = chainedColumns
	.map((column) => columns[column].name)
	.join(", ");

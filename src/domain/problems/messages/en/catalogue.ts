import type { CatalogueParameters } from "../../kinds/catalogue.ts";
import { quote, quoteList } from "../../quote.ts";
import type { Messages } from "../messages.ts";
import { unicodeHint } from "./unicode-hint.ts";

/** Of category, type, status and resolution of a case. */
export const catalogueMessages = {
	categoryRequired: () => "categoryCode is required and may not be blank.",
	systemCategory: ({ categoryCode }) =>
		`Category ${quote(categoryCode)} is a system node and takes no new cases.`,
	unknownCategory: ({ categoryCode, allowed }) =>
		`Category ${quote(categoryCode)} cannot be used here; ${use(allowed)}${unicodeHint(categoryCode, allowed)}`,
	typeRequired: () => "typeCode is required and may not be blank.",
	typeRequiredInCategory: ({ allowed }) =>
		`typeCode is required and may not be blank; ${use(allowed)}`,
	unknownType: ({ categoryCode, typeCode, allowed }) =>
		`Type ${quote(typeCode)} cannot be used in category ${quote(categoryCode)}; ${use(allowed)}${unicodeHint(typeCode, allowed)}`,
	noDefaultStatus: ({ allowed }) =>
		`No status was sent and none is configured as the default; ${use(allowed)}`,
	notInitialStatus: ({ status, allowed }) =>
		`Status ${quote(status)} cannot be the first status of a case; ${use(allowed)}`,
	unknownStatus: noStatus,
	unknownNextStatus: noStatus,
	notInitialResolution: ({ resolution, allowed }) =>
		`Resolution ${quote(resolution)} cannot be the first resolution of a case; ${use(allowed)}`,
	unknownResolution: ({ resolution, allowed }) =>
		`There is no resolution ${quote(resolution)}; ${use(allowed)}${unicodeHint(resolution, allowed)}`,
} as const satisfies Messages<CatalogueParameters>;

function noStatus({
	status,
	allowed,
}: CatalogueParameters["unknownStatus"]): string {
	return `There is no status ${quote(status)}; ${use(allowed)}${unicodeHint(status, allowed)}`;
}

function use(allowed: readonly string[]): string {
	return `use ${quoteList(allowed)}.`;
}

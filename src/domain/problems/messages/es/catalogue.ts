import type { CatalogueParameters } from "../../kinds/catalogue.ts";
import type { Messages } from "../messages.ts";
import { quote, quoteList } from "./quote.ts";
import { unicodeHint } from "./unicode-hint.ts";

/** Of category, type, status and resolution of a case. */
export const catalogueMessages = {
	categoryRequired: () =>
		"categoryCode es obligatorio y no puede estar en blanco.",
	systemCategory: ({ categoryCode }) =>
		`La categoría ${quote(categoryCode)} es un nodo del sistema y no admite casos nuevos.`,
	unknownCategory: ({ categoryCode, allowed }) =>
		`La categoría ${quote(categoryCode)} no se puede usar aquí; ${use(allowed)}${unicodeHint(categoryCode, allowed)}`,
	typeRequired: () => "typeCode es obligatorio y no puede estar en blanco.",
	typeRequiredInCategory: ({ allowed }) =>
		`typeCode es obligatorio y no puede estar en blanco; ${use(allowed)}`,
	unknownType: ({ categoryCode, typeCode, allowed }) =>
		`El tipo ${quote(typeCode)} no se puede usar en la categoría ${quote(categoryCode)}; ${use(allowed)}${unicodeHint(typeCode, allowed)}`,
	noDefaultStatus: ({ allowed }) =>
		`No se envió ningún estado y no hay ninguno configurado por defecto; ${use(allowed)}`,
	notInitialStatus: ({ status, allowed }) =>
		`El estado ${quote(status)} no puede ser el primero de un caso; ${use(allowed)}`,
	unknownStatus: noStatus,
	unknownNextStatus: noStatus,
	notInitialResolution: ({ resolution, allowed }) =>
		`La resolución ${quote(resolution)} no puede ser la primera de un caso; ${use(allowed)}`,
	unknownResolution: ({ resolution, allowed }) =>
		`No existe la resolución ${quote(resolution)}; ${use(allowed)}${unicodeHint(resolution, allowed)}`,
} as const satisfies Messages<CatalogueParameters>;

function noStatus({
	status,
	allowed,
}: CatalogueParameters["unknownStatus"]): string {
	return `No existe el estado ${quote(status)}; ${use(allowed)}${unicodeHint(status, allowed)}`;
}

function use(allowed: readonly string[]): string {
	return allowed.length === 0
		? "no hay ningún valor que se pueda usar."
		: `use ${quoteList(allowed)}.`;
}

import type { CaseDataParameters } from "../../kinds/case-data.ts";
import type { Messages } from "../messages.ts";
import { quote, quoteList } from "./quote.ts";
import { unicodeHint } from "./unicode-hint.ts";

type FieldValue = { readonly field: string; readonly value: unknown };

/** Of custom values. */
export const caseDataMessages = {
	unknownField: ({ typeCode, field, allowed }) =>
		`El tipo ${quote(typeCode)} no tiene el campo ${quote(field)}; ${allowed.length === 0 ? "no tiene ninguno" : `tiene ${quoteList(allowed)}`}.${unicodeHint(field, allowed)}`,
	fieldRequired: ({ field }) =>
		`El campo ${quote(field)} es obligatorio para este tipo.`,
	notBoolean: (at) => cannotBe(at, "true o false"),
	notInteger: (at) => cannotBe(at, "un entero entre -(2^53-1) y 2^53-1"),
	notDecimal: (at) =>
		cannotBe(
			at,
			'un número, o un texto como "12.50", con un máximo de 30 dígitos antes del punto y 30 después',
		),
	notDate: (at) =>
		cannotBe(
			at,
			'un texto: un día real como "YYYY-MM-DD" o una marca de tiempo Unix',
		),
	notFieldText: ({ most, ...at }) =>
		cannotBe(at, `un texto bien formado de ${most} caracteres como máximo`),
	notAnOption: ({ allowed, ...at }) =>
		cannotBe(at, `una de sus opciones: ${quoteList(allowed)}`) +
		unicodeHint(at.value, allowed),
	fieldNotEditable: ({ field }) =>
		`El campo ${quote(field)} no se puede cambiar después de crear el caso.`,
	emptyAsNotSent: (at) =>
		`${wasSentAs(at)} y se trata como si no se hubiera enviado.`,
	valueConverted: ({ stored, day, ...at }) =>
		`${wasSentAs(at)} y se guarda como ${quote(stored)}.${dayHint(day)}`,
	timestampLikeDay: ({ field, stored, day }) =>
		`El campo ${quote(field)} se guarda como ${quote(stored)}, una marca de tiempo Unix en segundos.${dayHint(day)}`,
} as const satisfies Messages<CaseDataParameters>;

function cannotBe({ field, value }: FieldValue, expected: string): string {
	return `El campo ${quote(field)} no puede ser ${quote(value)}; admite ${expected}.`;
}

function wasSentAs({ field, value }: FieldValue): string {
	return `El campo ${quote(field)} se envió como ${quote(value)}`;
}

/** What to say of a timestamp that may have been meant as a day. */
function dayHint(day: string | null): string {
	return day === null
		? ""
		: ` Ocho dígitos son una marca de tiempo; si se trata de un día, envíe "${day}".`;
}

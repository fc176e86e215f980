import { ExactNumber } from "../../../input/exact-number.ts";
import type { InputParameters, JsonKind, ValueAt } from "../../kinds/input.ts";
import type { Messages } from "../messages.ts";
import { quote, quoteList } from "./quote.ts";

const jsonKinds = {
	string: "un texto",
	list: "una lista",
	object: "un objeto",
} as const satisfies Record<JsonKind, string>;

/** `El valor "x" de visibility debe ser …` */
export function mustBe(at: ValueAt, expected: string): string {
	return `${theValue(at)} debe ser ${expected}.`;
}

/** `El valor "x" de comments.0.description …`, or `El valor de comments (una lista) …` */
export function theValue({ where, value }: ValueAt): string {
	const isNamed =
		typeof value !== "object" || value === null || value instanceof ExactNumber;
	return isNamed
		? `El valor ${quote(value)} de ${where}`
		: `El valor de ${where} (${quote(value)})`;
}

/** Of the shape of an input, and of words in a query. */
export const inputMessages = {
	required: ({ where }) => `${where} es obligatorio.`,
	wrongType: ({ expected, ...at }) =>
		mustBe(at, expected === null ? "de otro tipo" : jsonKinds[expected]),
	secretNotString: ({ where }) => `${where} debe ser un texto.`,
	illFormedText: (at) =>
		mustBe(at, "un texto sin U+0000 y sin la mitad de un par sustituto"),
	textWithNull: (at) => mustBe(at, "un texto sin U+0000"),
	blankText: (at) =>
		`${theValue(at)} debe contener algo más que espacios en blanco.`,
	textTooLong: ({ most, ...at }) =>
		`${theValue(at)} debe tener ${most} caracteres como máximo.`,
	unknownKey: ({ key }) => `La clave ${quote(key)} no se reconoce aquí.`,
	emptyObjectAsList: ({ where }) =>
		`${where} se envió como {} y se lee como una lista vacía.`,
	tooManyTags: ({ count, most }) =>
		`Se enviaron ${count} etiquetas; se admiten ${most} como máximo.`,
	notTrueOrFalse: (at) => mustBe(at, "true o false"),
	severalTrueOrFalse: ({ where }) => sendOnce(where, "true o false"),
	notPageSize: ({ most, ...at }) => mustBe(at, pageSize(most)),
	severalPageSizes: ({ where, most }) => sendOnce(where, pageSize(most)),
	notCaseId: (at) => mustBe(at, "el id de un caso"),
	severalCaseIds: ({ where }) => sendOnce(where, "el id de un caso"),
	wrongVisibility: ({ visibility, allowed }) =>
		`La visibilidad ${quote(visibility)} debe ser ${quoteList(allowed)}.`,
	attachmentsTwice: () =>
		"Se enviaron las dos grafías, attachements y attachments; envíe una sola.",
} as const satisfies Messages<InputParameters>;

function pageSize(most: number): string {
	return `un número entero de 1 a ${most}`;
}

function sendOnce(where: string, expected: string): string {
	return `${where} se envió con valores distintos; envíe ${expected}, una sola vez.`;
}

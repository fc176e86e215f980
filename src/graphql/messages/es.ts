import { quoteList } from "../../domain/problems/messages/es/quote.ts";
import { quote } from "../../domain/problems/quote.ts";
import type { Sentences } from "../../domain/sentence.ts";
import type { Expected, ExpectedValues } from "../errors/expected.ts";
import type { GraphqlReasons } from "./graphql-reasons.ts";

/** What each scalar takes. */
export const scalarExpectations: Readonly<Record<string, string>> = {
	Boolean: "true o false",
	DateTime:
		"un texto con fecha, hora y zona, como 2026-05-01T12:00:00Z o 2026-05-01T12:00:00-05:00",
	Float: "un número",
	ID: "un texto o un entero",
	Int: "un entero de -2147483648 a 2147483647",
	JSONObject: "un objeto JSON",
	SafeInt: "un entero de -9007199254740991 a 9007199254740991",
	String: "un texto",
};

const onlyListed =
	"este servidor solo ejecuta los documentos que están en su lista.";

export const es: Sentences<GraphqlReasons> = {
	requestNotOneObject: () =>
		"El cuerpo debe ser un solo objeto JSON, no una lista ni un valor.",
	memberUnknown: ({ member, members }) =>
		`El cuerpo tiene un miembro desconocido ${quote(member)}; puede tener ${members.join(", ")}.`,
	memberOfType: ({ member, wanted, found }) =>
		`${member} debe ser de tipo ${wanted}, no ${found}.`,
	queryMissing: () =>
		"La solicitud debe contener la operación, como texto, en query.",
	documentTooLong: () =>
		"El documento es demasiado grande; envíe los valores, y sobre todo los archivos, en variables.",
	persistedHashMissing: () =>
		"extensions.persistedQuery debe tener un texto sha256Hash.",
	persistedHashWrong: () =>
		"extensions.persistedQuery.sha256Hash no es el SHA-256 de query; envíe el texto sin él.",
	documentIdsDiffer: () =>
		"Los ids de la solicitud indican documentos distintos.",
	documentIdMissing: () => `La solicitud no indica un documento; ${onlyListed}`,
	documentNotListed: () => `Este documento no está en la lista; ${onlyListed}`,
	documentIdNotListed: ({ id }) =>
		`Ningún documento de la lista tiene el id ${quote(id)}; ${onlyListed}`,
	queryNotOfId: () => "query no es el documento que indica la solicitud.",
	mutationByGet: () =>
		"Una mutación se envía por POST; GET ejecuta consultas y suscripciones.",
	preflightRequired: () =>
		'Por GET, la cookie de sesión y Basic solo cuentan junto a un encabezado que ningún enlace ni formulario puede enviar: "GraphQL-Require-Preflight: 1", o Thalamus-Touchpoint y Thalamus-Token. Agregue uno, o envíe la consulta por POST.',
	graphiqlOff: () =>
		"GraphiQL está desactivado aquí; envíe operaciones por POST, o consultas por GET en el parámetro query de la URL.",
	mediaTypes: () =>
		"Las respuestas son application/json, application/graphql-response+json o, para suscripciones, text/event-stream; todas en UTF-8.",
	answerTooLong: () =>
		"La respuesta sería demasiado larga; pida menos casos, o menos campos de ellos.",
	serverFailed: () =>
		"Se produjo un error en el servidor; la solicitud se puede enviar de nuevo con la misma clave de idempotencia.",

	tooManyTokens: () => "El documento tiene demasiados elementos léxicos.",
	nestedTooDeep: () => "El documento tiene demasiados niveles de anidamiento.",
	tooManyAliases: () => "El documento tiene demasiados alias.",
	tooManyFields: () => "El documento pide demasiados campos.",
	tooManyDirectives: () => "El documento tiene demasiadas directivas.",
	valueTooDeep: () =>
		"Un valor del documento tiene demasiados niveles de anidamiento.",
	oneChange: () =>
		"Un documento puede contener un solo cambio; envíe una solicitud para cada uno.",
	noOperation: () => "El documento no tiene ninguna operación.",
	operationsWithoutNames: () =>
		"El documento tiene varias operaciones; dé un nombre a cada una e indique en operationName cuál se ejecuta.",
	operationNotNamed: ({ names }) =>
		`El documento tiene varias operaciones; indique en operationName cuál se ejecuta: ${quoteList(names)}.`,
	operationWithoutName: ({ operationName }) =>
		`No existe la operación ${quote(operationName)}; el documento tiene una sin nombre, para la que no se envía operationName.`,
	operationUnknown: ({ operationName, names }) =>
		`No existe la operación ${quote(operationName)} en el documento; use ${quoteList(names)}.`,
	variableInexact: ({ name, type, holder }) =>
		`${type === null ? `El número de la variable "$${name}"` : `La variable "$${name}" de tipo "${type}"`} no conserva su valor exacto dentro de ${holder}; envíe ${holder} como una variable de tipo "JSONObject", o declare "$${name}" como "String".`,

	variableInvalid: ({ name, path, why }) =>
		`La variable "$${name}" tiene un valor no válido en "${path}"; ${why("es")}`,
	variableAbsent: ({ name, isNull, type, expected }) =>
		`La variable "$${name}" de tipo "${type}" ${isNull ? "no puede ser null" : "es obligatoria y no se envió"}; ${expectedValue(expected)}`,
	expected: expectedValue,
	expectedAlone: (expected) => {
		const [first = "", ...rest] = expectedValue(expected);
		return first.toUpperCase() + rest.join("");
	},
	memberMissing: ({ member, type, expected }) =>
		`El campo "${member}" de tipo "${type}" es obligatorio y no se envió; ${expectedValue(expected)}`,
	memberNotDefined: ({ member, type, members }) =>
		`El tipo "${type}" no tiene ${member === null ? "uno de los campos enviados" : `el campo "${member}"`}${members === null ? "" : `; tiene ${members.join(", ")}`}.`,
	argumentHasNull: ({ name }) =>
		`El argumento "${name}" tiene un valor no válido: una variable que contiene es null o no se envió, y ahí se requiere un valor.`,
	jsonNotAnObject: () =>
		'Un JSONObject debe ser un objeto, como { amount: "12.50" }.',
	jsonNestedTooDeep: ({ most }) =>
		`Un JSONObject puede tener ${most} niveles de anidamiento como máximo.`,
	jsonTooManyKeys: ({ most }) =>
		`Un JSONObject puede tener ${most} claves como máximo.`,
	jsonKeyReserved: ({ key }) => `La clave "${key}" está reservada.`,
	jsonName: () =>
		"Un nombre sin comillas no es un valor JSON; escríbalo entre comillas.",
	jsonNumberInexact: () =>
		"Un número no se puede conservar con exactitud; envíelo como texto.",
	pageSize: ({ name, most, size }) =>
		`${name} debe ser de 1 a ${most}, no ${size}.`,
	cursorUnknown: ({ cursor }) =>
		`${JSON.stringify(cursor)} no es un cursor de esta conexión en este orden.`,
	globalIdInvalid: () =>
		"El ID global no es válido; envíe el id de un objeto tal como lo dio el servidor.",
	idNotOfType: ({ name, typename }) =>
		`${name} debe ser el id de un ${typename}, tal como lo da ${typename}.id.`,
	idNotOfNode: ({ typename }) =>
		`Un id de ${JSON.stringify(typename)} no es un id global.`,
	tooManyIds: ({ most, count }) =>
		`ids puede contener ${most} ids como máximo, no ${count}.`,
	filterOfOperators: () => "filter.assignee es solo para operadores.",
	eventStreamNeeded: () =>
		"caseChanged es un flujo de eventos; acepte text/event-stream.",
	tokenNeeded: () =>
		"El navegador no guarda la cookie de sesión porque esta página está en otro sitio que casebridge; pida signIn.token y envíelo en cada llamada, en el encabezado Thalamus-Token (docs/browsers.md).",
};

function expectedValue({ type, values, isUnquoted, isNull }: Expected): string {
	const quotes = isUnquoted ? ", sin comillas" : "";
	return `se esperaba un valor de tipo "${type}": ${describe(values)}${quotes}${isNull ? ", no null" : ""}.`;
}

function describe(values: ExpectedValues): string {
	switch (values.kind) {
		case "list":
			return `una lista, y cada elemento, ${describe(values.of)}`;
		case "enum":
			return values.names === null
				? "un nombre de esta enumeración"
				: `uno de ${values.names.join(", ")}`;
		case "object":
			return values.members === null
				? "un objeto"
				: `un objeto que puede tener ${values.members.join(", ")}`;
		case "scalar":
			return scalarExpectations[values.name] ?? "un valor de este escalar";
	}
}

import { quote } from "../../domain/problems/quote.ts";
import type { Sentences } from "../../domain/sentence.ts";
import type { HttpReasons, JsonPart } from "./http-reasons.ts";

const list = new Intl.ListFormat("es", { type: "disjunction" });

const jsonParts = {
	end: "el final del cuerpo",
	value: "un valor",
	colon: '":"',
	commaOrBrace: '"," o "}"',
	commaOrBracket: '"," o "]"',
	key: "una clave entre comillas dobles",
	closingQuote:
		"una comilla de cierre, o caracteres de control escritos como secuencias de escape",
	number: "un número",
} as const satisfies Record<JsonPart, string>;

const unreadable = (why: string) =>
	`El cuerpo multipart no se puede leer: ${why}.`;

export const es: Sentences<HttpReasons> = {
	bodyTooLarge: ({ most }) =>
		`El cuerpo puede tener ${most} bytes como máximo.`,
	bodyTooSlow: ({ seconds }) => `El cuerpo no llegó en ${seconds} segundos.`,
	bodyCutOff: () => "El cuerpo se interrumpió.",
	bodyNotOfType: ({ charsets, sent }) =>
		`El cuerpo debe ser application/json en ${list.format(charsets)}, no ${quote(sent)}.`,
	bodyInCharset: ({ charsets, charset }) =>
		`El cuerpo debe ser application/json en ${list.format(charsets)}, no en el juego de caracteres ${quote(charset)}.`,
	bodyNotInCharset: ({ charset }) =>
		`El cuerpo contiene bytes que no son ${charset}${charset === "UTF-8" ? "; envíe JSON en UTF-8" : ", el juego de caracteres que indica"}.`,
	bodyNotAnObject: () => "El cuerpo debe ser un objeto JSON.",
	codingUnknown: ({ sent }) =>
		`Content-Encoding puede ser gzip, deflate, br o identity, no ${quote(sent)}.`,
	codingRefused: ({ sent }) =>
		`El cuerpo se debe enviar sin el Content-Encoding ${quote(sent)}.`,
	codingBroken: ({ coding }) =>
		`El cuerpo no se puede leer como ${coding}: los datos están dañados o incompletos.`,
	codingFollowed: ({ coding }) =>
		`El cuerpo no se puede leer como ${coding}: hay más bytes después de su final.`,
	digestDiffers: ({ actual }) =>
		`Los bytes que llegaron tienen el resumen sha-256=:${actual}:, no el que se envió.`,
	digestNotSha256: ({ sent }) =>
		`El resumen ${quote(sent)} debe ser de SHA-256, como en "sha-256=:…:", con base64 entre los dos puntos.`,
	jsonExpected: ({ wanted, at, isEnd }) =>
		isEnd
			? `Se esperaba ${jsonParts[wanted]}, pero el cuerpo termina después del carácter ${at}.`
			: `Se esperaba ${jsonParts[wanted]} en el carácter ${at}.`,
	jsonEscapeUnknown: ({ at }) =>
		`El texto del carácter ${at} tiene una secuencia de escape que JSON no conoce; escriba una barra invertida como "\\\\".`,
	jsonTooManyValues: ({ most }) =>
		`El cuerpo contiene más de ${most} valores; no envíe más en un solo cuerpo.`,
	jsonTooManyKeys: ({ most }) =>
		`Un objeto tiene más de ${most} claves, el máximo permitido.`,
	jsonTooDeep: ({ most }) =>
		`Las listas y los objetos tienen más de ${most} niveles de anidamiento, el máximo permitido.`,
	jsonKeyTwice: ({ key }) =>
		`La clave ${key} aparece dos veces en un objeto; envíela una sola vez.`,
	jsonKeyTooLong: ({ key, most }) =>
		`La clave ${key} tiene más de ${most} caracteres, el máximo permitido.`,
	jsonKeyReserved: ({ key }) =>
		`La clave ${key} está reservada; use otro nombre.`,
	jsonHalfCharacter: ({ half }) =>
		`Un texto contiene ${half}, la mitad de un carácter; envíe caracteres Unicode completos.`,
	jsonNul: ({ nul }) =>
		`Un texto contiene el carácter NUL ${nul}; se admite cualquier otro carácter.`,
	jsonUnsafeNumber: () =>
		"Un número pasa de 2^53-1, o está demasiado cerca de cero para conservarlo; envíelo como texto.",

	multipartExpected: () =>
		"El cuerpo debe ser multipart/form-data, con su delimitador (boundary).",
	multipartUnreadable: () => unreadable("está mal formado"),
	multipartCutOff: () => unreadable("se interrumpió"),
	multipartTooManyParts: ({ most }) =>
		unreadable(`tiene más de ${most} partes`),
	multipartTooManyHeaders: ({ most, bytes }) =>
		unreadable(
			`una parte tiene más de ${most} encabezados, o más de ${bytes} bytes de encabezados`,
		),
	multipartEndsInHeaders: () =>
		unreadable("una parte termina dentro de sus encabezados"),
	multipartOneFile: ({ part }) =>
		`El cuerpo debe contener un archivo, en la parte ${JSON.stringify(part)}.`,
	multipartOnlyOneFile: () => "El cuerpo debe contener un solo archivo.",
	multipartFieldTooLong: ({ most }) =>
		`Una parte sin archivo puede tener ${most} bytes como máximo.`,
	multipartEncoded: () =>
		"Un archivo se debe enviar como bytes sin codificar, sin Content-Transfer-Encoding.",

	headerRepeated: ({ header }) =>
		`El encabezado ${header} se envió más de una vez; envíelo una sola vez.`,
	parameterRepeated: ({ parameter }) =>
		`El parámetro ${parameter} de la URL se envió más de una vez; envíelo una sola vez.`,
	inParameter: ({ parameter, sentence }) =>
		`En el parámetro ${parameter} de la URL: ${sentence("es")}`,
	queryNotUtf8: () =>
		"Los parámetros de la URL deben estar en UTF-8, con codificación por ciento.",
	expectationUnknown: ({ sent }) =>
		`Expect puede ser 100-continue, no ${quote(sent)}.`,
	hostMissing: () => "La solicitud debe tener un encabezado Host.",
	targetNotAPath: () =>
		"El destino de la solicitud debe ser una ruta que empiece por una barra.",
	addressUnreadable: () => "La dirección de la solicitud no se puede leer.",
	headersTooLarge: () =>
		"Los encabezados de la solicitud son demasiado grandes.",
	requestTooSlow: () => "La solicitud no llegó a tiempo.",
	notHttp: () => "La solicitud no es HTTP.",
	requestUnreadable: () => "La solicitud no se puede leer.",
	nothingThere: ({ method, path }) => `No hay nada en ${method} ${path}.`,
	methodNotAllowed: ({ method, allowed }) =>
		`Aquí no se admite ${method}; use ${list.format(allowed)}.`,
	registrationClosed: () =>
		"Los clientes no pueden registrarse por sí mismos; los agrega un administrador.",
	requestFailed: ({ requestId }) =>
		`Se produjo un error en el servidor (solicitud ${requestId}); la solicitud se puede enviar de nuevo con la misma Idempotency-Key.`,
	serverFailed: () =>
		"Se produjo un error en el servidor; la solicitud no es la causa.",
};

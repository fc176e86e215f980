import type { Base64Fault } from "../../../cases/attachments/decode-base64.ts";
import type { FileParameters } from "../../kinds/files.ts";
import type { Messages } from "../messages.ts";
import { mustBe, theValue } from "./input.ts";

/** Of attachments, uploads and the files in them. */
export const fileMessages = {
	tooManyAttachments: ({ most, ...at }) =>
		`${theValue(at)} debe tener ${most} adjuntos como máximo.`,
	attachmentTooLarge: ({ most, ...at }) =>
		`${theValue(at)} debe tener ${most} bytes como máximo, una vez decodificado.`,
	attachmentsTooLarge: ({ most, ...at }) =>
		`${theValue(at)} debe tener ${most} bytes como máximo en total, una vez decodificado.`,
	fileNameOfLines: (at) => mustBe(at, "un nombre sin saltos de línea"),
	notMediaType: (at) =>
		mustBe(at, 'un tipo de medio como "image/png" o "text/csv; charset=utf-8"'),
	notBase64: ({ fault, ...at }) => mustBe(at, base64Without(fault)),
	besideUploadId: (at) =>
		`${theValue(at)} debe omitirse junto al id de un archivo subido.`,
	infectedFile: () =>
		"El escáner de esta instalación rechaza el contenido de este archivo; no se conservó nada de él.",
	fileTooLarge: ({ most }) =>
		`El archivo tiene más de ${most} bytes, el máximo permitido por archivo.`,
	tooManyUploads: ({ most }) =>
		`Hay ${most} archivos subidos a la espera de un caso, el máximo permitido; úselos o espere a que caduquen.`,
	caseFull: ({ caseId, most }) =>
		`El caso ${caseId} tiene ${most} adjuntos, el máximo permitido por caso.`,
	uploadNotFound: ({ id }) =>
		`No existe ningún archivo subido ${id} de este usuario que esté sin usar.`,
	attachmentNotFound: ({ id }) =>
		`No existe ningún adjunto ${id} que este usuario pueda ver.`,
	attachmentNotOfCase: ({ caseId, id }) =>
		`El caso ${caseId} no tiene el adjunto ${id}.`,
	fileNamesDiffer: () =>
		"La URL y Content-Disposition dan nombres distintos al archivo; envíe un solo nombre.",
	dispositionNotUtf8: () =>
		"El Content-Disposition de una parte debe estar en UTF-8.",
	dispositionWithoutType: () =>
		unreadable('Empieza por su tipo, por ejemplo "attachment;".'),
	dispositionParameters: () =>
		unreadable(
			"Sus parámetros son ilegibles: cada uno es un nombre, un signo igual y un valor, que va entre comillas si contiene comillas o un punto y coma.",
		),
	dispositionTwice: ({ parameter }) =>
		unreadable(`Tiene ${parameter} dos veces; envíelo una sola vez.`),
	dispositionSplit: () =>
		unreadable(
			"Su filename está repartido en varios parámetros; envíelo como filename*.",
		),
	dispositionExtended: () =>
		unreadable(
			`Su filename* debe ser como "UTF-8''caf%C3%A9.txt", en un juego de caracteres que tenga esos bytes.`,
		),
	dispositionEncoded: () =>
		unreadable(
			'Su filename tiene una palabra codificada que no se puede decodificar; un ejemplo correcto es "=?utf-8?B?Y2Fmw6k=?=".',
		),
	partHeaderTwice: ({ header }) =>
		`Una parte tiene ${header} dos veces; envíelo una sola vez.`,
} as const satisfies Messages<FileParameters>;

function base64Without(fault: Base64Fault): string {
	switch (fault.kind) {
		case "foreignCharacter": {
			const url = fault.isOfUrls ? ", como en base64url" : "";
			return `base64 con A-Z, a-z, 0-9, "+" y "/", y relleno de "="; su carácter ${fault.position} es ${JSON.stringify(fault.character)}${url}`;
		}
		case "padding":
			return `base64 con relleno de "=" hasta completar grupos de cuatro caracteres; tiene ${fault.length}`;
		case "end":
			return 'base64 que termine en dos "=" como máximo y sin bits después de su último byte';
	}
}

function unreadable(why: string): string {
	return `No se puede leer el Content-Disposition. ${why}`;
}

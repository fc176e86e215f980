import type { CaseParameters } from "../../kinds/cases.ts";
import type { Messages } from "../messages.ts";
import { theValue } from "./input.ts";
import { quote, quoteList } from "./quote.ts";
import { unicodeHint } from "./unicode-hint.ts";

/** Of whole cases, their changes, and the keys of commands. */
export const caseMessages = {
	emptyBulk: ({ most }) => `cases está vacío; envíe de 1 a ${most} casos.`,
	tooManyRows: ({ count, most }) =>
		`cases tiene ${count} elementos; envíe de 1 a ${most}.`,
	tooManyParts: ({ count, most }) =>
		`cases tiene en total ${count} comentarios y adjuntos; envíe ${most} como máximo por lote.`,
	dryRunOfRow: ({ dryRun }) =>
		`dryRun es ${dryRun} en esta fila y ${!dryRun} para todas; las filas se prueban juntas, así que envíelo junto a cases.`,
	keyForAllRows: ({ key }) =>
		`El encabezado indica la clave de idempotencia ${quote(key)} para todas las filas; envíe en su lugar una idempotencyKey en cada fila.`,
	keyReused: ({ key }) =>
		`La clave de idempotencia ${JSON.stringify(key)} pertenece a un comando anterior y distinto; use una clave nueva.`,
	keysDiffer: ({ header, input }) =>
		`El encabezado indica la clave de idempotencia ${quote(header)} y la entrada ${quote(input)}; envíe una sola.`,
	illFormedKey: ({ key }) =>
		`La clave de idempotencia ${quote(key)} debe tener de 1 a 255 caracteres ASCII visibles.`,
	severalKeys: ({ count }) =>
		`idempotencyKey se envió con ${count} valores distintos; envíe uno solo.`,
	caseNotFound: ({ caseId }) =>
		`No existe ningún caso ${caseId} que este usuario pueda ver.`,
	noCaseId: () => "El id no es el de ningún caso.",
	caseClosed: ({ caseId, status }) =>
		`El caso ${caseId} está en el estado final "${status}" y no admite cambios.`,
	staleVersion: ({ caseId, version, expected }) =>
		`El caso ${caseId} tiene la versión ${version}, no la ${expected}; vuelva a leerlo.`,
	tooManyComments: ({ most, ...at }) =>
		`${theValue(at)} debe tener ${most} comentarios como máximo.`,
	commentNotFound: ({ caseId, id }) =>
		`El caso ${caseId} no tiene el comentario ${quote(id)}.`,
	valueNotEditable: ({ where, value, own }) => {
		const instead = own === null ? "" : ` y es ${quote(own)}`;
		return `${where} se envió como ${quote(value)}${instead}; una actualización no lo cambia, así que envíelo tal como está u omítalo.`;
	},
	returnedCommentNotFound: ({ caseId, id }) =>
		`El caso ${caseId} no tiene el comentario ${quote(id)}; envíe los que tiene u omítalo.`,
	returnedFileNotFound: ({ caseId, id }) =>
		`El caso ${caseId} no tiene el adjunto ${quote(id)}; envíe los que tiene u omítalo.`,
	newFileInUpdate: ({ where }) =>
		`${where} no tiene el id de un archivo del caso; una actualización no admite archivos nuevos: agréguelos con su propia llamada.`,
	assigneeMissing: () =>
		"Indique un operador con email o un grupo con groupName.",
	assigneeAmbiguous: () =>
		"Se enviaron un correo electrónico y un grupo; un caso se asigna a uno solo.",
	operatorNotFound: ({ email }) => `No existe el operador ${quote(email)}.`,
	operatorBlocked: ({ email }) => `El operador ${quote(email)} está bloqueado.`,
	operatorNotAuthorized: ({ email, typeCode }) =>
		`Ningún grupo del operador ${quote(email)} atiende casos del tipo ${quote(typeCode)}.`,
	groupNotFound: ({ groupName, typeCode, able }) =>
		`No hay ningún grupo ${quote(groupName)} que atienda casos del tipo ${quote(typeCode)}; ${able.length === 0 ? "no los atiende ninguno" : `use ${quoteList(able)}`}.${unicodeHint(groupName, able)}`,
} as const satisfies Messages<CaseParameters>;

import type { Sentences } from "../../sentence.ts";
import type { RequestErrorParameters } from "./request-error-reasons.ts";

export const es: Sentences<RequestErrorParameters> = {
	credentialsMissing: () =>
		"Faltan el punto de contacto y el token; envíe los encabezados Thalamus-Touchpoint y Thalamus-Token.",
	touchpointMissing: () =>
		"Falta el punto de contacto; envíe su código en el encabezado Thalamus-Touchpoint.",
	tokenMissing: () =>
		"Falta el token; envíe el del punto de contacto o el de una sesión en el encabezado Thalamus-Token.",
	credentialsWrong: () =>
		"El punto de contacto, el token o los datos de acceso son incorrectos; no se revela cuál de ellos. Envíe un token de este punto de contacto y datos de acceso que sean válidos en él.",
	loginMissing: () =>
		"Faltan los datos de acceso; envíe credenciales Basic, o el token o la cookie de una sesión abierta.",
	onlyOperators: () => "Solo los operadores pueden hacer esto.",
	partyNeeded: () =>
		"Esto requiere un cliente; un operador lo hace actuando en nombre de ese cliente.",
	onlyWhatPartyMay: () =>
		"Un operador que actúa en nombre de un cliente solo puede hacer lo que puede el cliente.",
	differentValues: ({ name }) =>
		`${name === "token" ? "El token" : "El punto de contacto"} se envió con valores distintos; envíelo una sola vez, como encabezado o en la URL.`,
	differentPeople: () =>
		"El token de sesión y las credenciales Basic son de personas distintas; envíe uno de los dos.",
	headerRepeated: ({ header }) =>
		`El encabezado ${header} se envió más de una vez; envíelo una sola vez.`,
	quotaSpent: ({ requests, window, wait }) =>
		`Cada usuario puede hacer ${requests} solicitudes en ${window} s, y cada elemento que crea cuenta como una. Vuelva a intentarlo en ${wait} s.`,
	tooManyWrongCredentials: ({ wait }) =>
		`Llegaron demasiadas solicitudes con credenciales incorrectas. Vuelva a intentarlo en ${wait} s.`,
	tooManySignIns: () =>
		"Hay demasiados inicios de sesión a la vez; vuelva a intentarlo en unos instantes.",
	catalogueChanging: () =>
		"El catálogo está cambiando; envíe la solicitud de nuevo.",
	caseChanging: () =>
		"El caso está siendo modificado; envíe la solicitud de nuevo.",
	credentialsChanging: () =>
		"Las credenciales están cambiando; envíe la solicitud de nuevo.",
	databaseBusy: () =>
		"La base de datos está ocupada; envíe la solicitud de nuevo.",
	tooManyFilesOpen: () =>
		"El servidor tiene demasiados archivos abiertos; envíe la solicitud de nuevo.",
	changesTooFast: () =>
		"Los cambios llegaron más rápido de lo que se leyeron; suscríbase de nuevo.",
	diskFull: () => "El disco del servidor está lleno; no se guardó nada.",
	cannotWrite: () =>
		"El servidor no puede escribir y se está reiniciando; envíe la solicitud de nuevo con la misma Idempotency-Key.",
	databaseGone: () =>
		"No se puede llegar a la base de datos; envíe la solicitud de nuevo con la misma Idempotency-Key.",
	notReplicated: () =>
		"La base de datos no pudo copiar lo que escribió a su réplica; envíe la solicitud de nuevo con la misma Idempotency-Key.",
	cannotExamineFile: () =>
		"El archivo no se puede examinar ahora; envíelo de nuevo más tarde.",
	cannotReachFiles: () =>
		"Ahora no se puede acceder a los archivos del servidor; envíe la solicitud de nuevo más tarde.",
	cannotReadChanges: () => "No se pueden leer los cambios.",
};

import type { V4Messages } from "./v4-messages.ts";

export const es = {
	general: {
		UNAUTHORIZED:
			"No se pudo identificar a quien llama, o no tiene permiso para esto.",
		ConflictingCredentials:
			"La solicitud tiene credenciales que se contradicen.",
		NOT_FOUND: "Lo que se pidió no existe.",
		METHOD_NOT_ALLOWED: "Esta ruta no admite este método.",
		NOT_ACCEPTABLE:
			"El servidor no tiene una respuesta de un tipo que la solicitud acepte.",
		REQUEST_TIMEOUT: "La solicitud tardó demasiado en llegar.",
		PAYLOAD_TOO_LARGE: "El cuerpo supera el límite.",
		UnsupportedMediaType: "Esta llamada no admite un cuerpo de este tipo.",
		EXPECTATION_FAILED:
			"El servidor no admite lo que pide el encabezado Expect.",
		TOO_MANY_REQUESTS: "Hubo demasiadas solicitudes en poco tiempo.",
		BAD_REQUEST: "No se puede leer la solicitud.",
		INTERNAL_SERVER_ERROR: "El servidor falló; la solicitud no es la causa.",
		SERVICE_UNAVAILABLE:
			"El servidor no puede hacer esto ahora; vuelva a intentarlo.",
		INSUFFICIENT_STORAGE: "Al servidor no le queda espacio.",
		InvalidJson: "El cuerpo no es JSON en la forma que admite esta llamada.",
		DuplicateKey: "Una clave aparece dos veces.",
		UnsafeNumber: "Un número no se puede conservar con los dígitos enviados.",
		IllFormedText: "Un texto no es Unicode bien formado.",
		DepthExceeded:
			"Las listas y los objetos están anidados a más profundidad de la permitida.",
		ReservedKey: "Una clave está reservada.",
		TooManyValues: "El cuerpo contiene más valores de los permitidos.",
		TooManyKeys: "Un objeto contiene más claves de las permitidas.",
		KeyTooLong: "Una clave supera la longitud máxima.",
	},
	httpStatus: (status) => `El estado HTTP es ${status}.`,
	unknownCase: "No existe ese caso, o este usuario no puede verlo.",
} as const satisfies V4Messages;

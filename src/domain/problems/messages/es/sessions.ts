import type { SessionParameters } from "../../kinds/sessions.ts";
import type { Messages } from "../messages.ts";
import { quote } from "./quote.ts";

/** Of signing in. */
export const sessionMessages = {
	wrongCredentials: () =>
		"Nadie puede iniciar sesión aquí con este nombre de usuario y esta contraseña.",
	alreadySignedIn: () => "Esta sesión ya está iniciada; ciérrela primero.",
	partyNotFound: ({ principal }) =>
		`No existe ningún cliente ${quote(principal)} en cuyo nombre se pueda actuar.`,
	tokenRequired: () =>
		"El navegador no guarda la cookie de sesión porque esta página está en otro sitio que casebridge; envíe el token de esta respuesta en cada llamada, en el encabezado Thalamus-Token (docs/browsers.md).",
} as const satisfies Messages<SessionParameters>;

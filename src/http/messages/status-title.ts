import { STATUS_CODES } from "node:http";
import type { Language } from "../../domain/language.ts";

/** The titles of the statuses that problem details have here; RFC 9457 lets them be translated. */
const spanish: Readonly<Record<number, string>> = {
	400: "Solicitud incorrecta",
	404: "No encontrado",
	405: "Método no permitido",
	406: "No aceptable",
	408: "Tiempo de espera agotado",
	413: "Cuerpo demasiado grande",
	415: "Tipo de medio no admitido",
	417: "Expectativa no cumplida",
	431: "Encabezados demasiado grandes",
	500: "Error interno del servidor",
};

/** What a status is called, in English as RFC 9110 has it. */
export function statusTitle(status: number, language: Language): string {
	const english = STATUS_CODES[status] ?? "Error";
	return language === "es" ? (spanish[status] ?? english) : english;
}

/** A case that the demo party may open. */
export const telefonico = {
	categoryCode: "Reclamo",
	typeCode: "Telefonico",
	comments: [{ description: "The line is dead." }],
	caseData: { monto: "12.50", urgente: true },
};

import { createRandom, type Random } from "./random.ts";

/** The body of a create, in the words of the GraphQL input; each protocol spells it its own way. */
export type CreateBody = {
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status?: string;
	readonly resolution?: string;
	readonly comments?: readonly { readonly description: string }[];
	readonly caseData?: Readonly<Record<string, unknown>>;
	readonly attachments?: readonly {
		readonly fileName: string;
		readonly contentType: string;
		readonly content: Buffer;
	}[];
};

/** One intention of one party. */
export type Operation = {
	/** Its idempotency key, sent as the case's source too, so that a case tells whose it is even without its key's row. */
	readonly key: string;
	readonly party: 1 | 2;
	readonly body: CreateBody;
};

/** What to create for a key. The key decides everything, so a ledger that names it is enough to know what was sent. */
export function operationOf(key: string): Operation {
	const random = createRandom(key);
	const party = random.pick([1, 2] as const);
	const plain = { categoryCode: "Reclamo", typeCode: "Telefonico" };
	const share = random.integer(1, 100);
	if (share <= 40) return { key, party, body: plain };
	const body = {
		...random.pick([telefonico, factura, corteServicio])(random),
		...(random.isOneIn(3) && { status: random.pick(["Created", "Open"]) }),
		...(random.isOneIn(3) && { resolution: "Resolved" }),
		comments: listOf(random.integer(1, 3), () => ({
			description: textOf(random),
		})),
	};
	if (share <= 85) return { key, party, body };
	const attachments = listOf(random.integer(1, 2), (index) => ({
		fileName: `${key}-${index} ñ.bin`,
		contentType: random.pick(["application/pdf", "image/png"]),
		content: random.bytes(random.integer(0, random.pick([200, 20_000]))),
	}));
	return { key, party, body: { ...body, attachments } };
}

function telefonico(random: Random): CreateBody {
	const amount = `${random.integer(0, 99_999)}.${random.integer(10, 99)}0`;
	return {
		categoryCode: "Reclamo",
		typeCode: "Telefonico",
		caseData: {
			monto: random.isOneIn(2) ? amount : JSON.rawJSON(amount),
			cantidad: random.integer(-9, 9_999_999),
			urgente: random.isOneIn(2),
			fecha: random.pick(["2026-05-01", "1777593600", "1777593600000"]),
		},
	};
}

function factura(random: Random): CreateBody {
	return {
		categoryCode: "ReclamoFactura",
		typeCode: "Factura",
		caseData: {
			numeroFactura: `A-${random.integer(1, 1_000_000)}`,
			importeCobrado: `${random.integer(1, 999)}.00`,
			motivo: random.pick(["Importe incorrecto", "Servicio dado de baja"]),
		},
	};
}

function corteServicio(random: Random): CreateBody {
	return {
		categoryCode: "ReclamoServicio",
		typeCode: "CorteServicio",
		caseData: {
			servicio: random.pick(["Internet", "Telefonía", "Televisión"]),
			reinicioEquipo: random.isOneIn(2),
			equipos: random.integer(0, 12),
		},
	};
}

const words = [
	"línea",
	"muerta",
	"desde",
	'el "lunes"',
	"🔌",
	"a\\b",
	"two\nlines",
];

function textOf(random: Random): string {
	return listOf(random.integer(1, random.pick([12, 12, 400])), () =>
		random.pick(words),
	).join(" ");
}

function listOf<Value>(length: number, make: (index: number) => Value) {
	return Array.from({ length }, (_, index) => make(index));
}

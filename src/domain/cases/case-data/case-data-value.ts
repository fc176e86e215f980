/** A stored value of a custom field: what was sent, with its meaning beside it where the text alone does not say it. */
export type CaseDataValue =
	| { readonly type: "BOOLEAN"; readonly value: boolean }
	| { readonly type: "NUMBER"; readonly value: number }
	| {
			readonly type: "DECIMAL";
			readonly text: string;
			readonly sentAs: "number" | "string";
	  }
	| { readonly type: "DATE"; readonly text: string; readonly day: string }
	| { readonly type: "DATE"; readonly text: string; readonly instant: number }
	| { readonly type: "TEXT" | "LIST"; readonly text: string };

/** Custom values by field code; only fields with a value. */
export type CaseData = Readonly<Record<string, CaseDataValue>>;

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	buildSchema,
	GraphQLError,
	NoSchemaIntrospectionCustomRule,
	parse,
	specifiedRules,
	validate,
} from "graphql";
import { graphqlJsInSpanish } from "../../src/graphql/messages/graphql-js-in-spanish.ts";
import { graphqlJsTemplates } from "../../src/graphql/messages/graphql-js-templates.ts";

const schema = buildSchema(`
	directive @mark(why: String!) on FIELD
	interface Named { name: String }
	type Case implements Named { name: String id: ID! note(text: String!, size: Int): String }
	type Party implements Named { name: String mail: String }
	union Found = Case | Party
	input One @oneOf { a: Int b: Int }
	type Query { case(id: ID): Case named: Named found: Found one(one: One): Int text(text: String!): String }
	type Subscription { changed: Case other: Case }
`);

/** What graphql-js says of a document. */
function errorsOf(text: string): readonly string[] {
	try {
		const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];
		return validate(schema, parse(text), rules).map(({ message }) => message);
	} catch (error) {
		if (error instanceof GraphQLError) return [error.message];
		throw error;
	}
}

/** Documents with what is said of them in Spanish. */
const documents = [
	[
		"{ case { nam } }",
		'No se puede consultar el campo "nam" en el tipo "Case". ¿Quiso decir "name"?',
	],
	[
		"{ found { name } }",
		'No se puede consultar el campo "name" en el tipo "Found". ¿Quiso usar un fragmento en línea de "Named", "Case" o "Party"?',
	],
	[
		"{ case }",
		'El campo "case" de tipo "Case" debe tener una selección de subcampos. ¿Quiso decir "case { ... }"?',
	],
	[
		"{ case { name { x } } }",
		'El campo "name" no puede tener una selección, porque el tipo "String" no tiene subcampos.',
	],
	[
		"{ text }",
		'El argumento "text" de tipo "String!" del campo "text" es obligatorio y no se envió.',
	],
	[
		'{ text(text: "", texd: 1) }',
		'El argumento "texd" no existe en el campo "Query.text". ¿Quiso decir "text"?',
	],
	[
		"{ case @mark { name } }",
		'El argumento "why" de tipo "String!" de la directiva "@mark" es obligatorio y no se envió.',
	],
	[
		'{ case @mark(why: "", who: "") { name } }',
		'El argumento "who" no existe en la directiva "@mark". ¿Quiso decir "why"?',
	],
	["{ case @nothing { name } }", 'La directiva "@nothing" no existe.'],
	[
		'query @mark(why: "") { case { name } }',
		'La directiva "@mark" no se puede usar en QUERY.',
	],
	[
		"{ case @skip(if: true) @skip(if: true) { name } }",
		'La directiva "@skip" solo se puede usar una vez en este lugar.',
	],
	[
		"query ($a: Cas) { case(id: $a) { name } }",
		'El tipo "Cas" no existe. ¿Quiso decir "Case"?',
	],
	["{ case { ...x } }", 'El fragmento "x" no existe.'],
	[
		"{ case { name } } fragment x on Case { name }",
		'El fragmento "x" no se usa.',
	],
	[
		"{ case { ... on String { name } } }",
		'Un fragmento no puede ser del tipo "String", que no tiene campos.',
	],
	[
		"{ case { ... on Party { name } } }",
		'El fragmento no se puede usar aquí, porque un objeto de tipo "Case" nunca es de tipo "Party".',
	],
	[
		"{ case { ...x } } fragment x on Case { ...x }",
		'El fragmento "x" no se puede usar dentro de sí mismo.',
	],
	[
		"{ case { ...x } } fragment x on Case { ...y } fragment y on Case { ...x }",
		'El fragmento "x" no se puede usar dentro de sí mismo, a través de "y".',
	],
	[
		"{ a: case { name } a: named { name } }",
		'Los campos "a" están en conflicto, porque "case" y "named" son campos distintos. Use alias distintos si quiere los dos.',
	],
	[
		"{ case(id: 1) { name } case(id: 2) { name } }",
		'Los campos "case" están en conflicto, porque tienen argumentos distintos. Use alias distintos si quiere los dos.',
	],
	[
		"{ case { a: name } case { a: id } }",
		'Los campos "case" están en conflicto, porque sus subcampos difieren. Use alias distintos si quiere los dos.',
	],
	[
		"query Q { case(id: $id) { name } }",
		'La variable "$id" no está definida en la operación "Q".',
	],
	["{ case(id: $id) { name } }", 'La variable "$id" no está definida.'],
	["query ($id: ID) { case { name } }", 'La variable "$id" no se usa.'],
	[
		"query ($case: Case) { case(id: $case) { name } }",
		'La variable "$case" no puede ser del tipo "Case", que no es de entrada.',
	],
	[
		"query ($n: Int) { case(id: $n) { name } }",
		'La variable "$n" de tipo "Int" se usa donde se espera el tipo "ID".',
	],
	[
		"{ one(one: { a: 1, b: 2 }) }",
		'El objeto OneOf "One" debe tener exactamente una clave.',
	],
	[
		"query ($a: Int) { one(one: { a: $a }) }",
		'La variable "$a" es del tipo "Int", pero no puede admitir null en el objeto OneOf "One".',
	],
	[
		"{ case(id: 1, id: 2) { name } }",
		'Solo puede haber un argumento con el nombre "id".',
	],
	[
		"query A { case { name } } query A { case { name } }",
		'Solo puede haber una operación con el nombre "A".',
	],
	[
		"{ case { name } } query A { case { name } }",
		"Una operación sin nombre debe ser la única operación del documento.",
	],
	["type A { a: Int }", 'La definición "A" no se puede ejecutar.'],
	[
		"subscription { changed { name } other { name } }",
		"Una suscripción debe pedir un solo campo en su primer nivel.",
	],
	[
		"{ __schema { description } }",
		'La introspección de GraphQL está desactivada, pero la consulta contiene el campo "__schema".',
	],
	[
		"{ case { name }",
		"Error de sintaxis: se esperaba Name y se encontró <EOF>.",
	],
	["{ case(id: } }", 'Error de sintaxis: no se esperaba "}".'],
	['{ case(id: "x) }', "Error de sintaxis: falta el final de un texto."],
	[
		"{ case(id: 01) }",
		'Error de sintaxis: número no válido, no se esperaba un dígito después del 0: "1".',
	],
	[
		"{ case(id: 'x') }",
		"Error de sintaxis: no se esperaba una comilla simple ('); use comillas dobles (\").",
	],
	["query ($", "Error de sintaxis: se esperaba Name y se encontró <EOF>."],
	["quer { a }", 'Error de sintaxis: no se esperaba Name "quer".'],
	["query Q [ a ]", 'Error de sintaxis: se esperaba "{" y se encontró "[".'],
] as const;

describe("what graphql-js says of a document", () => {
	for (const [text, spanish] of documents)
		test(`is said in Spanish: ${text}`, () => {
			const said = errorsOf(text).map(
				(message) => graphqlJsInSpanish(message) ?? message,
			);
			assert.ok(said.includes(spanish), said.join("\n"));
		});

	test("is found by the template that says the most itself, and is null without one", () => {
		for (const [english] of graphqlJsTemplates) {
			const message = english.replaceAll(/\{\*?\}/g, "Name");
			assert.ok(graphqlJsInSpanish(message), english);
		}
		assert.equal(graphqlJsInSpanish("Something else."), null);
	});
});

/**
 * The English sentences with which graphql-js refuses documents, and the same in Spanish. `{}` stands for a name, which
 * never holds a quote, and `{*}` for any text; the Spanish sentence has them in the same order, or by number.
 */
export const graphqlJsTemplates: readonly (readonly [
	english: string,
	spanish: string,
])[] = [
	[
		'Cannot query field "{}" on type "{}".',
		'No se puede consultar el campo "{}" en el tipo "{}".',
	],
	[
		'Field "{}" of type "{}" must have a selection of subfields.',
		'El campo "{}" de tipo "{}" debe tener una selección de subcampos.',
	],
	[
		'Field "{}" of type "{}" must have at least one field selected.',
		'El campo "{}" de tipo "{}" debe tener al menos un campo seleccionado.',
	],
	[
		'Field "{}" must not have a selection since type "{}" has no subfields.',
		'El campo "{}" no puede tener una selección, porque el tipo "{}" no tiene subcampos.',
	],
	[
		'Field "{}" argument "{}" of type "{}" is required, but it was not provided.',
		'El argumento "{2}" de tipo "{3}" del campo "{1}" es obligatorio y no se envió.',
	],
	[
		'Argument "{}" of required type "{}" was not provided.',
		'El argumento "{}" de tipo "{}" es obligatorio y no se envió.',
	],
	[
		'Argument "{}" of required type "{}" was provided the variable "{}" which was not provided a runtime value.',
		'El argumento "{}" de tipo "{}" es obligatorio, y su variable "{}" no se envió.',
	],
	[
		'Argument "{}" of non-null type "{}" must not be null.',
		'El argumento "{}" de tipo "{}" no puede ser null.',
	],
	[
		'Directive "@{}" argument "{}" of type "{}" is required, but it was not provided.',
		'El argumento "{2}" de tipo "{3}" de la directiva "@{1}" es obligatorio y no se envió.',
	],
	[
		'Unknown argument "{}" on field "{}".',
		'El argumento "{}" no existe en el campo "{}".',
	],
	[
		'Unknown argument "{}" on directive "{}".',
		'El argumento "{}" no existe en la directiva "{}".',
	],
	['Unknown directive "{}".', 'La directiva "{}" no existe.'],
	[
		'Directive "{}" may not be used on {*}.',
		'La directiva "{}" no se puede usar en {*}.',
	],
	[
		'The directive "{}" can only be used once at this location.',
		'La directiva "{}" solo se puede usar una vez en este lugar.',
	],
	['Unknown type "{}".', 'El tipo "{}" no existe.'],
	['Unknown fragment "{}".', 'El fragmento "{}" no existe.'],
	['Fragment "{}" is never used.', 'El fragmento "{}" no se usa.'],
	[
		'Fragment cannot condition on non composite type "{}".',
		'Un fragmento no puede ser del tipo "{}", que no tiene campos.',
	],
	[
		'Fragment "{}" cannot condition on non composite type "{}".',
		'El fragmento "{}" no puede ser del tipo "{}", que no tiene campos.',
	],
	[
		'Fragment cannot be spread here as objects of type "{}" can never be of type "{}".',
		'El fragmento no se puede usar aquí, porque un objeto de tipo "{}" nunca es de tipo "{}".',
	],
	[
		'Fragment "{}" cannot be spread here as objects of type "{}" can never be of type "{}".',
		'El fragmento "{}" no se puede usar aquí, porque un objeto de tipo "{}" nunca es de tipo "{}".',
	],
	[
		'Cannot spread fragment "{}" within itself.',
		'El fragmento "{}" no se puede usar dentro de sí mismo.',
	],
	[
		'Cannot spread fragment "{}" within itself via {*}.',
		'El fragmento "{}" no se puede usar dentro de sí mismo, a través de {*}.',
	],
	[
		'Fields "{}" conflict because "{}" and "{}" are different fields. Use different aliases on the fields to fetch both if this was intentional.',
		'Los campos "{}" están en conflicto, porque "{}" y "{}" son campos distintos. Use alias distintos si quiere los dos.',
	],
	[
		'Fields "{}" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional.',
		'Los campos "{}" están en conflicto, porque tienen argumentos distintos. Use alias distintos si quiere los dos.',
	],
	[
		'Fields "{}" conflict because they return conflicting types "{}" and "{}". Use different aliases on the fields to fetch both if this was intentional.',
		'Los campos "{}" están en conflicto, porque sus tipos "{}" y "{}" son incompatibles. Use alias distintos si quiere los dos.',
	],
	[
		'Fields "{}" conflict because {*}. Use different aliases on the fields to fetch both if this was intentional.',
		'Los campos "{}" están en conflicto, porque sus subcampos difieren. Use alias distintos si quiere los dos.',
	],
	['Variable "{}" is not defined.', 'La variable "{}" no está definida.'],
	[
		'Variable "{}" is not defined by operation "{}".',
		'La variable "{}" no está definida en la operación "{}".',
	],
	['Variable "{}" is never used.', 'La variable "{}" no se usa.'],
	[
		'Variable "{}" is never used in operation "{}".',
		'La variable "{}" no se usa en la operación "{}".',
	],
	[
		'Variable "{}" cannot be non-input type "{}".',
		'La variable "{}" no puede ser del tipo "{}", que no es de entrada.',
	],
	[
		'Variable "{}" expected value of type "{}" which cannot be used as an input type.',
		'La variable "{}" es del tipo "{}", que no es de entrada.',
	],
	[
		'Variable "{}" of type "{}" used in position expecting type "{}".',
		'La variable "{}" de tipo "{}" se usa donde se espera el tipo "{}".',
	],
	[
		'Variable "{}" is of type "{}" but must be non-nullable to be used for OneOf Input Object "{}".',
		'La variable "{}" es del tipo "{}", pero no puede admitir null en el objeto OneOf "{}".',
	],
	[
		'OneOf Input Object "{}" must specify exactly one key.',
		'El objeto OneOf "{}" debe tener exactamente una clave.',
	],
	['Field "{}" must be non-null.', 'El campo "{}" no puede ser null.'],
	[
		'There can be only one argument named "{}".',
		'Solo puede haber un argumento con el nombre "{}".',
	],
	[
		'There can be only one fragment named "{}".',
		'Solo puede haber un fragmento con el nombre "{}".',
	],
	[
		'There can be only one input field named "{}".',
		'Solo puede haber un campo de entrada con el nombre "{}".',
	],
	[
		'There can be only one operation named "{}".',
		'Solo puede haber una operación con el nombre "{}".',
	],
	[
		'There can be only one variable named "{}".',
		'Solo puede haber una variable con el nombre "{}".',
	],
	[
		"This anonymous operation must be the only defined operation.",
		"Una operación sin nombre debe ser la única operación del documento.",
	],
	[
		"The {*} definition is not executable.",
		"La definición {*} no se puede ejecutar.",
	],
	[
		'Subscription "{}" must select only one top level field.',
		'La suscripción "{}" debe pedir un solo campo en su primer nivel.',
	],
	[
		"Anonymous Subscription must select only one top level field.",
		"Una suscripción debe pedir un solo campo en su primer nivel.",
	],
	[
		'Subscription "{}" must not select an introspection top level field.',
		'La suscripción "{}" no puede pedir un campo de introspección en su primer nivel.',
	],
	[
		"Anonymous Subscription must not select an introspection top level field.",
		"Una suscripción no puede pedir un campo de introspección en su primer nivel.",
	],
	[
		"Maximum introspection depth exceeded",
		"Se superó la profundidad máxima de introspección",
	],
	[
		'GraphQL introspection has been disabled, but the requested query contained the field "{}".',
		'La introspección de GraphQL está desactivada, pero la consulta contiene el campo "{}".',
	],
	[
		"Syntax Error: Expected {}, found {*}.",
		"Error de sintaxis: se esperaba {} y se encontró {*}.",
	],
	[
		'Syntax Error: Expected "{}", found {*}.',
		'Error de sintaxis: se esperaba "{}" y se encontró {*}.',
	],
	["Syntax Error: Unexpected {*}.", "Error de sintaxis: no se esperaba {*}."],
	[
		"Syntax Error: Unterminated string.",
		"Error de sintaxis: falta el final de un texto.",
	],
	[
		"Syntax Error: Unexpected character: {*}.",
		"Error de sintaxis: no se esperaba el carácter {*}.",
	],
	[
		"Syntax Error: Invalid character: {*}.",
		"Error de sintaxis: el carácter {*} no es válido.",
	],
	[
		"Syntax Error: Invalid character within String: {*}.",
		"Error de sintaxis: el carácter {*} no es válido dentro de un texto.",
	],
	[
		"Syntax Error: Unexpected single quote character ('), did you mean to use a double quote (\")?",
		"Error de sintaxis: no se esperaba una comilla simple ('); use comillas dobles (\").",
	],
	[
		"Syntax Error: Invalid number, unexpected digit after 0: {*}.",
		"Error de sintaxis: número no válido, no se esperaba un dígito después del 0: {*}.",
	],
	[
		"Syntax Error: Invalid number, expected digit but got: {*}.",
		"Error de sintaxis: número no válido, se esperaba un dígito y se encontró {*}.",
	],
	[
		"Syntax Error: Invalid Unicode escape sequence: {*}.",
		"Error de sintaxis: secuencia de escape Unicode no válida: {*}.",
	],
	[
		"Syntax Error: Invalid character escape sequence: {*}.",
		"Error de sintaxis: secuencia de escape no válida: {*}.",
	],
	[
		'Syntax Error: Unexpected variable "{}" in constant value.',
		'Error de sintaxis: no se esperaba la variable "{}" en un valor constante.',
	],
];

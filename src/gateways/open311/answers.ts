import { DESCRIPTION_LIMIT, holdsHtml } from './contents.ts';
import { errorList } from './errors.ts';
import type { Attribute, ErrorList, ServiceDefinition } from './facts.ts';
import { momentOf } from './moment.ts';

/** What is wrong with the answers to a definition's questions: missing, not of the datatype, not among the choices. Unknown codes are no fault. */
export function answersWrong(
  definition: ServiceDefinition,
  answers: ReadonlyMap<string, readonly string[]>,
): ErrorList[] {
  return definition.attributes
    .filter((attribute) => attribute.variable)
    .flatMap((attribute) => answerWrong(attribute, answers.get(attribute.code) ?? []));
}

function answerWrong(attribute: Attribute, values: readonly string[]): ErrorList[] {
  const code = attribute.code;
  if (values.length === 0) {
    const name = attribute.description ?? code;
    return attribute.required ? [errorList(400, 'attributeMissing', { code, name })] : [];
  }
  if (values.length > 1 && attribute.datatype !== 'multivaluelist')
    return [errorList(400, 'attributeSingle', { code })];
  return values.flatMap((value) => valueWrong(attribute, value));
}

function valueWrong(attribute: Attribute, value: string): ErrorList[] {
  const code = attribute.code;
  switch (attribute.datatype) {
    case 'number':
      return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(value) ? [] : [errorList(400, 'attributeNumber', { code })];
    case 'datetime':
      return momentOf(value, { zoneless: true }) === null ? [errorList(400, 'attributeMoment', { code })] : [];
    case 'singlevaluelist':
    case 'multivaluelist':
      return attribute.values.some((one) => one.key === value)
        ? []
        : [errorList(400, 'attributeChoice', { code, value })];
    case 'string':
    case 'text': {
      const name = `attribute[${code}]`;
      if ([...value].length > DESCRIPTION_LIMIT) return [errorList(400, 'tooLong', { name, limit: DESCRIPTION_LIMIT })];
      return holdsHtml(value) ? [errorList(400, 'html', { name })] : [];
    }
  }
}

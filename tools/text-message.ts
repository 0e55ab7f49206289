import { IntlMessageFormat } from 'intl-messageformat'

type Node = ReturnType<IntlMessageFormat['getAst']>[number]

/** What a message is made of, as far as translations must agree on it. */
export type MessageShape = {
  /** Names of its values, and of its tags as '<name>'. */
  values: Set<string>
  /** Every plural in it, with the categories that it has. */
  plurals: { ordinal: boolean; categories: string[] }[]
  /** Its words, without anything that is ICU's own. */
  words: string[]
}

// The node types of ICU MessageFormat's parser.
const LITERAL = 0
const SELECT = 5
const PLURAL = 6
const POUND = 7
const TAG = 8

/** Parses a message; null when it is not ICU MessageFormat. */
export function readMessage(text: string, lang: string): MessageShape | null {
  const shape: MessageShape = { values: new Set(), plurals: [], words: [] }
  try {
    walk(new IntlMessageFormat(text, lang).getAst(), shape)
    return shape
  } catch {
    return null
  }
}

function walk(nodes: readonly Node[], shape: MessageShape): void {
  for (const node of nodes) {
    if (node.type === LITERAL) shape.words.push(node.value)
    else if (node.type === TAG) {
      shape.values.add(`<${node.value}>`)
      walk(node.children, shape)
    } else if (node.type === SELECT || node.type === PLURAL) {
      shape.values.add(node.value)
      if (node.type === PLURAL)
        shape.plurals.push({ ordinal: node.pluralType === 'ordinal', categories: Object.keys(node.options) })
      for (const option of Object.values(node.options)) walk(option.value, shape)
    } else if (node.type !== POUND) shape.values.add(node.value)
  }
}

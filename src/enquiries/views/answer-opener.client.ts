// Loaded when a code was typed: everything that takes something out of a code, and opens with it.
import { base64 } from '@scure/base'
import { hashCode, readCode } from '#platform/codes/codes.ts'
import { identityOf } from '#platform/codes/identity.ts'
import { openAge } from '#platform/seal/open.ts'
import { readRecord } from '#platform/seal/record.ts'
import { textOfRecord } from '../enquiry.ts'

/** What finds the enquiry of a code as it was typed, and what opens its answer; null when it is no code. */
export function fromCode(
  typed: string,
): { finder: string; open(answer: string): Promise<string | null> } | null {
  const code = readCode(typed)
  if (!code) return null
  const { identity } = identityOf(code)
  return {
    finder: hashCode(code),
    open: async answer => {
      try {
        return textOfRecord(readRecord(await openAge([identity], base64.decode(answer))))
      } catch {
        return null
      }
    },
  }
}

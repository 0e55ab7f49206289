/** Tables that no backup holds: who is signed in, and who has what in hand, ends with the running site. */
export const LEFT_OUT: readonly string[] = ['sessions', 'claims']

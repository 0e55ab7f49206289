/**
 * What a program that a test starts gets of this one's environment, and `own` beside it: where programs are, and where
 * Node keeps what it compiled. What else the user of the machine has set must not matter.
 */
export function childEnv(own: Record<string, string> = {}): Record<string, string> {
  const shared = ['PATH', 'NODE_COMPILE_CACHE'].flatMap(name => {
    const value = process.env[name]
    return value ? [[name, value] as const] : []
  })
  return { ...Object.fromEntries(shared), ...own }
}

/** What an organisation does before its Day is open, in this order. */
export const STEPS = ['name', 'keys', 'coordinator', 'edition', 'list'] as const
export type StepName = (typeof STEPS)[number]

export type FirstSteps = {
  done: ReadonlySet<StepName>
  /** The year of an edition of their own that is begun and not published. */
  begun: number | null
}

/** The first that is not done; undefined where all are. */
export function nextStep({ done }: FirstSteps): StepName | undefined {
  return STEPS.find(name => !done.has(name))
}

/** Whether readers find a Day with events in it: what is left can be done beside the daily work. */
export function isUnderWay({ done }: FirstSteps): boolean {
  return done.has('edition') && done.has('list')
}

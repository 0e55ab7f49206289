/** How hard it is to send a form: as usual, only by the slower lane, or not at all. Reading is never touched. */
export const SHIELDS = ['open', 'harder', 'paused'] as const
export type Shield = (typeof SHIELDS)[number]

/** What the organisation sets for its whole site. */
export type Settings = {
  /** Its name, per language; may be missing in some. */
  organisation: Record<string, string>
  shield: Shield
  /** Countries (ISO 3166-1 alpha-2) where announcing an event in public would prepare arrests. */
  dangerous: readonly string[]
}

export const DEFAULT_SETTINGS: Settings = { organisation: {}, shield: 'open', dangerous: [] }

/** The organisation's name in a language, or in another that has one, or the given word. */
export function organisationName(settings: Settings, lang: string, otherwise: string): string {
  return (
    settings.organisation[lang] ??
    settings.organisation['en'] ??
    Object.values(settings.organisation)[0] ??
    otherwise
  )
}

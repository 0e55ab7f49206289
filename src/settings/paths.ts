/** The addresses of the settings at the desk. */
export const settingsPaths = {
  settings: '/desk/settings',
  shield: '/desk/settings/shield',
} as const

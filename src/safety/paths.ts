/** What is promised, and what is not, a paragraph each; sentences beside fields lead to theirs by its id. */
export const SECTIONS = [
  'published',
  'contact',
  'venue',
  'enquiry',
  'pictures',
  'codes',
  'visits',
  'disk',
  'server',
  'desk',
  'phone',
  'sharing',
  'deleting',
] as const
export type Section = (typeof SECTIONS)[number]

export const safetyPaths = {
  show: (lang: string, section?: Section) => `/${lang}/safety${section ? `#${section}` : ''}`,
}

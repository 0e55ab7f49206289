/** The addresses of the queue and the log. */
export const deskPaths = {
  queue: (tab?: string) => (tab && tab !== 'waiting' ? `/desk?tab=${tab}` : '/desk'),
  /** The page of an event, or the queue, with a word of what was just done with another event. */
  after: (path: string, { did, id }: { did: string; id: string }) => `${path}?did=${did}&after=${id}`,
  alike: (id: string) => `/desk?alike=${id}`,
  /** What waits to be translated, and the texts of events; into one language, or all. */
  texts: (lang?: string) => (lang ? `/desk/texts?lang=${lang}` : '/desk/texts'),
  refuse: () => '/desk/refuse',
  log: (before?: number) => (before === undefined ? '/desk/log' : `/desk/log?before=${before}`),
}

export const QUEUE_TABS = ['waiting', 'asked', 'published', 'ended'] as const
export type QueueTab = (typeof QUEUE_TABS)[number]

/** The addresses of the queue and the log. */
export const deskPaths = {
  queue: (tab?: string) => (tab && tab !== 'waiting' ? `/desk?tab=${tab}` : '/desk'),
  alike: (id: string) => `/desk?alike=${id}`,
  refuse: () => '/desk/refuse',
  log: (before?: number) => (before === undefined ? '/desk/log' : `/desk/log?before=${before}`),
}

export const QUEUE_TABS = ['waiting', 'asked', 'published', 'ended'] as const
export type QueueTab = (typeof QUEUE_TABS)[number]

/** Where coordinators decide about what one of them asks for. */
export const approvalPaths = {
  list: '/desk/approvals',
  approve: (id: string) => `/desk/approvals/${id}/approve`,
  refuse: (id: string) => `/desk/approvals/${id}/refuse`,
  withdraw: (id: string) => `/desk/approvals/${id}/withdraw`,
} as const

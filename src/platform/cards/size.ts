/** The size of a card image that messengers and networks show whole, in pixels. */
export const CARD = { width: 1200, height: 630 } as const

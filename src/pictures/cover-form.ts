import type { Form } from '#platform/forms/form.ts'
import { type Box, cutBox } from '#platform/pictures/box.ts'

/** How wide a picture is shown whose places are pressed on, in pixels of a page: it must not be scaled. */
export const PRESSED_WIDTH = 280

/** What a press covers: a square with this part of the longer side. */
export const PRESS_SIZES = { small: 0.05, medium: 0.1, large: 0.2 } as const
export type PressSize = keyof typeof PRESS_SIZES

/**
 * The place that somebody wants covered: where the picture was pressed on (`at.x`, `at.y`, in pixels of the picture as it
 * is shown, and `size`), or four numbers in percent of the picture, `left`, `top`, `wide`, `high`. Null for neither.
 */
export function readPlace(form: Form, picture: { width: number; height: number }): Box | null {
  const percents = ['left', 'top', 'wide', 'high'].map(name => readNumber(form.get(name)))
  if (form.get('how') === 'percent') {
    if (percents.some(Number.isNaN)) return null
    const [x, y, width, height] = percents.map(percent => percent / 100) as [number, number, number, number]
    return cutBox({ x, y, width, height })
  }
  const [left, top] = [readNumber(form.get('at.x')), readNumber(form.get('at.y'))]
  if (Number.isNaN(left) || Number.isNaN(top)) return null
  const scale = picture.width / PRESSED_WIDTH
  const side = Math.max(picture.width, picture.height) * PRESS_SIZES[readSize(form.get('size'))]
  const [wide, high] = [side / picture.width, side / picture.height]
  return cutBox({
    x: (left * scale) / picture.width - wide / 2,
    y: (top * scale) / picture.height - high / 2,
    width: wide,
    height: high,
  })
}

export function readSize(text: string): PressSize {
  return text === 'small' || text === 'large' ? text : 'medium'
}

function readNumber(text: string): number {
  return /^\d{1,4}([.,]\d{1,3})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN
}

import qrcode from 'qrcode'
import { type Html, html } from '#platform/ui/html.ts'

const QUIET = 4

/** A QR code (ISO/IEC 18004, level M) as inline SVG, black on white in light and dark alike, `label` said to screen readers. */
export function qrSvg(text: string, label: string): Html {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  const rows = Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) =>
      modules.get(y, x) ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '',
    ).join(''),
  )
  return html`<svg class="members-qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" width="232" height="232" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${rows.join('')}"/></svg>`
}

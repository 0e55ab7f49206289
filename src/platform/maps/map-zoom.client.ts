type Box = { x: number; y: number; width: number; height: number }

const step = 1.4
const closest = 12

/**
 * <vestka-map in="Closer" out="Farther" reset="Whole map">: wraps a map's <svg> and adds zoom by buttons and keys (+ - 0, arrows) and
 * moving by pointer. The view jumps, it never glides: that is also what reduced motion asks for. Without scripts the map just stands.
 */
export class VestkaMap extends HTMLElement {
  #svg: SVGSVGElement | null = null
  #whole: Box = { x: 0, y: 0, width: 0, height: 0 }
  #box: Box = this.#whole
  #held: { x: number; y: number } | undefined
  #dragged = false

  connectedCallback(): void {
    const svg = this.querySelector('svg')
    if (!svg || this.#svg) return
    this.#svg = svg
    const { x, y, width, height } = svg.viewBox.baseVal
    this.#whole = this.#box = { x, y, width, height }
    this.append(this.#buttons())
    this.addEventListener('keydown', event => this.#press(event))
    svg.addEventListener('pointerdown', ({ clientX, clientY, button }) => {
      this.#dragged = false
      this.#held = this.#isZoomed() && button === 0 ? { x: clientX, y: clientY } : undefined
    })
    svg.addEventListener('pointermove', event => this.#drag(event))
    svg.addEventListener('dragstart', event => event.preventDefault())
    // The end of a drag over a marker is not a click on it.
    svg.addEventListener('click', event => this.#dragged && event.preventDefault(), { capture: true })
  }

  #buttons(): HTMLElement {
    const group = document.createElement('div')
    group.className = 'map-buttons'
    const factors = { in: 1 / step, out: step, reset: closest }
    for (const [name, factor] of Object.entries(factors)) {
      const button = document.createElement('button')
      Object.assign(button, { type: 'button', className: 'map-button' })
      button.textContent = this.getAttribute(name) ?? ''
      button.addEventListener('click', () => this.#zoom(factor))
      if (button.textContent) group.append(button)
    }
    return group
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { x, y, width, height } = this.#box
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0
    // Arrows belong to the page while the whole map shows.
    if ((across || down) && this.#isZoomed()) {
      this.#show({ ...this.#box, x: x + (across * width) / 8, y: y + (down * height) / 8 })
    } else if (event.key === '+' || event.key === '=') this.#zoom(1 / step)
    else if (event.key === '-') this.#zoom(step)
    else if (event.key === '0') this.#zoom(closest)
    else return
    event.preventDefault()
  }

  #drag({ clientX, clientY, buttons }: PointerEvent): void {
    if (!this.#held || buttons === 0) return
    const [across, down] = [this.#held.x - clientX, this.#held.y - clientY]
    if (!this.#dragged && Math.hypot(across, down) < 5) return
    this.#dragged = true
    const unit = this.#box.width / this.#svg!.getBoundingClientRect().width
    this.#show({ ...this.#box, x: this.#box.x + across * unit, y: this.#box.y + down * unit })
    this.#held = { x: clientX, y: clientY }
  }

  #isZoomed(): boolean {
    return this.#box.width < this.#whole.width
  }

  #zoom(factor: number): void {
    const { x, y } = this.#box
    const width = Math.min(this.#whole.width, Math.max(this.#whole.width / closest, this.#box.width * factor))
    const height = (width * this.#whole.height) / this.#whole.width
    const [left, up] = [(this.#box.width - width) / 2, (this.#box.height - height) / 2]
    this.#show({ x: x + left, y: y + up, width, height })
  }

  #show({ x, y, width, height }: Box): void {
    const left = Math.min(Math.max(x, 0), this.#whole.width - width)
    const top = Math.min(Math.max(y, 0), this.#whole.height - height)
    this.#box = { x: left, y: top, width, height }
    this.#svg!.setAttribute('viewBox', `${left} ${top} ${width} ${height}`)
    this.toggleAttribute('zoomed', this.#isZoomed())
    // The closer, the fewer markers need to stand together: the classes of width in maps.css, taken of the whole map.
    const across = (this.clientWidth * this.#whole.width) / width
    if (this.#isZoomed()) this.setAttribute('level', across < 560 ? 's' : across < 900 ? 'm' : 'l')
    else this.removeAttribute('level')
  }
}

customElements.define('vestka-map', VestkaMap)

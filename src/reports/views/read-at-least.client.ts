import { readAtLeast } from '../attendance.ts'

/** Shows, while somebody writes how many there were in words, which number these words give; a number of their own stays. */
class ReadAtLeast extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector<HTMLInputElement>('[name=attendance]')
    const number = this.querySelector<HTMLInputElement>('[name=at_least]')
    if (!words || !number) return
    const suggest = () => {
      const read = readAtLeast(words.value)
      number.placeholder = read === null ? '' : String(read)
    }
    words.addEventListener('input', suggest)
    suggest()
  }
}

customElements.define('read-at-least', ReadAtLeast)

// Tells a time by the reader's own clock as well, where it differs from the clock of the place.
class OwnTime extends HTMLElement {
  connectedCallback() {
    const start = new Date(this.getAttribute('start') ?? '')
    if (Number.isNaN(start.getTime())) return
    const end = new Date(this.getAttribute('end') ?? '')
    const tell = (timeZone?: string | null) => {
      const lang = document.documentElement.lang
      const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        ...(timeZone ? { timeZone } : {}),
      })
      return Number.isNaN(end.getTime()) ? format.format(start) : format.formatRange(start, end)
    }
    const own = tell()
    if (own === tell(this.getAttribute('zone'))) return
    const note = document.createElement('span')
    note.className = 'quiet own-time'
    note.textContent = (this.getAttribute('text') ?? '%').replace('%', () => own)
    this.append(note)
  }
}

customElements.define('own-time', OwnTime)

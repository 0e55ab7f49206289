// Tells a time by the reader's own clock as well, where it differs from the clock of the place.
class OwnTime extends HTMLElement {
  connectedCallback() {
    const start = new Date(this.getAttribute('start') ?? '')
    if (Number.isNaN(start.getTime())) return
    const end = new Date(this.getAttribute('end') ?? '')
    const tell = (timeZone?: string | null) => {
      // Browsers do not know the months of every language; figures are understood in all of them.
      const format = new Intl.DateTimeFormat('en-GB', {
        day: '2-digit',
        month: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        ...(timeZone ? { timeZone } : {}),
      })
      return Number.isNaN(end.getTime()) ? format.format(start) : format.formatRange(start, end)
    }
    const own = tell().replaceAll('/', '.')
    if (own === tell(this.getAttribute('zone')).replaceAll('/', '.')) return
    const note = document.createElement('span')
    note.className = 'quiet own-time'
    note.textContent = (this.getAttribute('text') ?? '%').replace('%', () => own)
    this.append(note)
  }
}

customElements.define('own-time', OwnTime)

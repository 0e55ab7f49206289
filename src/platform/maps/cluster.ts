/** Something at a place in the map's units. */
export type Placed<T> = { item: T; x: number; y: number; weight: number }
/** The heaviest item stays where it is; the others within reach belong to it. */
export type Cluster<T> = { x: number; y: number; weight: number; items: T[] }

/**
 * Gathers what is nearer than `apart` units to a heavier neighbour, so that no two clusters are nearer than that.
 * Greedy over a grid of cells: the same input always gives the same clusters, and their weights add up.
 */
export function clusterPlaces<T>(places: Placed<T>[], apart: number): Cluster<T>[] {
  const clusters: Cluster<T>[] = []
  const cells = new Map<number, Cluster<T>[]>()
  for (const place of places.toSorted((one, other) => other.weight - one.weight)) {
    const cell = cellOf(Math.floor(place.x / apart), Math.floor(place.y / apart))
    const near = nearestWithin(place, { around: cells.get(cell), apart })
    if (near) {
      near.items.push(place.item)
      near.weight += place.weight
      continue
    }
    const cluster = { x: place.x, y: place.y, weight: place.weight, items: [place.item] }
    clusters.push(cluster)
    for (const offset of neighbours) {
      const known = cells.get(cell + offset)
      if (known) known.push(cluster)
      else cells.set(cell + offset, [cluster])
    }
  }
  return clusters
}

// A cluster is entered in its own cell and the eight around it, so that a look-up reads one cell.
const rows = 1 << 15
const neighbours = [-1, 0, 1].flatMap(across => [-1, 0, 1].map(down => across * rows + down))

function cellOf(column: number, row: number): number {
  return column * rows + row
}

type Around<T> = { around: Cluster<T>[] | undefined; apart: number }

function nearestWithin<T>(place: Placed<T>, { around, apart }: Around<T>): Cluster<T> | undefined {
  if (!around) return undefined
  let nearest: Cluster<T> | undefined
  let least = apart * apart
  for (const cluster of around) {
    const distance = (cluster.x - place.x) ** 2 + (cluster.y - place.y) ** 2
    if (distance >= least) continue
    least = distance
    nearest = cluster
  }
  return nearest
}

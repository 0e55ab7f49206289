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
  const heaviestFirst = places.toSorted((one, other) => other.weight - one.weight)
  for (const { item, x, y, weight } of heaviestFirst) {
    const column = Math.floor(x / apart)
    const row = Math.floor(y / apart)
    const near = nearestWithin({ x, y }, { cells, column, row, apart })
    if (near) {
      near.items.push(item)
      near.weight += weight
      continue
    }
    const cluster = { x, y, weight, items: [item] }
    clusters.push(cluster)
    const cell = cells.get(cellKey(column, row))
    if (cell) cell.push(cluster)
    else cells.set(cellKey(column, row), [cluster])
  }
  return clusters
}

type Grid<T> = { cells: Map<number, Cluster<T>[]>; column: number; row: number; apart: number }

function nearestWithin<T>(
  place: { x: number; y: number },
  { cells, column, row, apart }: Grid<T>,
): Cluster<T> | undefined {
  let nearest: Cluster<T> | undefined
  let least = apart * apart
  for (let across = column - 1; across <= column + 1; across++) {
    for (let down = row - 1; down <= row + 1; down++) {
      for (const cluster of cells.get(cellKey(across, down)) ?? []) {
        const distance = (cluster.x - place.x) ** 2 + (cluster.y - place.y) ** 2
        if (distance < least) {
          least = distance
          nearest = cluster
        }
      }
    }
  }
  return nearest
}

function cellKey(column: number, row: number): number {
  return column * 100_003 + row
}

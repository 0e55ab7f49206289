declare module 'topojson-server' {
  import type { Topology } from 'topojson-specification'
  export function topology(objects: Record<string, unknown>, quantization?: number): Topology
}

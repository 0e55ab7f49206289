// What is changed in Natural Earth's borders. Each line has its reason in docs/maps.md. WGS 84 degrees, longitude first.
export type Position = [lon: number, lat: number]
type Box = { west: number; south: number; east: number; north: number }
export type LineRule = Partial<Box> & { between: string[] }

/** Shapes without a number of their own. An empty code is land of no country: drawn, never highlighted. */
export const codesByName: Record<string, string> = {
  Kosovo: 'XK',
  'N. Cyprus': 'CY',
  Somaliland: 'SO',
  'Siachen Glacier': '',
  'Indian Ocean Ter.': 'CX',
}

/** A whole polygon that belongs elsewhere: the one that contains the point. */
export const transfers: { from: string; to: string; point: Position }[] = [
  { from: 'RU', to: 'UA', point: [34.2, 45.2] },
]

/** Polygons with a code of their own in ISO 3166-1 that Natural Earth counts with another country. */
export const boxes: (Box & { from: string; to: string })[] = [
  { from: 'FR', to: 'GF', west: -56, south: 1, east: -50, north: 7 },
  { from: 'FR', to: 'GP', west: -62, south: 15.7, east: -60.9, north: 16.7 },
  { from: 'FR', to: 'MQ', west: -61.4, south: 14.2, east: -60.7, north: 15.1 },
  { from: 'FR', to: 'RE', west: 55, south: -22, east: 56, north: -20 },
  { from: 'FR', to: 'YT', west: 44.8, south: -13.2, east: 45.5, north: -12.4 },
  { from: 'NO', to: 'SJ', west: -10, south: 70.5, east: -7, north: 71.5 },
  { from: 'NO', to: 'SJ', west: 9, south: 73.5, east: 36, north: 82 },
  { from: 'NL', to: 'BQ', west: -70, south: 11, east: -62, north: 19 },
  { from: 'CX', to: 'CC', west: 96, south: -13, east: 98, north: -11 },
]

/** A part of a polygon that belongs elsewhere: the line cuts it, the side with the point goes. */
export const cuts: { from: string; to: string; point: Position; line: Position[] }[] = [
  {
    from: 'MA',
    to: 'EH',
    point: [-12.5, 26.5],
    line: [
      [-8.68, 27.66],
      [-13.17, 27.67],
    ],
  },
  {
    from: 'IL',
    to: 'SY',
    point: [35.78, 33.0],
    line: [
      [35.63, 33.27],
      [35.66, 33.24],
      [35.63, 33.1],
      [35.62, 32.9],
      [35.66, 32.8],
      [35.7, 32.72],
    ],
  },
]

/** Lines drawn dashed; a box narrows the rule to a part of the line. */
export const disputedLines: LineRule[] = [
  { between: ['XK', 'RS'] },
  { between: ['EH', 'MA'] },
  { between: ['PS', 'IL'] },
  { between: ['IL', 'SY'] },
  { between: ['SD', 'SS'] },
  { between: ['EG', 'SD'], west: 31 },
  { between: ['IN', 'PK'], south: 32.4 },
  { between: ['', 'IN'] },
  { between: ['', 'PK'] },
  { between: ['', 'CN'] },
  { between: ['IN', 'CN'], east: 79.6, south: 31 },
  { between: ['IN', 'CN'], west: 91.5 },
]

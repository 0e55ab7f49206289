// `node --import ./tools/seize/faceless.ts …` runs Vestka without looking for faces, which takes seconds: in the smoke set one
// house does it. A picture goes the same way all the same: read, coded anew, padded and sealed.
import { replaceModules } from './replace.ts'

replaceModules({ 'src/platform/pictures/faces.ts': './plain/faces.ts' })

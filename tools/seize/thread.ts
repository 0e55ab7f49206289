// Tells one house's story in a thread of its own: while it searches, the other house does not wait for its answers.
import { parentPort, workerData } from 'node:worker_threads'
import { tell } from './story.ts'

parentPort?.postMessage(await tell(workerData))

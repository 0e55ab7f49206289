// The comparison: node:http alone, with one answer whose bytes and headers the parent process took from Vestka.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [, , port, folder] = process.argv
const body = readFileSync(`${folder}/body`)
const headers = JSON.parse(readFileSync(`${folder}/headers.json`, 'utf8')) as string[]

createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
}).listen(Number(port), '127.0.0.1')

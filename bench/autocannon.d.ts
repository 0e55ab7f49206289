declare module 'autocannon' {
  type Options = {
    url: string
    connections: number
    duration: number
    headers: Record<string, string>
    requests: { method: 'GET'; path: string }[]
  }
  type Result = {
    requests: { total: number }
    duration: number
    latency: { p99: number }
    non2xx: number
    errors: number
  }
  function autocannon(options: Options): Promise<Result>
  export = autocannon
}

// These servers bind every interface when they are told only a port: ours answer this machine alone.
const net = require('node:net')
const listen = net.Server.prototype.listen
const isPort = (value) => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))

net.Server.prototype.listen = function (first, ...rest) {
  if (isPort(first)) return listen.call(this, first, ...(typeof rest[0] === 'string' ? rest : ['127.0.0.1', ...rest]))
  if (first && typeof first === 'object' && first.port !== undefined && !first.path) return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  if (first === undefined || typeof first === 'function') return listen.call(this, { port: 0, host: '127.0.0.1' }, ...(first ? [first] : []))
  return listen.call(this, first, ...rest)
}

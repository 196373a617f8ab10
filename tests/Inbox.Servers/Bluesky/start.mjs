// A whole network on 127.0.0.1, until it is ended. PORTS: the directory, the accounts' server, the app view, the moderators, and our own switch for the accounts' server.
import { createServer } from 'node:http'
import { TestNetwork, mockMailer } from '@atproto/dev-env'

const [plc, pds, appView, moderators, ours] = process.env.PORTS.split(',').map(Number)
const network = await TestNetwork.create({
  plc: { port: plc },
  pds: { port: pds, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { port: appView, dbPostgresSchema: 'bsky', publicUrl: `http://localhost:${appView}` },
  ozone: { port: moderators, chatUrl: 'http://localhost:9', chatDid: 'did:example:chat', dbMaterializedViewRefreshIntervalMs: 60_000 },
})
mockMailer(network.pds)

// The accounts' server goes and comes back with what it holds: only its door is closed.
const door = network.pds.server.server
const switches = {
  '/away': (done) => {
    door.close() // ends when the app view's socket does, which stays: the network goes on
    door.closeAllConnections()
    done()
  },
  '/back': (done) => door.listen(pds, '127.0.0.1', done),
}
createServer((request, response) => switches[request.url](() => response.end())).listen(ours, '127.0.0.1')

process.on('SIGTERM', () => process.exit(0))
console.log('READY')

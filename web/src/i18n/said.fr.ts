import general from './said.fr.json'

const channels = import.meta.glob<Record<string, string>>('../channels/*.fr.json', { eager: true, import: 'default' })

/** What the server says, in French: the general sentences, and each channel's own from beside its face. */
export default Object.assign({}, general, ...Object.values(channels)) as Record<string, string>

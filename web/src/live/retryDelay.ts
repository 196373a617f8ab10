const firstMs = 4_000
export const longestMs = 15_000

/**
 * Milliseconds until the next try to connect: any moment up to 4 s, then 8, then 15. When a server was away, a thousand pages lose it in the same
 * moment; chance brings them back one after the other instead of all at once, again and again.
 */
export const retryDelay = (failed: number, chance = Math.random()) => Math.min(firstMs * 2 ** failed, longestMs) * chance

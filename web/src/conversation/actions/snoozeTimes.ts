export type SnoozeTime = { id: 'later' | 'evening' | 'tomorrow' | 'monday' | 'week'; at: Date }

/** When a conversation may come back, seen from now: only times that are still ahead. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
  const untilMonday = (8 - now.getDay()) % 7 || 7
  const all: SnoozeTime[] = [
    { id: 'later', at: new Date(now.getTime() + 3 * 3_600_000) },
    { id: 'evening', at: at(0, 18) },
    { id: 'tomorrow', at: at(1, 9) },
    { id: 'monday', at: at(untilMonday, 9) },
    { id: 'week', at: at(7, 9) },
  ]
  return all.filter((one, index) => one.at > now && !all.slice(0, index).some((earlier) => earlier.at.getTime() === one.at.getTime()))
}

/** What can be asked of an open conversation, by button, key or palette. */
export type Asked = 'assign' | 'assignMe' | 'tag' | 'snooze' | 'priority' | 'wake' | 'close' | 'reopen' | 'merge' | 'split' | 'reply' | 'note' | 'saved' | 'context' | 'acceptContext'

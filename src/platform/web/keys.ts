/**
 * Whether a key belongs to an input method that is composing (pinyin before its characters are chosen): then it is no command.
 * Safari ends the composition before it tells of the key that ended it, and marks that key with 229.
 */
export const inComposition = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === 229;

/**
 * A first sieve for the content script: text without any of these words is no denial in any wording the classifier
 * knows, so the background need not be woken. Far too broad to be a verdict.
 */
export const worthAsking = (text: string): boolean =>
  /authori[sz]|denie[sd]|denegad|denial|explicit|permission|different network|authentication/i.test(text);

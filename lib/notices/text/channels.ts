const names: Record<string, string> = {
  cipher: 'đường cơ yếu',
  'in-person': 'trực tiếp',
  post: 'đường bưu điện',
  telephone: 'điện thoại',
};

/** How people name the way by which a report, or the word of an event, came. */
export const channelName = (channel: string): string => names[channel] ?? channel;

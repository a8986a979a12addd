/** A text as it stands at the beginning of a line: "Điện thoại". */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A text as it stands within a sentence: "báo cáo tháng 1/2026". */
export const within = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

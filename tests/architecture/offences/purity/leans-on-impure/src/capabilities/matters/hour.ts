export const hour = (): number => new Date().getUTCHours();

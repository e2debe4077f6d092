export const openEverything = true;

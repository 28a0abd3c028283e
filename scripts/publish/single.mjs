export async function writeSingle() {}

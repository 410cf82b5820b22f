// What this browser keeps of a chat: in the frame's own storage, or only in memory where there is none.
const memory = new Map();

export function kept(desk, what) {
  const key = `whiteglove.chat.${desk}.${what}`;
  try { return localStorage.getItem(key) ?? memory.get(key) ?? null; } catch { return memory.get(key) ?? null; }
}

export function keep(desk, what, value) {
  const key = `whiteglove.chat.${desk}.${what}`;
  memory.set(key, value);
  try { localStorage.setItem(key, value); } catch { /* full or forbidden: memory has it */ }
}

export function random(bytes) {
  const raw = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)));
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// The secret that makes this browser somebody: made here, and never shown to the site around.
export function secret(desk) {
  const known = kept(desk, "token");
  if (known) return known;
  const made = random(32);
  keep(desk, "token", made);
  return made;
}

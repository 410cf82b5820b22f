// What this browser keeps of a chat: in the frame's own storage, or only in memory where there is none.
const memory = new Map();
const named = (desk, what) => `whiteglove.chat.${desk}.${what}`;

export function kept(desk, what) {
  const key = named(desk, what);
  try { return localStorage.getItem(key) ?? memory.get(key) ?? null; } catch { return memory.get(key) ?? null; }
}

export function keep(desk, what, value) {
  const key = named(desk, what);
  memory.set(key, value);
  try { localStorage.setItem(key, value); } catch { /* full or forbidden: memory has it */ }
}

export function forget(desk, what) {
  const key = named(desk, what);
  memory.delete(key);
  try { localStorage.removeItem(key); } catch { /* nothing is there */ }
}

// Everything kept under names that begin so, whichever tab kept it: [[rest of the name, value]].
export function every(desk, begins) {
  const start = named(desk, begins), found = new Map(memory);
  try { for (const [key, value] of Object.entries(localStorage)) found.set(key, value); } catch { /* memory alone */ }
  return [...found].filter(([key]) => key.startsWith(start)).map(([key, value]) => [key.slice(start.length), value]);
}

// Whether anything outlives the page.
export function lasts() {
  try { return Boolean(localStorage); } catch { return false; }
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

// Words that nobody has sent yet: for this tab alone and for whoever began them, over every page of the site.
export function draftOf(desk, who) {
  try { return sessionStorage.getItem(named(desk, `draft.${who}`)) ?? ""; } catch { return ""; }
}

export function keepDraft(desk, who, words) {
  try { sessionStorage.setItem(named(desk, `draft.${who}`), words); } catch { /* full or forbidden */ }
}

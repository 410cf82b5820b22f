// Keys live in the markup, beside what they press: <button data-key="e">. A sequence is written with a space ("g q"),
// a chord with a plus ("mod+k", "alt+m"). They rest while somebody writes, unless data-key-always. data-keys="off" on <html>
// switches the single keys off (WCAG 2.1.4); chords stay.
const WAIT = 900;
let begun = "", timer = 0;

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
export const writing = (where) => where?.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const pressed = (event) => {
  const chord = (isMac ? event.metaKey : event.ctrlKey) ? "mod+" : event.altKey ? "alt+" : "";
  // With Alt a Mac writes another sign: there the key itself counts.
  const signed = event.altKey && !/^[a-z\d]$/i.test(event.key) ? event.code.replace(/^(Key|Digit)/, "") : event.key;
  const name = signed === " " ? "space" : signed.toLowerCase();
  return chord + (event.shiftKey && chord ? "shift+" : "") + name;
};

const visible = (element) => element.closest("dialog:not([open])") === null && (element.closest(".menu, .hide") || element.checkVisibility?.() !== false);

export const keyed = () => [...document.querySelectorAll("[data-key]")].filter((one) => !one.disabled && visible(one));

const scope = () => document.querySelector("dialog[open]") ?? document;

const find = (keys) => [...scope().querySelectorAll("[data-key]")].filter((one) => one.dataset.key === keys && !one.disabled && visible(one)).pop();

const starts = (keys) => [...scope().querySelectorAll("[data-key]")].some((one) => one.dataset.key.startsWith(keys + " "));

const use = (element) => {
  if (element.matches("input, textarea, select")) { element.focus(); element.select?.(); }
  else element.click();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || (event.altKey && (event.ctrlKey || event.metaKey)) || ["Shift", "Control", "Meta", "Alt"].includes(event.key)) return;
  const key = pressed(event);
  const chord = /^(mod|alt)\+/.test(key);
  if ((event.ctrlKey || event.metaKey) && !chord) return;
  if (!chord && (document.documentElement.dataset.keys === "off" || writing(event.target))) return;
  const keys = begun && !chord ? `${begun} ${key}` : key;
  const element = find(keys) ?? find(key);
  clearTimeout(timer);
  begun = "";
  if (element && (!chord || !writing(event.target) || "keyAlways" in element.dataset || element.form === event.target.form)) {
    event.preventDefault();
    use(element);
  } else if (!chord && starts(key)) {
    begun = key;
    timer = setTimeout(() => { begun = ""; }, WAIT);
  }
});

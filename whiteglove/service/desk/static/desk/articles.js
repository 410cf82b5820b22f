// [data-puts="words"] and [data-puts-from="address of words"] put words where the caret was in the sheet that is open.
const sheet = () => document.querySelector("wg-composer .sheet:not([hidden]) textarea");

function put(words) {
  const field = sheet();
  if (!field) return;
  const before = field.value.slice(0, field.selectionStart);
  field.setRangeText((before && !/\s$/.test(before) ? " " : "") + words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-puts], [data-puts-from]");
  if (!button) return;
  if (button.dataset.puts) { put(button.dataset.puts); return; }
  const answer = await fetch(button.dataset.putsFrom).catch(() => null);
  if (answer?.ok) put((await answer.text()).trim());
});

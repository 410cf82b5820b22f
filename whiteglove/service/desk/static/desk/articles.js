// [data-adds="words"] and [data-adds-from="address of words"] put words where the caret was in the sheet that is open.
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
  const button = event.target.closest("[data-adds], [data-adds-from]");
  if (!button) return;
  if (button.dataset.adds) { put(button.dataset.adds); return; }
  const answer = await fetch(button.dataset.addsFrom).catch(() => null);
  if (answer?.ok) put((await answer.text()).trim());
});

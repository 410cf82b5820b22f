// <button data-inserts="words"> puts its words where the caret was in the text of the form it stands in.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-inserts]");
  const field = button?.closest("form")?.querySelector("textarea");
  if (!field) return;
  field.setRangeText(button.dataset.inserts, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest("details")?.removeAttribute("open");
  field.focus();
});

// Opened by its key, a fold of quick references is ready to be searched.
document.addEventListener("htmx:afterSettle", (event) => event.target.closest?.(".knowledge-quick[open]")?.querySelector("[data-filter]")?.focus());

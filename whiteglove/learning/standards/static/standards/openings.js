// [data-begins="words"]: puts them at the head of the reply. What another one put there before goes, what was typed stays.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-begins]"), form = button?.closest("form");
  if (!form) return;
  const field = form.elements.text, others = [...form.querySelectorAll("[data-begins]")].map((one) => one.dataset.begins);
  const before = others.find((one) => field.value.startsWith(one)) ?? "";
  const typed = field.value.slice(before.length).trimStart();
  const again = before === button.dataset.begins;
  field.value = again ? typed : [button.dataset.begins, typed].filter(Boolean).join("\n\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  const caret = again ? field.value.length : button.dataset.begins.length;
  field.setSelectionRange(caret, caret);
});

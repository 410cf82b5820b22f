// The editor of a flow: a fault leads to its line, and what a try offers is said by pressing it.
const text = document.getElementById("id_text"), words = document.getElementById("try-words"), trying = document.getElementById("try");

addEventListener("click", ({ target }) => {
  const line = target.closest?.("[data-line]"), offer = target.closest?.("[data-says]");
  if (line) goTo(Number(line.dataset.line));
  if (offer) { words.value = offer.dataset.says; trying.requestSubmit(); }
});

function goTo(line) {
  const lines = text.value.split("\n"), before = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(before, before + (lines[line - 1] ?? "").length);
  text.scrollTop = (line - 5) * parseFloat(getComputedStyle(text).lineHeight);
}

trying.addEventListener("htmx:afterRequest", () => { words.value = ""; words.focus(); const log = document.getElementById("tried"); log.scrollTop = log.scrollHeight; });
document.getElementById("try-anew").addEventListener("click", () => {
  document.getElementById("tried").replaceChildren();
  document.getElementById("try-offers").replaceChildren();
  document.getElementById("try-stand").value = "";
});

// Before solving: Y and N answer the first question that is open, and the button says whether something is left open.
document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-asks]")?.closest(".check-list");
  if (!list) return;
  const asked = [...list.querySelectorAll("[data-asks]")], next = asked.find((one) => !one.querySelector(":checked"));
  for (const one of asked) {
    one.querySelectorAll("label").forEach((label, place) => {
      if (one === next) label.dataset.key = "yn"[place]; else delete label.dataset.key;
      label.querySelector("kbd").hidden = one !== next;
    });
  }
  const button = list.parentElement.querySelector("[data-solves]"), demands = "demands" in button.dataset;
  button.querySelector("span").textContent = next && !demands ? `${button.dataset.solves} anyway` : button.dataset.solves;
  if (!next) button.focus();
});

// A reply is sent by the button of its own form: htmx tells what was pressed for buttons inside a form alone.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-presses]");
  if (button) document.querySelector(button.dataset.presses)?.click();
});

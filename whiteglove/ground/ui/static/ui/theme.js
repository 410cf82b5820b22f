// <wg-theme data-url="…"> with buttons data-theme-choice: at once on the page, and kept by the server for every device.
const html = document.documentElement;

const apply = (choice) => {
  html.dataset.theme = choice;
  for (const button of document.querySelectorAll("[data-theme-choice]"))
    button.setAttribute("aria-current", String(button.dataset.themeChoice === choice));
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  apply(button.dataset.themeChoice);
  const url = button.closest("[data-url]")?.dataset.url;
  if (url) htmx.ajax("POST", url, { source: button, swap: "none", values: { theme: button.dataset.themeChoice } });
});

apply(html.dataset.theme);

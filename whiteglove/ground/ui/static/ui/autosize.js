// A textarea marked data-grows is as high as its text. Browsers with field-sizing need only the rule in the style sheet.
const grow = (area) => {
  if (CSS.supports("field-sizing", "content")) return;
  area.rows = Math.min(18, Math.max(3, area.value.split("\n").length + 1));
};
document.addEventListener("input", (event) => { if (event.target.matches?.("[data-grows]")) grow(event.target); });
document.querySelectorAll("[data-grows]").forEach(grow);

// input[data-reading]: for how many seconds the page was looked at, sent along when the lesson is marked as read. On a phone the contents begin closed.
const field = document.querySelector("[data-reading]");
if (field) {
  let seen = 0, since = document.hidden ? 0 : performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && since) seen += performance.now() - since;
    since = document.hidden ? 0 : performance.now();
  });
  field.form.addEventListener("submit", () => { field.value = Math.round((seen + (since ? performance.now() - since : 0)) / 1000); });
}
if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".academy-contents details")?.removeAttribute("open");

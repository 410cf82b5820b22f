// What a script adds to the form: articles while one types, one press is one request, and a frame as high as its words.
const form = document.querySelector(".request-form"), place = document.getElementById("answers"), said = document.getElementById("answers-count");
if (form && place) {
  document.body.classList.add("request-scripted");
  const subject = form.elements.subject;
  let timer, asked = "";
  const look = async () => {
    const words = subject.value.trim();
    if (words === asked) return;
    asked = words;
    const answer = words.length < 3 ? null : await fetch(`${form.dataset.answers}&q=${encodeURIComponent(words)}`).catch(() => null);
    const found = answer?.ok ? await answer.text() : "";
    if (words !== asked) return;
    place.innerHTML = found.trim();
    const count = place.querySelectorAll("a").length;
    said.textContent = count ? form.dataset.counts.replace("{}", count) : "";
  };
  // A question that hangs on another's answer is there once that was given, and those that hang on it follow in turn.
  const hanging = [...form.querySelectorAll("[data-when]")];
  const unfold = () => {
    for (const box of hanging) {
      const other = form.elements[box.dataset.when];
      box.hidden = !other || other.value !== box.dataset.is || Boolean(other.closest(".field").hidden);
    }
  };
  form.addEventListener("change", unfold);
  addEventListener("pageshow", unfold);
  unfold();
  subject.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 350); });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  // Whoever comes back by the browser's own button may send again.
  addEventListener("pageshow", () => { delete form.dataset.sent; });
}
if (window.parent !== window) {
  const box = document.getElementById("request");
  const tell = (what) => {
    for (const origin of document.body.dataset.origins.split(" ").filter(Boolean)) window.parent.postMessage(what, origin);
  };
  const height = () => tell({ whitegloveForm: "height", height: Math.ceil(box.getBoundingClientRect().height), label: document.title });
  new ResizeObserver(height).observe(box);
  height();
  tell({ whitegloveForm: "page" });
}

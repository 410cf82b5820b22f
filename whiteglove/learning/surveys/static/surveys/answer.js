// One click in the mail is enough: the page says by itself which number was clicked. That alone is no answer yet, because
// machines that look for viruses open pages too; the first move of whoever reads it makes it one, and so does time.
// Without a script the button does.
const form = document.querySelector("form[data-answer]"), told = document.getElementById("status");
const ACTS = ["pointermove", "pointerdown", "keydown", "touchstart", "wheel", "scroll"];
const thanks = form.querySelector("[data-thanks]"), sorry = form.querySelector("[data-sorry]");
const words = form.elements.comment, before = words.value;

const chosen = () => form.elements.score.value;

const say = async (how) => {
  if (chosen() === "") return;
  const said = new URLSearchParams({ score: chosen(), how });
  const from = form.elements.from?.value;
  if (from) said.set("from", from);
  if (how === "acted" && words.value !== before) said.set("comment", words.value);
  told.textContent = told.dataset.saving;
  const answer = await fetch(form.action, { method: "POST", body: said, keepalive: true }).catch(() => null);
  const kept = answer?.status === 204;
  told.textContent = kept ? told.dataset.saved : told.dataset.failed;
  if (!kept) return;
  const bad = Number(chosen()) <= Number(form.dataset.badAt);
  thanks.hidden = bad;
  sorry.hidden = !bad;
};

const moved = (happened) => {
  if (!happened.isTrusted) return;
  for (const name of ACTS) removeEventListener(name, moved, true);
  say("acted");
};

const seen = () => {
  if (document.hidden || document.prerendering) return;
  document.removeEventListener("visibilitychange", seen);
  say("opened");
  for (const name of ACTS) addEventListener(name, moved, { capture: true, passive: true });
};

form.addEventListener("change", () => say("acted"));
if (form.dataset.clicked) {
  document.addEventListener("visibilitychange", seen);
  seen();
}

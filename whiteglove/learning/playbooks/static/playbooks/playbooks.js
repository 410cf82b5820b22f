// A playbook beside a ticket is fetched anew while somebody reads it: what they opened stays open, what they closed stays
// closed, and whoever stood on a button stands on it again.
let kept = null;

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target?.id !== "playbook") return;
  const at = target.contains(document.activeElement) ? document.activeElement : null;
  const play = target.querySelector(".playbook-steps") !== null;
  kept = {
    play, at: at?.id, summary: at?.matches("summary") ? at.parentElement.dataset.of : undefined,
    open: new Map([...target.querySelectorAll("details")].map((one) => [one.dataset.of, one.open])),
  };
});

document.addEventListener("htmx:afterSwap", () => {
  const fresh = document.querySelector("#playbook");
  if (!kept || !fresh) return;
  const { play, at, summary, open } = kept;
  kept = null;
  // What has just been opened begins with its first step.
  if (play && fresh.querySelector(".playbook-steps")) {
    for (const one of fresh.querySelectorAll("details")) one.open = open.get(one.dataset.of) ?? one.open;
  }
  const again = at ? document.getElementById(at) : summary ? fresh.querySelector(`details[data-of="${CSS.escape(summary)}"] summary`) : null;
  again?.focus({ preventScroll: true });
});

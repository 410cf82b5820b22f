// How the chat was, once it is over: one press keeps it, words may follow, and both may change until it is closed for good.
const find = (id) => document.getElementById(`chat-${id}`);

export function ratings(ask, at, { says, wrong }) {
  const form = find("rating"), words = find("rating-words"), comment = find("rating-comment");
  const presses = [...form.querySelectorAll("[data-good]")];
  let session = null, good = "";
  const show = (choice) => {
    good = choice;
    for (const one of presses) one.setAttribute("aria-pressed", String(one.dataset.good === choice));
    words.hidden = !choice;
  };
  async function send(choice) {
    const answer = await ask(at, { method: "POST", body: JSON.stringify({ session: String(session), good: choice, comment: comment.value }) }).catch(() => null);
    const said = (await answer?.json().catch(() => null))?.says ?? "";
    if (!answer?.ok) { wrong(said); return false; }
    show(choice);
    says(said);
    return true;
  }
  for (const one of presses) one.addEventListener("click", () => send(one.dataset.good));
  form.addEventListener("submit", async (event) => { event.preventDefault(); if (await send(good)) find("text").focus(); });
  // What the house knows; never over what is being written. True when it is asked only now.
  return (said) => {
    const now = form.hidden && said.ratable;
    form.hidden = !said.ratable;
    if (said.session !== session) { session = said.session; comment.value = ""; show(""); }
    if (said.rating && !form.contains(document.activeElement)) {
      show(said.rating.good ? "yes" : "no");
      comment.value = said.rating.comment;
    }
    return now;
  };
}

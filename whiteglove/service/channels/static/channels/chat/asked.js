// What is asked before the first message, where the desk asks for anything; and the conversation by mail.
const find = (id) => document.getElementById(`chat-${id}`);

export function showFirst(yes) { const first = find("first"); if (first) first.hidden = !yes; }

// With the first line alone: the house takes no notice of it later.
export function answers() {
  const first = find("first");
  if (!first || first.hidden) return {};
  const said = Object.fromEntries([...first.querySelectorAll("[name]")].map((field) => [field.name, field.value.trim()]));
  return { ...said, answers: JSON.stringify([...first.querySelectorAll("[data-answer]")].map((field) => field.value.trim())) };
}

export function copies(ask, at, { says, wrong }) {
  const button = find("copy"), form = find("copies"), email = find("copy-email");
  const turn = (open) => {
    form.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) { email.value ||= find("mail")?.value ?? ""; email.focus(); }
  };
  button.addEventListener("click", () => turn(form.hidden));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); turn(false); button.focus(); }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await ask(at, { method: "POST", body: JSON.stringify({ email: email.value.trim() }) }).catch(() => null);
    const said = (await answer?.json().catch(() => null))?.says ?? "";
    if (!answer?.ok) { wrong(said); email.focus(); return; }
    turn(false);
    says(said);
    find("text").focus();
  });
  return (yes) => { button.hidden = !yes; if (!yes) turn(false); };
}

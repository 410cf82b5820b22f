// The panes: which row is open, what to show on a narrow screen, and where to go when a ticket is done.
const desk = document.querySelector(".desk");
const current = () => desk.querySelector('[data-row][aria-current="true"]');
const row = (id) => desk.querySelector(`[data-row="${CSS.escape(id)}"]`);
let walked = null;

const mark = (one) => {
  current()?.removeAttribute("aria-current");
  one?.setAttribute("aria-current", "true");
};

const show = (url, id) => {
  const found = row(id);
  if (found) return found.click();
  htmx.ajax("GET", url, { target: "#ticket", swap: "outerHTML" }).then(() => history.pushState({ htmx: true }, "", url));
};

// The row answers before the server does.
document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target.closest?.("[data-row]");
  if (!link) return;
  mark(link);
  walked = link.dataset.row;
});

document.addEventListener("htmx:afterSwap", (event) => {
  const ticket = document.querySelector("#ticket");
  if (event.detail.target?.id === "ticket" || event.target.id === "ticket") {
    desk.toggleAttribute("data-ticket", Boolean(ticket.dataset.id));
    delete desk.dataset.shows;
    if (ticket.dataset.title) document.title = ticket.dataset.title;
  }
  const open = ticket?.dataset.id;
  if (open) mark(row(open));
});

// A refetched list keeps its length, its place and its focus.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id === "queue") event.detail.parameters.rows = desk.querySelectorAll("[data-row]").length;
});
let kept = 0;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "queue") return;
  kept = document.querySelector("#queue-scroll")?.scrollTop ?? 0;
  // An open menu or a row under the reader's hand isn't pulled away: try again a moment later.
  if (event.detail.target.querySelector(".menu:not([hidden])")) {
    event.detail.shouldSwap = false;
    setTimeout(() => htmx.trigger(document.body, "desk:changed"), 3000);
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "queue") document.querySelector("#queue-scroll").scrollTop = kept;
});

// Done here: the next ticket, or the list when there is none. The page stays, so that the undo stays.
document.body.addEventListener("desk:done", (event) => {
  const item = row(String(event.detail.ticket))?.closest("li");
  const near = item ? item.nextElementSibling ?? item.previousElementSibling : desk.querySelector("#queue-rows > li");
  item?.remove();
  const next = near?.querySelector("[data-row]");
  if (!next || innerWidth < 768) return leave();
  next.focus();
  next.click();
});

const leave = () => {
  const url = `/desk/?view=${desk.querySelector("#queue").dataset.view}`;
  htmx.ajax("GET", url, { target: "#ticket", select: "#ticket", swap: "outerHTML" }).then(() => history.pushState({ htmx: true }, "", url));
};

document.body.addEventListener("desk:back", (event) => {
  if (document.querySelector("#ticket")?.dataset.id !== String(event.detail.ticket)) show(event.detail.url, String(event.detail.ticket));
  else { const composer = document.querySelector("#composer"); if (composer) htmx.trigger(composer, "composer:again"); }
});

document.addEventListener("click", (event) => {
  const shows = event.target.closest("[data-shows]")?.dataset.shows;
  if (!shows) return;
  if (desk.dataset.shows === shows) delete desk.dataset.shows; else desk.dataset.shows = shows;
  document.querySelector(".talk-context")?.setAttribute("aria-expanded", String("shows" in desk.dataset));
});

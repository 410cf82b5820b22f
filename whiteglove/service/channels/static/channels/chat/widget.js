// Whiteglove chat on any page: <script src="…/chat/widget.js" data-desk="support" defer></script>
// A button and a frame in a shadow tree of their own. Needs script-src and frame-src for this origin, nothing else.
(() => {
  "use strict";
  const TRIES = 8;
  // A module knows no script that runs just now.
  const tag = document.currentScript ?? document.querySelector("script[data-desk][src*='/chat/widget.js']");
  const desk = tag?.dataset.desk, running = window.whitegloveChat;
  // Put in again by a site that exchanges its pages by script: the chat is here already, only who is signed in may be new.
  if (desk && running?.desk === desk && tag.dataset.identity) running.identify(tag.dataset.identity);
  if (!desk || running) return;
  const home = new URL(tag.src).origin;
  const page = new URL(`/chat/${encodeURIComponent(desk)}/`, home);
  page.searchParams.set("framed", "1");
  const language = tag.dataset.language || document.documentElement.lang;
  if (language) page.searchParams.set("lang", language);
  let identity = tag.dataset.identity || "", shown = false, ready = false, tries = 0, words = {};
  if (identity) page.searchParams.set("identified", "1");

  // Rules in a sheet made by script, which a policy against inline styles lets pass; !important against the page's own.
  const own = (element, rules) => {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
  };
  const holder = document.createElement("whiteglove-chat");
  // Above all layers of the page, where no transform, filter or z-index of it reaches.
  holder.popover = "manual";
  own(holder, { all: "initial", display: "block", position: "fixed", "z-index": "2147483000", "inset-block-end": "0", "inset-inline-end": "0", visibility: "visible", opacity: "1" });
  const tree = holder.attachShadow({ mode: "open" });
  // A phone, upright or on its side, or a page at 400 %.
  const small = "(max-width: 480px), (max-height: 480px)";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { color-scheme: light dark; }
    button { all: unset; box-sizing: border-box; position: fixed; inset-block-end: 20px; inset-inline-end: 20px;
      inline-size: 56px; block-size: 56px; border-radius: 50%; display: grid; place-items: center; cursor: pointer;
      background: var(--ground); color: var(--ink); box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
    button:focus-visible { outline: 3px solid var(--ground); outline-offset: 3px; }
    button[hidden] { display: none; }
    iframe[hidden] { display: block; visibility: hidden; pointer-events: none; }
    span { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-inline-size: 22px; block-size: 22px;
      border-radius: 11px; background: #b3261e; color: #fff; font: 600 13px/22px system-ui, sans-serif; text-align: center; }
    span:empty { display: none; }
    p { position: fixed; inline-size: 1px; block-size: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
    iframe { position: fixed; inset-block-end: 88px; inset-inline-end: 20px; inline-size: 380px; block-size: min(620px, calc(100dvh - 108px));
      border: 0; border-radius: 14px; box-shadow: 0 8px 40px rgb(0 0 0 / 30%); background: Canvas; }
    @media ${small} { iframe { inset: var(--top) 0 auto 0; inline-size: 100%; block-size: var(--high); border-radius: 0; } button[aria-expanded="true"] { display: none; } }
    @media (forced-colors: active) { button { border: 2px solid ButtonText; } iframe { border: 1px solid CanvasText; } }
    @media print { button, iframe { display: none; } }`);
  tree.adoptedStyleSheets = [sheet];

  const button = document.createElement("button");
  button.type = "button";
  button.hidden = true;
  button.setAttribute("aria-expanded", "false");
  const drawing = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const icon = drawing("svg", { width: 26, height: 26, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linejoin": "round", "aria-hidden": "true" });
  icon.append(drawing("path", { d: "M4 5h16v11H9l-5 4z" }));
  const badge = document.createElement("span");
  button.append(icon, badge);
  // For those who hear the page: the button says it only when they come by.
  const spoken = document.createElement("p");
  spoken.setAttribute("role", "status");

  const frame = document.createElement("iframe");
  frame.title = "Chat";
  frame.hidden = true;
  frame.src = page;
  // What a bad network, or a house that starts just now, didn't let through is tried again.
  frame.addEventListener("load", () => {
    if (!ready && tries < TRIES) setTimeout(() => { if (!ready && frame.isConnected) frame.src = page; }, 2000 * 2 ** tries++);
  });
  // A phone's keyboard covers the page without making it smaller: the chat ends where it begins. Pinching is something else.
  const view = window.visualViewport;
  const fit = () => {
    const plain = view && Math.abs(view.scale - 1) < 0.01;
    own(holder, { "--top": plain ? `${view.offsetTop}px` : "0px", "--high": plain ? `${view.height}px` : "100dvh" });
  };
  fit();
  view?.addEventListener("resize", fit);
  view?.addEventListener("scroll", fit);

  const tell = (what, more) => frame.contentWindow?.postMessage({ whiteglove: what, ...more }, home);
  const count = (unread) => {
    badge.textContent = unread ? String(Math.min(unread, 99)) : "";
    const said = unread ? words.unread.replace("{label}", words.label).replace("{count}", unread) : words.label;
    button.setAttribute("aria-label", said);
    spoken.textContent = unread ? said : "";
  };
  const show = (yes) => {
    if (!ready || yes === shown) return;
    shown = yes;
    frame.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    if (yes) { count(0); frame.focus(); } else button.focus();
    tell(yes ? "open" : "closed");
  };
  button.addEventListener("click", () => show(!shown));
  addEventListener("keydown", (event) => { if (event.key === "Escape" && shown) show(false); });
  addEventListener("message", ({ source, origin, data }) => {
    if (origin !== home || source !== frame.contentWindow || !data?.whiteglove) return;
    if (data.whiteglove === "ready") {
      ready = true;
      own(holder, { "--ground": data.ground, "--ink": data.ink });
      words = { label: data.label, unread: data.unread };
      frame.title = data.label;
      count(0);
      button.hidden = false;
      if (identity) tell("identity", { token: identity });
      if (shown) tell("open");
    }
    if (data.whiteglove === "unread") count(data.unread);
    if (data.whiteglove === "close") show(false);
    if (data.whiteglove === "over") dispatchEvent(new CustomEvent("whiteglove-identity-over"));
  });
  window.whitegloveChat = {
    desk,
    open: () => show(true),
    close: () => show(false),
    identify: (token) => { identity = token ? String(token) : ""; if (ready) tell("identity", { token: identity }); },
  };
  tree.append(frame, button, spoken);
  // Beside the body, which some sites exchange as a whole; back again where a site takes everything away.
  const put = () => {
    if (holder.isConnected) return;
    ready = false;
    document.documentElement.append(holder);
    try { holder.showPopover(); } catch { /* a browser without such a layer: the highest z-index must do */ }
  };
  const stand = () => { put(); new MutationObserver(put).observe(document.documentElement, { childList: true }); };
  if (document.body) stand(); else addEventListener("DOMContentLoaded", stand);
})();

// A Whiteglove form on any page: <script src="…/form/embed.js" data-form="support" defer></script>, where it should stand.
// A frame as high as what is in it. Needs script-src and frame-src for this origin, nothing else.
(() => {
  "use strict";
  const done = (window.whitegloveForms ??= new WeakSet());
  // A module runs once however many tags name it, and knows none of them.
  const tags = document.currentScript ? [document.currentScript] : document.querySelectorAll("script[data-form][src*='/form/embed.js']");
  for (const tag of tags) if (tag.dataset.form && !done.has(tag)) { done.add(tag); put(tag, tag.dataset.form); }

  function put(tag, name) {
    const home = new URL(tag.src).origin, page = new URL(`/form/${encodeURIComponent(name)}/`, home);
    page.searchParams.set("framed", "1");
    const language = tag.dataset.language || document.documentElement.lang;
    if (language) page.searchParams.set("lang", language);
    if (tag.dataset.kind) page.searchParams.set("kind", tag.dataset.kind);
    const frame = document.createElement("iframe");
    // Set one by one, which a policy against inline styles lets pass; !important against the page's own.
    const own = (rules) => { for (const [key, value] of Object.entries(rules)) frame.style.setProperty(key, value, "important"); };
    own({ all: "initial", display: "block", visibility: "visible", opacity: "1", position: "static", transform: "none", "inline-size": "100%", "max-inline-size": "100%", "block-size": "32rem", border: "0", "color-scheme": "light dark" });
    frame.title = tag.dataset.title || name;
    frame.src = page;
    let first = true;
    addEventListener("message", ({ source, origin, data }) => {
      if (origin !== home || source !== frame.contentWindow || !data?.whitegloveForm) return;
      if (data.whitegloveForm === "height" && Number.isFinite(data.height)) {
        own({ "block-size": `${Math.min(Math.max(data.height, 100), 20000)}px` });
        if (!tag.dataset.title) frame.title = String(data.label).slice(0, 200);
      }
      // The next page of the form begins above: bring its beginning back into sight.
      if (data.whitegloveForm === "page" && !first && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
      if (data.whitegloveForm === "page") first = false;
    });
    tag.after(frame);
  }
})();

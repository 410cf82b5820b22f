// What an answer tells the page (HX-Trigger: toasts, "this ticket changed") is told on the element that asked. When a refresh
// took that element away meanwhile, nobody would hear it: then the page itself is told, and gets what the answer brings.
const tell = (xhr, header) => {
  const told = xhr.getResponseHeader(header);
  if (told) for (const [name, detail] of Object.entries(JSON.parse(told))) htmx.trigger(document.body, name, detail ?? {});
};

document.addEventListener("htmx:beforeSend", ({ detail: { elt, xhr } }) => {
  // At readyState 4 htmx hasn't handled the answer yet, so what is gone now was not taken by the answer itself.
  xhr.addEventListener("readystatechange", () => {
    if (xhr.readyState !== 4 || elt.isConnected) return;
    tell(xhr, "HX-Trigger");
    const named = xhr.getResponseHeader("HX-Retarget"), place = named && document.querySelector(named);
    if (!place) return;
    // htmx would look for the place around the element that is gone, and fail.
    elt.addEventListener("htmx:beforeOnLoad", (event) => event.preventDefault(), { once: true });
    htmx.swap(place, xhr.responseText, { swapStyle: xhr.getResponseHeader("HX-Reswap") ?? "innerHTML" });
    tell(xhr, "HX-Trigger-After-Swap");
  });
});

// What an answer tells the page (HX-Trigger: toasts, "this ticket changed") is told on the element that asked. When a refresh
// took that element away meanwhile, nobody would hear it: then the page itself is told.
document.addEventListener("htmx:beforeSend", ({ detail: { elt, xhr } }) => {
  // At readyState 4 htmx hasn't handled the answer yet, so what is gone now was not taken by the answer itself.
  xhr.addEventListener("readystatechange", () => {
    if (xhr.readyState !== 4 || elt.isConnected) return;
    const told = xhr.getResponseHeader("HX-Trigger");
    if (told) for (const [name, detail] of Object.entries(JSON.parse(told))) htmx.trigger(document.body, name, detail ?? {});
  });
});

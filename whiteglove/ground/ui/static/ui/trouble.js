// What a page says when the server doesn't answer, or answers with a fault. A 409 or 422 brings a partial to show.
import { say } from "./toasts.js";

const WORDS = { 403: "You may not do that.", 404: "That isn't here any more.", 413: "That is too large to send.", 429: "Too many at once. Wait a moment." };

document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) return location.reload();
  if (![409, 422].includes(status)) say(WORDS[status] ?? "The server had a problem. Nothing was lost; try again.", "error");
});
document.addEventListener("htmx:sendError", () => say("No connection. What you wrote is still here; try again in a moment.", "error"));

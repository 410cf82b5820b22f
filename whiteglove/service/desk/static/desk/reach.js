// A link to a message (#m42) leads there, also when it stands among those that "Show earlier messages" would show.
async function reach() {
  const [, message] = location.hash.match(/^#m(\d+)$/) ?? [], talk = document.querySelector("wg-talk");
  if (!message || !talk) return;
  talk.follows = false;
  const there = () => document.getElementById(`m${message}`), more = talk.querySelector("#earlier button");
  if (!there() && more) await htmx.ajax("GET", `${more.getAttribute("hx-get")}&until=${message}`, { source: more, target: "#earlier", swap: "outerHTML" });
  // Once more, now that it is there: it is marked, and reading goes on from it.
  if (there()) location.replace(`#m${message}`);
}

window.addEventListener("hashchange", reach);
reach();

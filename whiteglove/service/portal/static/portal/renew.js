// An open request looks now and then whether something was said: at most every 30 seconds, seldomer where nothing comes,
// and only while somebody can see it. Without a script the page is as good; it is only reloaded by hand.
const part = document.getElementById("talk"), told = document.getElementById("news");
const SOONEST = 30_000, LATEST = 300_000;
let mark = part.dataset.mark, asked = Date.now(), pause = SOONEST, timer;

const look = async () => {
  clearTimeout(timer);
  if (document.hidden) return;
  const left = asked + pause - Date.now();
  if (left > 0) {
    timer = setTimeout(look, left);
    return;
  }
  asked = Date.now();
  const answer = await fetch(part.dataset.news, { headers: { "If-None-Match": mark }, cache: "no-store", redirect: "manual" }).catch(() => null);
  // Whoever is signed out, or whose request has gone, is told so by the next page they open.
  if (answer && answer.status !== 200 && answer.status !== 304) return;
  if (answer?.status === 200) show(answer.headers.get("ETag"), await answer.text());
  else pause = Math.min(pause * 1.5, LATEST);
  timer = setTimeout(look, pause);
};

// What was opened stays open, and who stood on a link stands on it again.
const show = (fresh, html) => {
  const before = part.querySelectorAll(".portal-said").length, at = part.contains(document.activeElement) ? document.activeElement : null;
  const opened = [...part.querySelectorAll("details[open]")].map((one) => one.dataset.of);
  const link = at?.getAttribute("href"), summary = at?.closest("details")?.dataset.of;
  part.innerHTML = html;
  mark = fresh;
  pause = SOONEST;
  for (const one of part.querySelectorAll("details")) one.open = opened.includes(one.dataset.of);
  const again = link ? part.querySelector(`a[href="${CSS.escape(link)}"]`) : summary ? part.querySelector(`details[data-of="${summary}"] summary`) : null;
  again?.focus({ preventScroll: true });
  if (part.querySelectorAll(".portal-said").length > before) told.textContent = part.dataset.says;
};

document.addEventListener("visibilitychange", () => {
  pause = SOONEST;
  look();
});
timer = setTimeout(look, pause);

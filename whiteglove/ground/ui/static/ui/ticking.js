// <time data-until="reply in">: what remains, kept true without asking the server. Same words as times.py.
const span = (seconds) => {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  if (minutes < 1) return "under a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")}`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
};

const over = (seconds) => {
  const minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d over`;
  return hours ? `${hours}:${String(minutes % 60).padStart(2, "0")} over` : `${minutes} min over`;
};

const tick = () => {
  for (const time of document.querySelectorAll("time[data-until]")) {
    const left = (Date.parse(time.dateTime) - Date.now()) / 1000;
    const text = left >= 0 ? `${time.dataset.until} ${span(left)}`.trim() : over(-left);
    if (time.textContent !== text) time.textContent = text;
    time.classList.toggle("is-over", left < 0);
    time.classList.toggle("is-soon", left >= 0 && left <= 1800);
  }
};
setInterval(tick, 15_000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });

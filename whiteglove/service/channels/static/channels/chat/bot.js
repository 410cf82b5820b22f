// What only a desk with an answer bot needs: its mark, its links, and words to answer it with.
const { saysAutomatic: automatic = "" } = document.body.dataset;
const choices = document.getElementById("chat-offers");

export function dress(item, line) {
  item.querySelector(".chat-by").textContent = [line.name, automatic].filter(Boolean).join(" · ");
  item.querySelector(".chat-text").replaceChildren(...linked(line.text));
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/).map((part, place) => place % 2
    ? Object.assign(document.createElement("a"), { href: part, textContent: part, target: "_blank", rel: "noopener noreferrer" }) : part);
}

// Pressing one says it.
export function offer(words, say) {
  if (!choices || JSON.stringify(words) === choices.dataset.words) return;
  choices.dataset.words = JSON.stringify(words);
  choices.replaceChildren(...words.map((one) => Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: one, dir: "auto", onclick: () => say(one) })));
}

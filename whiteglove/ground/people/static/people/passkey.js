// <wg-passkey>: asks the device for a passkey and sends its answer with the form inside.
// Options come from the JSON script named in data-options, or are fetched from data-from; data-create makes a new key.
const BINARY = ["challenge", "id", "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// The server's JSON with every binary member turned into bytes; `user.id` and credential ids are called `id` too.
const decoded = (value, key = "", inside = "") => {
  if (typeof value === "string") return BINARY.includes(key) && inside !== "rp" ? bytes(value) : value;
  if (Array.isArray(value)) return value.map((one) => decoded(one, "", key));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, decoded(one, name, key)]));
  return value;
};

const encoded = (credential) => ({
  id: credential.id,
  rawId: letters(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: Object.fromEntries(BINARY.filter((name) => credential.response[name]).map((name) => [name, letters(credential.response[name])])),
});

const WORDS = {
  NotAllowedError: "The device didn't confirm, or it took too long. Try again.",
  InvalidStateError: "This device has a passkey for you already.",
  SecurityError: "Passkeys work only under the name this house was set up with, over https or on localhost.",
};

class Passkey extends HTMLElement {
  connectedCallback() {
    this.hidden = !window.PublicKeyCredential && !("create" in this.dataset);
    this.querySelector("[data-passkey]").addEventListener("click", () => this.ask());
  }

  async ask() {
    const form = this.querySelector("form");
    try {
      const credential = "create" in this.dataset ? await this.made(form) : await navigator.credentials.get(decoded(await this.options()));
      form.elements.credential.value = JSON.stringify(encoded(credential));
      form.submit();
    } catch (error) {
      this.say(WORDS[error.name] ?? "That didn't work on this device. Use your password, or another device.");
    }
  }

  async options() {
    if (this.dataset.options) return first(JSON.parse(document.getElementById(this.dataset.options).textContent));
    const answer = await fetch(this.dataset.from, { headers: { Accept: "application/json" } });
    return first(await answer.json());
  }

  async made(form) {
    const { publicKey } = decoded(await this.options());
    const alone = form.elements.passwordless?.checked ?? true;
    const selection = { ...publicKey.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
    if (alone) selection.userVerification = "required";
    return navigator.credentials.create({ publicKey: { ...publicKey, authenticatorSelection: selection } });
  }

  say(text) {
    const place = this.querySelector("[role=alert]");
    place.textContent = text;
    place.hidden = false;
  }
}

const first = (answer) => answer.creation_options ?? answer.request_options;
customElements.define("wg-passkey", Passkey);

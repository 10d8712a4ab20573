// Passkeys: asks our server for its question, the device for the answer, and sends the form with it. Without script, or where the
// browser knows no passkeys, these forms stay hidden: a code does the same.
const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (list) => (list ?? []).map((known) => ({ ...known, id: bytesOf(known.id) }));

async function made({ publicKey }) {
  publicKey.challenge = bytesOf(publicKey.challenge);
  publicKey.user.id = bytesOf(publicKey.user.id);
  publicKey.excludeCredentials = withBytes(publicKey.excludeCredentials);
  const key = await navigator.credentials.create({ publicKey });
  const response = {
    attestationObject: textOf(key.response.attestationObject),
    clientDataJSON: textOf(key.response.clientDataJSON),
    transports: key.response.getTransports?.() ?? [],
  };
  return { id: key.id, rawId: textOf(key.rawId), type: key.type, response, extensions: {} };
}

async function shown({ publicKey }) {
  publicKey.challenge = bytesOf(publicKey.challenge);
  publicKey.allowCredentials = withBytes(publicKey.allowCredentials);
  const key = await navigator.credentials.get({ publicKey });
  const { authenticatorData, clientDataJSON, signature, userHandle } = key.response;
  const response = {
    authenticatorData: textOf(authenticatorData),
    clientDataJSON: textOf(clientDataJSON),
    signature: textOf(signature),
    userHandle: userHandle ? textOf(userHandle) : null,
  };
  return { id: key.id, rawId: textOf(key.rawId), type: key.type, response, extensions: {} };
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  (form.closest("[data-passkey-place]") ?? form).hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const answer = await fetch(form.dataset.question, { method: "POST" });
      if (answer.redirected) return location.assign(answer.url);
      if (!answer.ok) throw new Error(String(answer.status));
      const question = await answer.json();
      const key = await (form.dataset.passkey === "create" ? made(question) : shown(question));
      form.elements.answer.value = JSON.stringify(key);
      form.submit();
    } catch {
      // Turned down, too late, or no such key on this device.
      failed.hidden = false;
      failed.focus?.();
    }
  });
}

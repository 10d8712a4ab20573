// The door of a conversation, on both sides. Who waits asks now and then whether it is open; the facilitator's page draws anew who
// waits when it hears of a change, or, where it hears nothing, now and then.
(() => {
  const EVERY = 2500;
  const outside = document.querySelector("[data-wait]");
  const inside = document.querySelector("[data-door]");
  let timer = 0;

  // Anything but the same page, such as a way in, is read anew by the browser itself.
  const knock = async () => {
    try {
      const answer = await fetch(location.href, { redirect: "manual", cache: "no-store" });
      const waits = answer.ok && (await answer.text()).includes("data-wait");
      if (answer.type === "opaqueredirect" || (answer.ok && !waits)) return location.reload();
    } catch {
      // No network for a moment: the next knock tells.
    }
    later(knock);
  };

  const look = async () => {
    try {
      const answer = await fetch(inside.dataset.door, { redirect: "manual", cache: "no-store" });
      if (answer.ok) draw(await answer.text());
    } catch {
      // The list stays as it is; the next look tells.
    }
  };

  const draw = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    if (same(fresh.content)) return;
    const focused = inside.contains(document.activeElement) ? document.activeElement.form?.action : null;
    inside.replaceChildren(fresh.content);
    const again = [...inside.querySelectorAll("form")].find((form) => form.action === focused);
    again?.querySelector("button")?.focus();
  };

  // Compared without white space, which the page around the part may lay out in its own way.
  const same = (content) => {
    const bare = (node) => {
      const box = document.createElement("div");
      box.append(node.cloneNode(true));
      return box.innerHTML.replace(/\s+/g, "");
    };
    return [...inside.childNodes].map(bare).join("") === bare(content);
  };

  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, EVERY);
  };

  if (outside) later(knock);
  if (!inside) return;
  addEventListener("present", look);
  if (document.querySelector("[data-live]")) return;
  const round = async () => {
    if (!document.hidden) await look();
    later(round);
  };
  later(round);
})();

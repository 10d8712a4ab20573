// Searches while one types: asks the same address that the button asks, and shows what it answers. The address bar keeps up, so
// that what one sees can be kept, sent and come back to. Without script the button does it all.
{
  const library = document.querySelector("[data-library]");
  const form = library?.querySelector("form.search");
  const field = form?.querySelector("input[type=search]");
  const PAUSE = 220;
  let timer = 0, asked = 0, shown = field?.value.trim();

  const address = () => {
    const words = new URLSearchParams(new FormData(form));
    if (!words.get(field.name).trim()) words.delete(field.name);
    const query = words.toString();
    return form.getAttribute("action") + (query ? `?${query}` : "");
  };

  const show = async () => {
    const words = field.value.trim();
    if (words === shown) return;
    const [turn, url] = [++asked, address()];
    library.dataset.busy = "yes";
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      // A login that ended, or an error: the button leads there with a page that says so.
      if (!answer.ok || answer.redirected || turn !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const results = page.querySelector("[data-results]");
      if (!results || turn !== asked) return;
      library.querySelector("[data-results]").replaceChildren(...results.childNodes);
      shown = words;
      history.replaceState(null, "", url);
    } catch {
      // No line: the button says so.
    } finally {
      if (turn === asked) delete library.dataset.busy;
    }
  };

  field?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  // Arrow down goes from the box into what was found, and on; escape goes back.
  library?.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp", "Escape"].includes(event.key) || event.altKey) return;
    const links = [...library.querySelectorAll(".found-list .item-title a")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== field) return;
    if (event.key === "Escape" && at < 0) return;
    const next = event.key === "Escape" ? -1 : at + (event.key === "ArrowDown" ? 1 : -1);
    (links[next] ?? (next < 0 ? field : links.at(-1)))?.focus();
    event.preventDefault();
  });
}

// The redaction page: shows in the story which word the panel is about, and brings it into view.
const threads = document.querySelector("[data-threads]");
if (threads) {
  const show = () => {
    const panel = threads.querySelector(".finding-row:target") ?? threads.querySelector(".finding-row");
    const links = document.querySelectorAll(".finding-link");
    links.forEach((link) => link.classList.toggle("finding-now", panel !== null && link.hash === `#${panel.id}`));
    if (location.hash) document.querySelector(".finding-now")?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", show);
  show();
}

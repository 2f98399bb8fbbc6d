// A marker opens its reference beside it. Without this script it leads to the list, which says the same and more.
(() => {
  const page = document.querySelector(".evidence-answer");
  const blank = page?.querySelector("template.blank-card");
  if (!blank) return;
  let card, marker, statement;

  const link = (entry) => `a[role="doc-noteref"][href='#${entry.id}']`;
  const cites = (entry, place) => entry.querySelector(`a[role="doc-backlink"][href='#${place}']`);
  const label = (entry) => entry.hasAttribute("value") ? entry.value : page.querySelector(link(entry)).textContent;

  function close() {
    if (!card) return;
    marker.removeAttribute("aria-expanded");
    const goesBack = card.contains(document.activeElement) || document.activeElement === document.body;
    card.remove();
    card = undefined;
    if (goesBack) marker.focus({ preventScroll: true });
  }

  function fill(entry) {
    const also = [...page.querySelectorAll(".references li[id]")].filter((one) => one !== entry && cites(one, statement));
    const body = card.querySelector(".card-body");
    body.replaceChildren(...[...entry.children].filter(
      (part) => !part.classList.contains("use") || !cites(entry, statement) || cites(part, statement)
    ).map((part) => part.cloneNode(true)));
    body.querySelectorAll('[role="doc-backlink"]').forEach((back) => back.remove());
    card.querySelector(".card-number").textContent = label(entry);
    card.setAttribute("aria-label", card.querySelector(".card-name").textContent);
    card.querySelector(".in-list").href = `#${entry.id}`;
    const others = card.querySelector(".also");
    others.hidden = !also.length;
    others.querySelectorAll("a").forEach((old) => old.remove());
    also.forEach((one) => {
      const other = document.createElement("a");
      other.href = `#${one.id}`;
      other.setAttribute("role", "doc-noteref");
      other.textContent = label(one);
      others.append(" ", other);
    });
  }

  function put() {
    const room = page.getBoundingClientRect();
    const at = marker.getClientRects()[0];
    const left = Math.min(at.left - room.left - 24, room.width - card.offsetWidth - 16);
    const below = innerHeight - at.bottom > card.offsetHeight + 16 || at.top < card.offsetHeight + 16;
    card.style.setProperty("--left", `${Math.max(left, 16)}px`);
    card.style.setProperty("--top", `${(below ? at.bottom + 8 : at.top - card.offsetHeight - 8) - room.top}px`);
  }

  function show() {
    put();
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function open(entry, from) {
    close();
    marker = from;
    statement = from.closest("[id]")?.id ?? from.closest("li")?.querySelector("a.go")?.hash.slice(1);
    card = blank.content.firstElementChild.cloneNode(true);
    fill(entry);
    (from.closest("li, p") ?? page).append(card);
    marker.setAttribute("aria-expanded", "true");
    show();
  }

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const chosen = event.target.closest('a[role="doc-noteref"]');
    const entry = chosen && document.getElementById(chosen.hash.slice(1));
    if (!entry) {
      if (card && (!card.contains(event.target) || event.target.closest(".close, .in-list"))) close();
      return;
    }
    event.preventDefault();
    if (card?.contains(chosen)) {
      fill(entry);
      show();
    } else if (card && chosen === marker) close();
    else open(entry, chosen);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("focusin", (event) => {
    if (card && !card.contains(event.target) && event.target !== marker) close();
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) close(); // on a phone the height changes with its address bar
    else if (card) put();
    width = innerWidth;
  });
})();

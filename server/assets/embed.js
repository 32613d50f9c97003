// The search of this archive on another site, by one tag:
//
//   <script src="https://…/embed.js" data-lang="kk" async></script>
//
// data-lang      language of the words: kk, ru or en; else that of the page
// data-filter    only these articles, as the API's filter: journal:"…"
// data-per-page  articles on a page, 1 to 20 (5)
// data-query     searched at once
// data-target    selector of the element to fill; else the place of the tag
//
// Everything is drawn in a shadow root, so neither site's styles reach the
// other. Texts are set as text, never as markup.
(function () {
  "use strict";
  const words = "{{words}}";
  const languages = ["kk", "ru", "en"];
  const tag = document.currentScript;
  const origin = new URL(tag.src).origin;
  const pageLang = (document.documentElement.lang || "").slice(0, 2);
  const lang = [tag.dataset.lang, pageLang].find((l) => languages.includes(l)) || "kk";
  const size = Math.min(Math.max(parseInt(tag.dataset.perPage, 10) || 5, 1), 20);
  const say = (key, ...values) => values.reduce((s, v, i) => s.replace("{" + i + "}", v), words[lang][key]);

  // Light or dark is inherited from the host page.
  const style = `
    :host { display: block; --link: light-dark(#0b5d75, #86c8d9); --soft: light-dark(#55605f, #a7b0ae);
      --line: light-dark(#dcd8cc, #454f52); --card: light-dark(#fff, #1b2225); --ink: light-dark(#1c2326, #e7e4dc);
      --mark: light-dark(#fbe9a9, #4a3a0c); --other: light-dark(#d8ecec, #1a3f45); }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .izde { padding: 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: var(--ink);
      font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
    form { display: flex; gap: .4rem; }
    input { flex: 1; min-width: 0; padding: .5rem .75rem; border: 1.5px solid var(--soft); border-radius: 7px; background: var(--card); color: inherit; font: inherit; }
    input::placeholder { color: var(--soft); opacity: 1; }
    button { padding: .45rem 1rem; border: 1px solid var(--link); border-radius: 7px; background: var(--link); color: var(--card); font: inherit; font-weight: 600; cursor: pointer; }
    button.link { padding: 0; border: 0; background: none; color: var(--link); text-decoration: underline; }
    button.step { background: none; color: var(--link); font-weight: 400; }
    :focus-visible { outline: 3px solid #b3541e; outline-offset: 2px; }
    ol { list-style: none; margin: 0; padding: 0; }
    li { padding: .8rem 0; border-top: 1px solid var(--line); }
    a { color: var(--link); }
    .title { font: 600 1.05rem/1.35 "Noto Serif", "PT Serif", Cambria, "Times New Roman", serif; text-decoration: none; }
    .title:hover { text-decoration: underline; }
    .soft, .status { color: var(--soft); font-size: .92rem; margin: .2rem 0 0; }
    .status { margin: .7rem 0; }
    .piece { margin: .3rem 0 0; font-size: .95rem; }
    mark { background: var(--mark); color: inherit; border-radius: 2px; }
    mark.m-translation, mark.m-romanisation { background: var(--other); }
    .foot { display: flex;  flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding-top: .7rem; border-top: 1px solid var(--line); }
    .foot a { margin-left: auto; font-size: .92rem; }`;

  function element(name, props, ...children) {
    const e = Object.assign(document.createElement(name), props);
    e.append(...children.filter((c) => c !== null && c !== undefined));
    return e;
  }

  // best is a text in the reader's language, or in the first there is.
  function best(texts, ...preferred) {
    for (const l of [lang, ...preferred, ...languages]) if (texts && texts[l]) return { text: texts[l], lang: l };
    return { text: "", lang };
  }

  // marked cuts a text at its marks, which count the bytes of its UTF-8.
  function marked(fragment) {
    const bytes = new TextEncoder().encode(fragment.text), read = new TextDecoder();
    const parts = [];
    let at = 0;
    for (const m of fragment.marks) {
      if (m.start < at || m.end > bytes.length) continue;
      parts.push(read.decode(bytes.subarray(at, m.start)));
      parts.push(element("mark", { className: "m-" + m.kind, textContent: read.decode(bytes.subarray(m.start, m.end)) }));
      at = m.end;
    }
    parts.push(read.decode(bytes.subarray(at)));
    return parts;
  }

  function hitElement(hit) {
    const a = hit.article, title = best(a.title, a.lang);
    const own = hit.fragments.find((f) => f.field === "title" && f.lang === title.lang && f.text === title.text);
    const pieces = hit.fragments.filter((f) => f.field !== "title");
    const piece = pieces.find((f) => f.lang === lang) || pieces[0];
    const names = (a.authors || []).map((p) => best(p.name).text).join(", ");
    const journal = best((a.journal || {}).title).text;
    const link = element("a", { className: "title", href: origin + "/" + lang + "/articles/" + encodeURIComponent(hit.id), lang: title.lang },
      ...(own ? marked(own) : [title.text || hit.id]));
    const others = languages.filter((l) => l !== title.lang && a.title && a.title[l]);
    return element("li", {}, link,
      ...others.map((l) => element("p", { className: "soft", lang: l, textContent: a.title[l] })),
      element("p", { className: "soft", textContent: [names, journal, a.year].filter(Boolean).join(" · ") }),
      piece ? element("p", { className: "piece", lang: piece.lang || "" }, ...marked(piece)) : null,
      hit.missing.length ? element("p", { className: "soft", textContent: say("hit.missing") + " " + hit.missing.join(", ") }) : null);
  }

  function start() {
    const host = element("div", {});
    const target = tag.dataset.target && document.querySelector(tag.dataset.target);
    if (target) target.append(host);
    else tag.after(host);
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet(); // unlike <style>, allowed by a host page that forbids inline styles
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];

    const input = element("input", { type: "search", name: "q", maxLength: 1000, placeholder: say("search.placeholder"), value: tag.dataset.query || "" });
    input.setAttribute("aria-label", say("search.label"));
    const form = element("form", {}, input, element("button", { textContent: say("search.button") }));
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", say("search.label") + ": " + new URL(origin).host);
    const status = element("p", { className: "status" });
    status.setAttribute("role", "status");
    const notices = element("div", {}), hits = element("ol", {}), foot = element("div", { className: "foot", hidden: true });
    root.append(element("div", { className: "izde", lang }, form, status, notices, hits, foot));

    let asked = null;
    async function search(page) {
      const q = input.value.trim();
      if (asked) asked.abort();
      if (!q) return;
      asked = new AbortController();
      const params = new URLSearchParams({ q, lang, page, "per-page": size, select: "title,authors,journal,year" });
      if (tag.dataset.filter) params.set("filter", tag.dataset.filter);
      try {
        const answer = await fetch(origin + "/api/v1/search?" + params, { signal: asked.signal, credentials: "omit" });
        if (!answer.ok) throw new Error(answer.status);
        show(await answer.json(), q, page);
      } catch (error) {
        if (error.name === "AbortError") return;
        notices.replaceChildren();
        hits.replaceChildren();
        foot.hidden = true;
        status.textContent = say("embed.failed");
      }
    }
    // noticesOf says what was searched in place of the words, or could be.
    function noticesOf(found, q) {
      const all = found.corrections.map((c) => {
        const other = element("button", { className: "link", type: "button", textContent: c.query });
        other.addEventListener("click", () => { input.value = c.query; search(1); input.focus(); });
        return element("p", { className: "soft" }, c.used ? say("results.corrected", q) : say("results.didyoumean"), " ", other);
      });
      if (found.relaxed) all.push(element("p", { className: "soft", textContent: say("results.relaxed") }));
      return all;
    }
    function show(found, q, page) {
      status.textContent = found.total ? say("results.total", found.total.toLocaleString(lang)) : say("empty.title");
      notices.replaceChildren(...noticesOf(found, q));
      hits.replaceChildren(...found.hits.map(hitElement));
      const step = (label, to) => {
        const b = element("button", { className: "step", type: "button", textContent: label });
        b.addEventListener("click", () => { search(to); input.focus(); });
        return b;
      };
      const all = new URLSearchParams({ q });
      if (tag.dataset.filter) all.set("filter", tag.dataset.filter);
      foot.hidden = false;
      foot.replaceChildren(
        page > 1 ? step("← " + say("paging.prev"), page - 1) : "",
        found.next ? step(say("paging.next") + " →", page + 1) : "",
        element("a", { href: origin + "/" + lang + "/?" + all, textContent: say("embed.all") }));
    }
    form.addEventListener("submit", (event) => { event.preventDefault(); search(1); });
    if (input.value) search(1);
  }
  start();
})();

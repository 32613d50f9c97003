// Suggestions under the search box, as an ARIA combobox with a list box
// (WAI-ARIA Authoring Practices, "list autocomplete with manual selection").
// Without this file the box is an ordinary form.
(function () {
  "use strict";
  const pause = 140; // ms without a key before asking: below the rhythm of typing
  for (const input of document.querySelectorAll("input[data-suggest]")) attach(input);

  function attach(input) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = input.id + "-suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.list);
    input.parentElement.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);

    let timer = 0, asked = null, chosen = -1, typed = input.value, found = [];

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function cancel() {
      clearTimeout(timer);
      if (asked) asked.abort();
    }
    async function ask() {
      cancel();
      const prefix = input.value.trim();
      if (prefix.length < 2) return close();
      asked = new AbortController();
      const address = input.dataset.suggest + "?" + new URLSearchParams({ q: prefix, lang: input.dataset.lang });
      try {
        const answer = await fetch(address, { signal: asked.signal });
        if (!answer.ok) return close();
        show((await answer.json()).suggestions);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    }
    function show(suggestions) {
      found = suggestions;
      chosen = -1;
      list.replaceChildren(...found.map((s, i) => {
        const option = document.createElement("li");
        option.id = list.id + "-" + i;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const text = document.createElement("span");
        text.textContent = s.text;
        if (s.lang) text.lang = s.lang;
        const what = document.createElement("span");
        what.className = "what";
        what.textContent = input.dataset[s.kind] || s.kind;
        option.append(text, what);
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(i); });
        return option;
      }));
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      if (found.length === 0) close();
    }
    function choose(i) {
      const options = list.children;
      if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
      chosen = i;
      if (chosen < 0) {
        input.removeAttribute("aria-activedescendant");
        input.value = typed;
        return;
      }
      options[chosen].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[chosen].id);
    }
    function take(i) {
      const s = found[i];
      close();
      if (s.kind === "title" && s.id) {
        location.assign(input.dataset.articles + encodeURIComponent(s.id));
        return;
      }
      const phrase = s.text.replace(/["\\]/g, " ");
      input.value = s.kind === "author" ? 'author:"' + phrase + '"' : s.text;
      input.form.requestSubmit();
    }

    input.addEventListener("input", () => {
      typed = input.value;
      cancel();
      timer = setTimeout(ask, pause);
    });
    input.addEventListener("blur", () => { cancel(); close(); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const open = !list.hidden, n = found.length;
      if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" && open) {
        event.preventDefault();
        choose(chosen + 1 < n ? chosen + 1 : -1);
      } else if (event.key === "ArrowUp" && open) {
        event.preventDefault();
        choose(chosen < 0 ? n - 1 : chosen - 1);
      } else if (event.key === "ArrowDown") {
        ask();
      } else if (event.key === "Enter" && open && chosen >= 0) {
        event.preventDefault();
        take(chosen);
      }
    });
  }
})();

package server

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"izde/corpus"
	"izde/indexer"
)

// localeKeys lists the keys of one file in their order.
func localeKeys(t *testing.T, lang string) []string {
	t.Helper()
	text, err := localeFiles.ReadFile("locale/" + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for line := range strings.Lines(string(text)) {
		if key, _, ok := strings.Cut(line, " = "); ok && !strings.HasPrefix(line, "#") {
			keys = append(keys, key)
		}
	}
	return keys
}

func TestLocalesHaveTheSameKeysAndPlaces(t *testing.T) {
	locales, err := loadLocales()
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join(localeKeys(t, corpus.English), "\n")
	places := regexp.MustCompile(`\{\d\}`)
	for _, lang := range corpus.Languages() {
		if got := strings.Join(localeKeys(t, lang), "\n"); got != want {
			t.Errorf("%s.txt and en.txt differ in keys", lang)
		}
		for key, text := range locales[lang].words {
			english := locales[corpus.English].words[key]
			for _, place := range places.FindAllString(english, -1) {
				if !strings.Contains(text, place) {
					t.Errorf("%s.txt: %s lacks %s", lang, key, place)
				}
			}
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s.txt: %s is empty", lang, key)
			}
		}
	}
}

// readable tells the files in which a key may be said.
func readable(path string) bool {
	return strings.HasSuffix(path, ".html") || strings.HasSuffix(path, ".js") ||
		strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go")
}

// goText is the code of the package.
func goText(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
		if !readable(name) {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// TestLocaleKeysAreUsed looks for each key, or for the group it belongs to,
// in the templates and the code.
func TestLocaleKeysAreUsed(t *testing.T) {
	groups := regexp.MustCompile(`^(lang|kind|references|sort|mark|field|facet|reason|note|problem|help)\.|^facets\.by`)
	var all strings.Builder
	for _, files := range []fs.FS{templateFiles, os.DirFS(".")} {
		err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && readable(path) {
				text, readErr := fs.ReadFile(files, path)
				all.Write(text)
				return readErr
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range localeKeys(t, corpus.English) {
		if !groups.MatchString(key) && !strings.Contains(all.String(), `"`+key+`"`) {
			t.Errorf("nothing says %s", key)
		}
	}
	locales, _ := loadLocales()
	for _, match := range regexp.MustCompile(`\bT "([a-z.-]+)"`).FindAllStringSubmatch(all.String(), -1) {
		if !locales["kk"].has(match[1]) {
			t.Errorf("a template says %s, which no locale has", match[1])
		}
	}
	for _, name := range filterFields() {
		if !locales["kk"].has("facet." + name) {
			t.Errorf("facet %s has no name", name)
		}
	}
}

// fill makes a value with something in every field, so that a template walks
// through all its branches.
func fill(v reflect.Value, depth int) {
	if depth > 8 || !v.CanSet() && v.Kind() != reflect.Pointer && v.Kind() != reflect.Struct {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*locale]() {
			return
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		fill(v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth+1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), depth+1)
		fill(v.Index(1), depth+1)
	case reflect.Array:
		fill(v.Index(0), depth+1)
		fill(v.Index(1), depth+1)
	case reflect.String:
		v.SetString("text")
	case reflect.Int:
		v.SetInt(3)
	case reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// setLocale gives a locale to everything that says words.
func setLocale(v reflect.Value, l *locale) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*locale]() {
			setLocale(v.Elem(), l)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			setLocale(v.Field(i), l)
		}
	case reflect.Slice:
		for i := range v.Len() {
			setLocale(v.Index(i), l)
		}
	}
	if v.Kind() != reflect.Struct || !v.CanAddr() {
		return
	}
	switch x := reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Interface().(type) { // also of unexported fields
	case *frame:
		x.locale = l
	case *hitView:
		x.locale = l
	case *facetView:
		x.locale = l
	}
}

func TestTemplatesExecuteFullAndEmpty(t *testing.T) {
	s := newServer(t, invented(0))
	views := map[string]func() any{
		"home": func() any { return &homeView{} }, "search": func() any { return &searchView{} },
		"article": func() any { return &articleView{} }, "facet": func() any { return &facetPageView{} },
		"help": func() any { return &helpView{} }, "embed": func() any { return &embedView{} }, "error": func() any { return &errorView{} },
	}
	for _, name := range pageNames() {
		for _, full := range []bool{false, true} {
			view := views[name]()
			v := reflect.ValueOf(view)
			if full {
				fill(v, 0)
			}
			setLocale(v, s.locales["kk"])
			body, err := s.pages.render(name, view)
			if err != nil {
				t.Errorf("%s, full %v: %v", name, full, err)
			}
			if !strings.Contains(string(body), "</html>") || strings.Contains(string(body), "ZgotmplZ") {
				t.Errorf("%s, full %v: half a page or a blocked value", name, full)
			}
		}
	}
	if len(views) != len(pageNames()) {
		t.Errorf("%d views for %d pages", len(views), len(pageNames()))
	}
}

func TestEveryFailureHasWords(t *testing.T) {
	s := newServer(t, invented(0))
	for _, err := range []error{indexer.ErrBadCursor, indexer.ErrBadRequest, indexer.ErrBusy, indexer.ErrNoGeneration, indexer.ErrNotFound} {
		if key := "problem." + asFailure(err).code; !s.locales["kk"].has(key) {
			t.Errorf("no words for %s", key)
		}
	}
	code := regexp.MustCompile(`code(?::|,.*=) *"([a-z-]+)"|\.code = "([a-z-]+)"`)
	text := goText(t)
	for _, match := range code.FindAllStringSubmatch(text, -1) {
		key := "problem." + match[1] + match[2]
		if !s.locales["kk"].has(key) && key != "problem.unknown-parameter" && key != "problem.repeated-parameter" {
			t.Errorf("no words for %s", key)
		}
	}
}

func TestFacetLabels(t *testing.T) {
	locales, err := loadLocales()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ why, lang, facet, value, label, want string }{
		{"languages are named in the reader's", "ru", "lang", "kk", "kk", "казахский"},
		{"a language without a name keeps its code", "ru", "lang", "tr", "", "tr"},
		{"a subject has its number and name", "kk", "irsti", "03", "03", "03 Тарих"},
		{"a subject unknown to the table keeps its number", "kk", "irsti", "99", "99", "99"},
		{"a UDC class has its name", "en", "udc", "8", "8", "8 Language and literature"},
		{"the engine's label is kept", "en", "author", "x1", "A. Akhmetov", "A. Akhmetov"},
	} {
		if got := locales[test.lang].facetLabel(test.facet, test.value, test.label); got != test.want {
			t.Errorf("%s: %q, want %q", test.why, got, test.want)
		}
	}
	if got := locales["kk"].N(1234567); got != "1\u00a0234\u00a0567" {
		t.Errorf("number %q", got)
	}
	if got := locales["en"].N(-1234); got != "-1,234" {
		t.Errorf("number %q", got)
	}
}

package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"izde/corpus"
	"izde/corpus/identifier"
)

// ConfigName is the file that says what the texts of a folder do not.
const ConfigName = "izde.yaml"

// Config is what an izde.yaml says. Everything in it is optional and fills only
// what an Article does not say of itself:
//
//	journal:                       # or one title without languages
//	  kk: Дала зерттеулері
//	  ru: Исследования степи
//	  en: Steppe Studies
//	series: {en: History}
//	issn: 1234-5679
//	eissn: 2345-6784
//	year: 2024
//	volume: 12
//	issue: 3
//	license: CC-BY-4.0
//	url: https://journal.example.kz/article/{doi}
//	lang: kk                       # of a text whose language cannot be told
//	files:                         # the same keys for single files
//	  issue-04.txt: {issue: 4}
//	  "2023-*.txt": {year: 2023}
//
// In url, {doi}, {id}, {year}, {volume} and {issue} are replaced; an Article
// that lacks the value gets no URL.
type Config struct {
	Settings `yaml:",inline"`
	Files    map[string]Settings `yaml:"files"`

	raw      []byte // of this file and those above it, for Hash
	patterns []pattern
}

// pattern is a key under files in this izde.yaml, with its line.
type pattern struct {
	text string
	line int
}

// Settings are the keys of an izde.yaml.
type Settings struct {
	Journal journalTitle `yaml:"journal"`
	Series  langText     `yaml:"series"`
	ISSN    string       `yaml:"issn"`
	EISSN   string       `yaml:"eissn"`
	Year    int          `yaml:"year"`
	Volume  string       `yaml:"volume"`
	Issue   string       `yaml:"issue"`
	License string       `yaml:"license"`
	Licence string       `yaml:"licence"` // either spelling
	URL     string       `yaml:"url"`
	Lang    string       `yaml:"lang"`
}

// langText is a text by language, or one text whose language is identified.
type langText corpus.Text

func (t *langText) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*t = langText{identify(n.Value): n.Value}
		return nil
	}
	var m map[string]string
	if err := n.Decode(&m); err != nil {
		return err
	}
	*t = langText{}
	for i := 0; i < len(n.Content); i += 2 {
		k := n.Content[i]
		if v, ok := m[k.Value]; ok {
			code, known := langCode(k.Value)
			if !known {
				return fmt.Errorf("line %d: %q is no language code", k.Line, k.Value)
			}
			(*t)[code] = v
		}
	}
	return nil
}

// journalTitle is the title of the journal; under the key journal, the other
// keys of a journal may stand too.
type journalTitle struct {
	Title       langText
	Series      langText
	ISSN, EISSN string
}

func (j *journalTitle) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.MappingNode {
		for i := 0; i < len(n.Content); i += 2 {
			if slices.Contains([]string{"title", "series", "issn", "eissn"}, n.Content[i].Value) {
				return j.nested(n)
			}
		}
	}
	return j.Title.UnmarshalYAML(n)
}

func (j *journalTitle) nested(n *yaml.Node) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		var err error
		switch k.Value {
		case "title":
			err = j.Title.UnmarshalYAML(v)
		case "series":
			err = j.Series.UnmarshalYAML(v)
		case "issn":
			err = v.Decode(&j.ISSN)
		case "eissn":
			err = v.Decode(&j.EISSN)
		default:
			err = fmt.Errorf("line %d: unknown key %q in journal", k.Line, k.Value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readConfig reads one izde.yaml; a folder without one has a nil Config.
func readConfig(name string) (*Config, error) {
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, plainIO(err))
	}
	c := &Config{raw: raw}
	text, err := decodeText(raw, nil)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	var root yaml.Node
	d := yaml.NewDecoder(strings.NewReader(text))
	if err := d.Decode(&root); err == io.EOF {
		return c, nil // comments at most
	} else if err != nil {
		return nil, fmt.Errorf("reading %s %s", name, syntaxOfConfig(text, err))
	}
	if err := d.Decode(&yaml.Node{}); err != io.EOF {
		return nil, fmt.Errorf("reading %s: a second document (---) in it", name)
	}
	d = yaml.NewDecoder(strings.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(c); err != nil {
		return nil, fmt.Errorf("reading %s %s", name, configFault(err))
	}
	if keys, err := c.check(); err != nil {
		return nil, fmt.Errorf("reading %s line %d: %w", name, lineOf(&root, keys), err)
	}
	c.patterns = patternsOf(&root)
	return c, nil
}

// patternsOf are the keys under files in a document.
func patternsOf(root *yaml.Node) (out []pattern) {
	top := root.Content[0]
	for i := 0; i+1 < len(top.Content); i += 2 {
		if top.Content[i].Value != "files" {
			continue
		}
		files := top.Content[i+1]
		for k := 0; k+1 < len(files.Content); k += 2 {
			out = append(out, pattern{files.Content[k].Value, files.Content[k].Line})
		}
	}
	return out
}

// matches says whether a pattern is that of the file of a name. Some systems
// write letters and their marks apart in names.
func matches(pattern, name string) bool {
	pattern, name = norm.NFC.String(pattern), norm.NFC.String(name)
	ok, _ := path.Match(pattern, name)
	return ok || pattern == name
}

// lineOf is the line of the value under keys within keys, or of what stands nearest
// to it.
func lineOf(n *yaml.Node, keys []string) int {
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, key := range keys {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				n = n.Content[i+1]
				break
			}
		}
	}
	return n.Line
}

var (
	unknownKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(line \d+): field (\S+)`) })
	wrongType  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("^(line \\d+): cannot unmarshal !!(\\w+)(?: `(.*)`)? into (\\S+)$")
	})
	placeholder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[^{}]*\}`) })
)

// syntaxOfConfig words an error of YAML itself as "line 3: …".
func syntaxOfConfig(text string, err error) string {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.HasPrefix(strings.TrimLeft(line, " "), "\t") && strings.TrimSpace(line) != "" {
			return fmt.Sprintf("line %d: begins with a tab: YAML wants spaces", n)
		}
	}
	fault := configFault(err)
	place, what, ok := strings.Cut(fault, ": ")
	if !ok || !strings.HasPrefix(place, "line ") {
		return ": not valid YAML: " + fault
	}
	return place + ": not valid YAML: " + what
}

// configFault words all the faults that the yaml package names, each as "line 3: …".
func configFault(err error) string {
	t, ok := errors.AsType[*yaml.TypeError](err)
	if !ok || len(t.Errors) == 0 {
		return strings.TrimPrefix(err.Error(), "yaml: ")
	}
	var faults []string
	for _, s := range t.Errors {
		faults = append(faults, fieldFault(s))
	}
	return strings.Join(faults, "; ")
}

// fieldFault words one of them.
func fieldFault(s string) string {
	if m := unknownKey().FindStringSubmatch(s); m != nil {
		return fmt.Sprintf("%s: unknown key %q", m[1], m[2])
	}
	m := wrongType().FindStringSubmatch(s)
	if m == nil {
		return s
	}
	is := map[string]string{"seq": "a list", "map": "keys and values"}[m[2]]
	if is == "" {
		is = fmt.Sprintf("%q", m[3])
	}
	wants := map[string]string{"string": "a text", "int": "a number"}[m[4]]
	if wants == "" {
		wants = "keys and values"
	}
	if _, err := strconv.Atoi(m[3]); err == nil && m[4] == "int" {
		wants += " without quotation marks"
	}
	return fmt.Sprintf("%s: %s where %s should be", m[1], is, wants)
}

// check refuses values that no Article could take. keys lead to the value.
func (c *Config) check() (keys []string, err error) {
	if key, err := c.Settings.check(); err != nil {
		return key, err
	}
	for _, pattern := range sortedKeys(c.Files) {
		if _, err := path.Match(pattern, ""); err != nil {
			return []string{"files"}, fmt.Errorf("files: %q is no pattern of file names", pattern)
		}
		if key, err := c.Files[pattern].check(); err != nil {
			return append([]string{"files", pattern}, key...), err
		}
	}
	return nil, nil
}

func (s Settings) check() (keys []string, err error) {
	for _, v := range []struct {
		keys []string
		issn string
	}{
		{[]string{"issn"}, s.ISSN}, {[]string{"eissn"}, s.EISSN},
		{[]string{"journal", "issn"}, s.Journal.ISSN}, {[]string{"journal", "eissn"}, s.Journal.EISSN},
	} {
		if v.issn != "" && !identifier.ISSN(v.issn) {
			return v.keys, fmt.Errorf("%q is no ISSN: it has the form 1234-5679, and the last digit must agree with the others", v.issn)
		}
	}
	if s.Lang != "" {
		if _, known := langCode(s.Lang); !known {
			return []string{"lang"}, fmt.Errorf("lang: %q is no language code", s.Lang)
		}
	}
	if s.Year != 0 && (s.Year < 1500 || s.Year > 2200) {
		return []string{"year"}, fmt.Errorf("year: %d is no year", s.Year)
	}
	return []string{"url"}, checkURL(s.URL)
}

// checkURL refuses a pattern that could make no URL.
func checkURL(pattern string) error {
	if pattern == "" {
		return nil
	}
	for _, name := range placeholder().FindAllString(pattern, -1) {
		if !slices.Contains(placeholders(), name) {
			return fmt.Errorf("url: %s is unknown; there are %s", name, strings.Join(placeholders(), " "))
		}
	}
	if u, err := url.Parse(placeholder().ReplaceAllString(pattern, "x")); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("url: %q begins with no http:// or https:// and site", pattern)
	}
	return nil
}

func placeholders() []string { return []string{"{doi}", "{id}", "{year}", "{volume}", "{issue}"} }

// under fills what c does not say from the configuration of the folder above.
func (c *Config) under(above *Config) *Config {
	if above == nil {
		return c
	}
	if c == nil {
		c = &Config{}
	}
	files := maps.Clone(above.Files)
	if files == nil {
		files = map[string]Settings{}
	}
	maps.Copy(files, c.Files)
	return &Config{
		Settings: c.Settings.over(above.Settings),
		Files:    files,
		raw:      slices.Concat(above.raw, []byte{0}, c.raw),
	}
}

func (c *Config) bytes() []byte {
	if c == nil {
		return nil
	}
	return c.raw
}

// over is s where it says something and base elsewhere.
func (s Settings) over(base Settings) Settings {
	keep := func(dst *string, v string) {
		if *dst == "" {
			*dst = v
		}
	}
	if len(s.Journal.Title) == 0 {
		s.Journal.Title = base.Journal.Title
	}
	if len(s.Journal.Series) == 0 {
		s.Journal.Series = base.Journal.Series
	}
	if len(s.Series) == 0 {
		s.Series = base.Series
	}
	if s.Year == 0 {
		s.Year = base.Year
	}
	keep(&s.ISSN, base.ISSN)
	keep(&s.EISSN, base.EISSN)
	keep(&s.Journal.ISSN, base.Journal.ISSN)
	keep(&s.Journal.EISSN, base.Journal.EISSN)
	keep(&s.Volume, base.Volume)
	keep(&s.Issue, base.Issue)
	keep(&s.License, base.License)
	keep(&s.Licence, base.Licence)
	keep(&s.URL, base.URL)
	keep(&s.Lang, base.Lang)
	return s
}

// settings are those of the file: its own entries under files, then the folder.
func (f File) settings() Settings {
	if f.config == nil {
		return Settings{}
	}
	s := f.config.Settings
	base := filepath.Base(f.Path)
	for _, pattern := range sortedKeys(f.config.Files) {
		if matches(pattern, base) {
			s = f.config.Files[pattern].over(s)
		}
	}
	return s
}

// sortedKeys orders patterns so that a longer one, which says more, comes
// last and wins.
func sortedKeys(m map[string]Settings) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if d := len(a) - len(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return keys
}

// apply fills what the Article does not say.
func (s Settings) apply(a *corpus.Article) {
	fill := func(dst *string, values ...string) {
		for _, v := range values {
			if *dst == "" {
				*dst = v
			}
		}
	}
	if len(a.Journal.Title) == 0 && len(s.Journal.Title) > 0 {
		a.Journal.Title = corpus.Text(s.Journal.Title)
	}
	if series := s.Series; len(a.Journal.Series) == 0 {
		if len(series) == 0 {
			series = s.Journal.Series
		}
		if len(series) > 0 {
			a.Journal.Series = corpus.Text(series)
		}
	}
	fill(&a.Journal.ISSN, s.ISSN, s.Journal.ISSN)
	fill(&a.Journal.EISSN, s.EISSN, s.Journal.EISSN)
	fill(&a.Volume, s.Volume)
	fill(&a.Issue, s.Issue)
	fill(&a.License, s.License, s.Licence)
	if a.Year == 0 {
		a.Year = s.Year
	}
	if a.URL == "" && s.URL != "" {
		a.URL = articleURL(s.URL, a)
	}
}

// articleURL fills a URL pattern; it is empty where the Article lacks a value
// that the pattern wants.
func articleURL(pattern string, a *corpus.Article) string {
	year := ""
	if a.Year != 0 {
		year = fmt.Sprint(a.Year)
	}
	for _, v := range []struct{ name, value string }{
		{"{doi}", a.DOI}, {"{id}", a.ID}, {"{year}", year}, {"{volume}", a.Volume}, {"{issue}", a.Issue},
	} {
		if !strings.Contains(pattern, v.name) {
			continue
		}
		if v.value == "" {
			return ""
		}
		pattern = strings.ReplaceAll(pattern, v.name, v.value)
	}
	return pattern
}

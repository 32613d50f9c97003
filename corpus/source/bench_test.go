package source

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"izde/corpus"
)

// BenchmarkReadLines reads records of the size of an article with abstracts in
// three languages and twenty references, whose fields are given or are only
// printed entries.
func BenchmarkReadLines(b *testing.B) {
	for _, parsed := range []bool{true, false} {
		a := &corpus.Article{ID: "a", Lang: "kk", Kind: "article", Year: 2020, Abstract: corpus.Text{},
			Title: corpus.Text{"kk": "Дала өлкесінің тарихы", "ru": "История степного края", "en": "A history of the steppe"}}
		for _, lang := range corpus.Languages() {
			a.Abstract[lang] = strings.Repeat("дала тарихы мен мәдениеті ", 25)
		}
		for i := range 20 {
			r := corpus.Reference{N: i + 1, Text: fmt.Sprintf("Сеитов А.Б. Торговые пути Приаралья, %d // Вестник истории. – 2014. – Т. 12. – № 3. – С. 45–58.", i)}
			if parsed {
				r.Authors, r.Year, r.Title, r.Container = []string{"Сеитов А.Б."}, 2014, "Торговые пути Приаралья", "Вестник истории"
			}
			a.References = append(a.References, r)
		}
		line, err := json.Marshal(a)
		if err != nil {
			b.Fatal(err)
		}
		name := map[bool]string{true: "references with fields", false: "references as printed"}[parsed]
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			b.ReportAllocs()
			var p recordParser
			for b.Loop() {
				a, _, err := p.next(line)
				if err != nil {
					b.Fatal(err)
				}
				ParseReferences(a)
			}
		})
	}
}

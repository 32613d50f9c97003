package analyzers_test

import (
	"strings"
	"testing"

	"izde/analyzers"
)

// Texts of our own in which words come again, as they do in an archive.
const (
	kkBenchText = `Қазақстан Республикасының сыртқы саясаты тәуелсіздік жылдарында қалыптасты. Мақалада гуманитарлық дипломатияның
		мазмұны мен бағыттары, оның аймақтық ынтымақтастықтағы рөлі қарастырылады. Зерттеу барысында салыстырмалы талдау әдісі
		қолданылды, 2019–2022 жылдардағы деректер пайдаланылды. Авторлар АҚШ-тың, Қытайдың және Ресейдің Орталық Азиядағы
		мүдделерін салыстырады. COVID-19 пандемиясы білім беру жүйесіне елеулі әсер етті. Қорытындыда мемлекеттік органдарға
		арналған ұсыныстар беріледі, болашақ зерттеулердің міндеттері айқындалады. `
	ruBenchText = `Внешняя политика Республики Казахстан сложилась в годы независимости. В статье рассматриваются содержание и
		направления гуманитарной дипломатии, её роль в региональном сотрудничестве. В исследовании применён сравнительный
		анализ, использованы данные 2019–2022 годов. Авторы сопоставляют интересы США, Китая и России в Центральной Азии.
		Пандемия COVID-19 существенно повлияла на систему образования. В заключении даны рекомендации государственным органам. `
	enBenchText = `The foreign policy of the Republic of Kazakhstan took shape in the years of independence. The article considers
		the content and directions of humanitarian diplomacy and its role in regional cooperation. The study uses comparative
		analysis and data of 2019-2022. The authors compare the interests of the USA, China and Russia in Central Asia. The
		COVID-19 pandemic had a substantial effect on the system of education. Recommendations to state bodies are given. `
)

func BenchmarkAppendTokens(b *testing.B) {
	for _, row := range []struct{ name, text string }{
		{"kk", kkBenchText}, {"ru", ruBenchText}, {"en", enBenchText}, {"key", ruBenchText}, {"name", ruBenchText},
	} {
		b.Run(row.name, func(b *testing.B) {
			a, err := analyzers.For(row.name)
			if err != nil {
				b.Fatal(err)
			}
			text := []byte(strings.Repeat(row.text, 20))
			var scratch analyzers.Scratch
			tokens := a.AppendTokens(nil, text, &scratch)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				tokens = a.AppendTokens(tokens[:0], text, &scratch)
			}
			b.ReportMetric(float64(len(tokens))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
		})
	}
}

func TestRepeatedWordsAllocateNothing(t *testing.T) {
	for _, a := range all(t) {
		text := []byte(kkBenchText + ruBenchText + enBenchText)
		var scratch analyzers.Scratch
		tokens := a.AppendTokens(nil, text, &scratch)
		if n := testing.AllocsPerRun(10, func() { tokens = a.AppendTokens(tokens[:0], text, &scratch) }); n > 0 {
			t.Errorf("%s: %v allocations over a text of known words", a.Name(), n)
		}
	}
}

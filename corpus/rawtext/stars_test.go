package rawtext

import (
	"strings"
	"testing"
)

// TestSummariesUnderStars gives the paragraphs under three stars, after the
// references, to the article that they sum up.
func TestSummariesUnderStars(t *testing.T) {
	article := func(stars, title, name string) string {
		return title + "\n\n" + name + "\n\n" +
			"     Мосты через малые реки степи строили из дерева, и ни один из них не\nпережил своего мастера. О том, как их чинили, говорят счета волостей, в\n" +
			"которых записано каждое бревно и каждый гвоздь.\n     Счета сохранились не везде. Мы прочли те, что лежат в двух архивах, и\nсравнили их с картами, на которых мосты отмечены [1].\n\nЛитература\n\n" +
			"1. Орлов Н.Н. Мосты степи. – Алматы: Берег, 1999. – 120 с.\n2. Ким О.А. Счета волостей // Река. – 2003. – № 2. – С. 11–19.\n\n" + stars +
			"\n     Мақалада даланың шағын өзендеріндегі көпірлердің тарихы болыс есептері\nбойынша қарастырылады. Олардың қалай жөнделгені көрсетілген.\n" + stars +
			"\n     The article tells the history of the bridges over small rivers of the\nsteppe by the accounts of the volosts. It is shown how they were mended.\n"
	}
	for _, stars := range []string{"* * *", "***", "⁂", "                    *   *   *"} {
		res := Split("a.txt", article(stars, "МОСТЫ ЧЕРЕЗ МАЛЫЕ РЕКИ", "Н.Н. Орлов")+"\n"+article(stars, "ПАРОМЫ НА БОЛЬШОЙ РЕКЕ", "О.А. Ким"), Options{})
		if len(res.Articles) != 2 {
			t.Errorf("%s: %d articles", stars, len(res.Articles))
			continue
		}
		for i, a := range res.Articles {
			if !strings.HasPrefix(a.Abstract["kk"], "Мақалада") || !strings.HasSuffix(a.Abstract["en"], "they were mended.") || len(a.References) != 2 {
				t.Errorf("%s, article %d: %v, %d references", stars, i, a.Abstract, len(a.References))
			}
		}
	}
}

package xmltree

import (
	"errors"
	"strings"
	"testing"
)

func TestTree(t *testing.T) {
	root, err := Parse([]byte("<a xml:lang='kk'>\n<b>x <i>y</i>&nbsp;z<br/>w</b><c/><d><b>q</b></d></a>"))
	if err != nil {
		t.Fatal(err)
	}
	b := root.All("b")
	if len(b) != 2 || b[0].Plain() != "x y z w" || b[0].Plain("i") != "x z w" || b[0].Line != 2 || b[1].Lang() != "kk" {
		t.Errorf("%d elements, %q at line %d in %q", len(b), b[0].Plain(), b[0].Line, b[1].Lang())
	}
	if root.First("a", "d", "b").Plain() != "q" || root.First("a", "none", "b") != nil {
		t.Error("First goes down a path")
	}
}

func TestLimits(t *testing.T) {
	if _, err := Parse([]byte(strings.Repeat("<a>", MaxDepth+1))); !errors.Is(err, ErrDeep) {
		t.Errorf("deep nesting: %v", err)
	}
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>`
	if root, err := Parse([]byte(bomb)); err == nil && len(root.First("x").Plain()) > 10 {
		t.Errorf("entities of the document are expanded: %q", root.First("x").Plain())
	}
	if _, err := Parse([]byte("  ")); err == nil {
		t.Error("a document without elements is no error")
	}
	if root, err := Parse([]byte("<a><b>x</c></a>")); err != nil || root.First("a", "b").Plain() != "x" {
		t.Errorf("a stray end tag: %v", err)
	}
}

// What a file states of its encoding is not always true once it was saved again.
func TestEncodings(t *testing.T) {
	rows := []struct{ says, data string }{
		{"as stated", "<?xml version='1.0' encoding='windows-1251'?><a>\xf1\xf2\xe5\xef\xfc</a>"},
		{"UTF-8 that states Windows-1251", "<?xml version='1.0' encoding='windows-1251'?><a>степь</a>"},
		{"Windows-1251 that states UTF-8", "<?xml version='1.0' encoding='UTF-8'?><a>\xf1\xf2\xe5\xef\xfc</a>"},
		{"Windows-1251 that states nothing", "<a>\xf1\xf2\xe5\xef\xfc</a>"},
		{"UTF-8 that states UTF-16", "<?xml version='1.0' encoding='UTF-16'?><a>степь</a>"},
	}
	for _, row := range rows {
		if root, err := Parse([]byte(row.data)); err != nil || root.First("a").Plain() != "степь" {
			t.Errorf("%s: %q %v", row.says, root.First("a").Plain(), err)
		}
	}
}

// A control character out of a pasted text does not cost the document, and what
// stands for it is one still, so that it is told when the text is cleaned.
func TestForbiddenCharacters(t *testing.T) {
	root, err := Parse([]byte("<a>сте\x02пь\ufffe \x00и\uffff</a>"))
	if got := root.First("a").Plain(); err != nil || got != "сте\x7fпь\x7f \x7fи\x7f" {
		t.Errorf("%q %v", got, err)
	}
	root, err = Parse([]byte("<?xml version='1.0' encoding='windows-1251'?><a>\xef\xbf\xbe\xea\x02</a>"))
	if got := root.First("a").Plain(); err != nil || got != "пїѕк\x7f" {
		t.Errorf("in another encoding: %q %v", got, err)
	}
}

// TestACutDocument: what is there is read, and the cut is told with its line.
func TestACutDocument(t *testing.T) {
	root, err := Parse([]byte("<a>\n<b>x</b>\n<c>сте"))
	fault, ok := errors.AsType[*Fault](err)
	if !ok || fault.Line != 3 || !strings.Contains(err.Error(), "ends within <c>") || root.First("a", "b").Plain() != "x" || root.First("a", "c").Plain() != "сте" {
		t.Errorf("%v, %v", root.First("a").Plain(), err)
	}
	if _, err := Parse([]byte("<a><b>x</b></a>\n<!-- saved -->\n")); err != nil {
		t.Errorf("a whole document: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("<a xml:lang='kk'><b>x</b>&nbsp;</a>")
	f.Add("<?xml version='1.0' encoding='windows-1251'?><a>\xea</a>")
	f.Fuzz(func(t *testing.T, s string) {
		root, _ := Parse([]byte(s))
		root.Plain()
		root.All("a")
	})
}

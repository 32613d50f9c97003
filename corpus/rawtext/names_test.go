package rawtext

import (
	"fmt"
	"strings"
	"testing"
)

// TestReadNames reads lines of authors: name and marks of each.
func TestReadNames(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"А. Иванов¹, Б. Петров¹,²*", "А. Иванов [1], Б. Петров [1 2 *]"},
		{"Ivanov A.B., Petrov, C.D.", "Ivanov A.B., Petrov C.D."},
		{"Иванова А.,¹* Петров Б.,¹ Ким В.²", "Иванова А. [1 *], Петров Б. [1], Ким В. [2]"},
		{"А. Иванова,1 Б. Петров,1,2 В. Ким2*", "А. Иванова [1], Б. Петров [1 2], В. Ким [2 *]"},
		{"Anna Ivanova,¹ Boris Petrov²*", "Anna Ivanova [1], Boris Petrov [2 *]"},
		{"Anna Ivanova, ¹Boris Petrov, ²Carl Kim", "Anna Ivanova, Boris Petrov [1], Carl Kim [2]"},
		{"1Ivanov Oleg, 2*Petrova Anna", "Ivanov Oleg [1], Petrova Anna [2 *]"},
		{"1) Ахметов А. С., 1), 2) Орлов Н. Б., 3) K. Sato", "Ахметов А. С. [1], Орлов Н. Б. [1 2], K. Sato [3]"},
		{"Dana Akhmetova a,b, Oleg Kim b", "Dana Akhmetova [1 2], Oleg Kim [2]"},
		{"Akhmetova D.ᵃ, Kim O.ᵇ", "Akhmetova D. [1], Kim O. [2]"},
		{"А.Б. Аман*, Л.Ю. Ким**", "А.Б. Аман [*], Л.Ю. Ким [**]"},
		{"Иванов А.Б. Петров В.Г. Ким Д.", "Иванов А.Б., Петров В.Г., Ким Д."},
		{"А. Иванов Б. Петров", "А. Иванов, Б. Петров"},
		{"Айгуль Н. РАХИМОВА1, Олег В. КИМ2", "Айгуль Н. РАХИМОВА [1], Олег В. КИМ [2]"},
		{"S. van der Meer3, С. ван дер Меер3, А. дель Рио", "S. van der Meer [3], С. ван дер Меер [3], А. дель Рио"},
		{"Kim O. (a), Orlov N. (b)*", "Kim O. [1], Orlov N. [2 *]"},
		{"Kim O. (Oral), Orlov N.", "Kim O., Orlov N."},
		{"van Dijk P., ван Дейк П.", "van Dijk P., ван Дейк П."},
		{"Bekmuratov ZH.S., YErmek A.", "Bekmuratov ZH.S., YErmek A."},
		{"В.А. Зимин, д-р техн. наук, гл. науч. сотр.; С.М. Аскар, доцент", "В.А. Зимин, С.М. Аскар"},
		{"FILIN Roman, Engineer; OMAR Dias, Doctoral Student", "FILIN Roman, OMAR Dias"},
		{"1АХМЕТОВ Алибек Маратович, к.т.н., a.b@example.kz; 2*КИМ Олег", "АХМЕТОВ Алибек Маратович [1], КИМ Олег [2 *]"},
		{"Ахметов А.Б. [1], Ким О. [1,2]", "Ахметов А.Б. [1], Ким О. [1 2]"},
		{"Д.Е. Сериков1 – PhD, А.К. Ким2 – магистр", "Д.Е. Сериков [1], А.К. Ким [2]"},
		{"Ibadulla R.A., Candidate of Geographical Sciences, Kim O., Master", "Ibadulla R.A., Kim O."},
		{"Kozhabek U.S., Candidate of Physical and Mathematical Sciences", "Kozhabek U.S."},
		{"M.К. Орынбек, А.С. Тілеубай", "М.К. Орынбек, А.С. Тілеубай"},
		{"М.K. Orynbek, D.Ya. Kim", "M.K. Orynbek, D.Ya. Kim"},
		{"Авторы: Сериков Д.Е., Ким А.К.", "Сериков Д.Е., Ким А.К."},
		{"Зауыттық А 89,4 99,0 2,6 11,0", ""},
		{"Saryarqa Technical University, Almaty, Kazakhstan", ""},
		{"БИДАЙ (TRITICUM AESTIVUM L.) ӨНІМІ", ""},
	} {
		var got []string
		for _, p := range readNames(tt.line).list {
			one := p.name
			if len(p.marks) > 0 {
				one += " " + fmt.Sprint(p.marks)
			}
			got = append(got, one)
		}
		if g := strings.Join(got, ", "); g != tt.want {
			t.Errorf("%s\n   got %s\n  want %s", tt.line, g, tt.want)
		}
	}
}

// TestNamesGoOn tells a line that ends inside a name from one that ends after
// it.
func TestNamesGoOn(t *testing.T) {
	for _, tt := range []struct {
		prev, cur string
		want      bool
	}{
		{"А.Б. Иванов, Д.Е.", "Ким², Н.А. Орал", true},
		{"Dana Akhmetova 1, Assel", "Tokbergen 1, Hannah Loewe", true},
		{"Рысбаева К.Л., Орлов Л.", "К., Сатов Е.", true},
		{"Айгуль Н. РАХИМОВА1, Олег В.", "КИМ2, Анна А. ЦОЙ", true},
		{"АХМЕТОВ Алибек Маратович, ФИЛИН Роман", "Олегович, инженер", true},
		{"Иванов А.Б., доктор с.-х.", "наук, Ким О.", true},
		{"KIM Stepan, Dr. of", "Tech. Sci., Professor", true},
		{"Иванов А.Б., Ким О.Е.,", "Сатов Е.", true},
		{"Иванов А.Б., Ким О.Е.", "Сатов Е.", false},
		{"А.Б. Иванов, С. ван дер", "Меер3", true},
		{"А.Б. Иванов", "ЭКОНОМИКА", false},
		{"Dana Akhmetova", "Oleg Kim", false},
	} {
		if got := namesGoOn(tt.prev, tt.cur); got != tt.want {
			t.Errorf("%s | %s: %v, want %v", tt.prev, tt.cur, got, tt.want)
		}
	}
}

// TestPartAffiliations cuts addresses at the numbers that authors bear.
func TestPartAffiliations(t *testing.T) {
	bl := byline{persons: []person{{name: "A. B", marks: []string{"1"}}, {name: "C. D", marks: []string{"2", "3"}}}}
	for _, tt := range []struct{ text, want string }{
		{"1Institute A, City; 2 №8 Clinic, City 3Centre", "1Institute A, City;|2 №8 Clinic, City|3Centre"},
		{"1Institute A, Abay Street, 12, City 4 Quarter", "1Institute A, Abay Street, 12, City 4 Quarter"},
		{"(1) Institute A, City; (2) Institute B", "(1) Institute A, City;|2) Institute B"},
		{"1 – Institute A, City; 2 – Institute B", "1 – Institute A, City;|2 – Institute B"},
		{"Institute A, City 2 Institute B", "Institute A, City 2 Institute B"},
	} {
		if got := strings.Join(bl.partAffiliations(tt.text), "|"); got != tt.want {
			t.Errorf("%s\n   got %s\n  want %s", tt.text, got, tt.want)
		}
	}
}

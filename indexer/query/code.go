package query

import "strings"

// yearSpan is what follows year: 2019, 2019..2022, ..2020, >=2019, 201*.
type yearSpan struct {
	from, to int
	end      int // index behind it
	swapped  bool
}

// years reads the value of the field year at i.
func (p *parser) years(i int) (yearSpan, bool) {
	if y, ok := p.comparedYear(i); ok {
		return y, p.yearEnded(y.end)
	}
	if mark := p.rangeMark(i); mark > 0 && !hyphen(p.at(i)) {
		to, end, ok := p.year(i + mark)
		return yearSpan{to: to, end: end}, ok && p.yearEnded(end)
	}
	from, end, ok := p.year(i)
	if !ok {
		return p.decade(i)
	}
	y := yearSpan{from: from, to: from, end: end}
	if mark := p.rangeMark(end); mark > 0 {
		to, end, ok := p.year(end + mark)
		if ok {
			y.to, y.end = to, end
		} else {
			y.to, y.end = 0, y.end+mark
		}
	} else if to, end, ok := p.spacedYear(end); ok {
		y.to, y.end = to, end
	}
	if y.to > 0 && y.from > y.to {
		y.from, y.to, y.swapped = y.to, y.from, true
	}
	return y, p.yearEnded(y.end)
}

// comparedYear reads >=2019, <2019 and the like.
func (p *parser) comparedYear(i int) (yearSpan, bool) {
	sign := p.at(i)
	switch sign {
	case '<', '>', '=', '≤', '≥':
	default:
		return yearSpan{}, false
	}
	i++
	orEqual := sign == '≤' || sign == '≥'
	if sign != '=' && p.at(i) == '=' {
		orEqual = true
		i++
	}
	year, end, ok := p.year(i)
	if !ok {
		return yearSpan{}, false
	}
	y := yearSpan{from: year, to: year, end: end}
	switch sign {
	case '<', '≤':
		y.from = 0
		if !orEqual {
			y.to--
		}
		ok = y.to > 0
	case '>', '≥':
		y.to = 0
		if !orEqual {
			y.from++
		}
		ok = y.from <= lastYear
	}
	return y, ok
}

// lastYear bounds a year to four digits.
const lastYear = 9999

// year reads one to four digits.
func (p *parser) year(i int) (year, end int, ok bool) {
	end = i
	for ; digit(p.at(end)); end++ {
		if end-i == 4 {
			return 0, i, false
		}
		year = year*10 + int(p.at(end)-'0')
	}
	if p.at(end) == '*' {
		return 0, i, false
	}
	return year, end, year > 0
}

// decade reads 201* (the years 2010 to 2019), 20* and 2*.
func (p *parser) decade(i int) (yearSpan, bool) {
	from, width, end := 0, 1, i
	for ; digit(p.at(end)) && end-i < 3; end++ {
		from = from*10 + int(p.at(end)-'0')
	}
	if from == 0 || p.at(end) != '*' {
		return yearSpan{}, false
	}
	for n := end - i; n < 4; n++ {
		from, width = from*10, width*10
	}
	return yearSpan{from: from, to: from + width - 1, end: end + 1}, p.yearEnded(end + 1)
}

// rangeMark gives the length of the sign of a range at i: "..", an ellipsis,
// a hyphen or a dash.
func (p *parser) rangeMark(i int) int {
	switch r := p.at(i); {
	case r == '.' && p.at(i+1) == '.':
		if p.at(i+2) == '.' {
			return 3
		}
		return 2
	case r == '…', r == '–', r == '—', hyphen(r):
		return 1
	}
	return 0
}

// spacedYear reads the second year of `2019 - 2022`, where blanks stand on
// both sides of the sign: ` -2022` would be an exclusion.
func (p *parser) spacedYear(i int) (year, end int, ok bool) {
	mark := p.rangeMark(i + 1)
	if p.at(i) != ' ' || mark == 0 || p.at(i+1+mark) != ' ' {
		return 0, 0, false
	}
	year, end, ok = p.year(i + mark + 2)
	return year, end, ok && p.yearEnded(end)
}

// yearEnded tells whether nothing of a word hangs on the year before i.
func (p *parser) yearEnded(i int) bool {
	for joiner(p.at(i)) {
		i++
	}
	return !wordRune(p.at(i)) && p.at(i) != '*'
}

// doi finds a DOI at i, bare or as a link to doi.org. The form is that of the
// DOI Handbook, 2.2: 10.registrant/suffix, where the suffix may have anything
// printable; punctuation at the end belongs to the sentence around it.
func (p *parser) doi(i int) (stretch, bool) {
	for _, prefix := range []string{"https://", "http://", "dx.", "www.", "doi.org/"} {
		if p.has(i, prefix) {
			i += len(prefix)
		}
	}
	if p.at(i) != '1' || p.at(i+1) != '0' || p.at(i+2) != '.' {
		return stretch{}, false
	}
	slash := i + 3
	for digit(p.at(slash)) || p.at(slash) == '.' && slash > i+6 {
		slash++
	}
	if n := slash - (i + 3); n < 4 || n > 20 || p.at(slash) != '/' {
		return stretch{}, false
	}
	end := p.doiEnd(slash + 1)
	return stretch{i, end, end}, end > slash+1
}

// udc finds a UDC number at i: 94(574), 327.7:341, 811.512.122'36. The auxiliary
// signs are those of the UDC tables; parentheses belong to it in pairs.
func (p *parser) udc(i int) (stretch, bool) {
	if !digit(p.at(i)) {
		return stretch{}, false
	}
	depth, end := 0, i
	for next := i; next < p.end; next++ {
		switch r := p.at(next); {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case !wordRune(r) && !hyphen(r) && !apostrophe(r) && !strings.ContainsRune(".:/+=", r):
			return stretch{i, end, end}, p.at(end) != '*'
		}
		if depth == 0 && (wordRune(p.at(next)) || p.at(next) == ')') {
			end = next + 1
		}
	}
	return stretch{i, end, end}, true
}

// has tells whether the text at i begins with the ASCII prefix, in any case.
func (p *parser) has(i int, prefix string) bool {
	return i+len(prefix) <= p.end && strings.EqualFold(p.text(i, i+len(prefix)), prefix)
}

// doiEnd finds the end of the suffix that begins at i: parentheses belong to
// it in pairs.
func (p *parser) doiEnd(i int) int {
	open := []int{}
	end := i
scan:
	for ; end < p.end; end++ {
		switch r := p.at(end); {
		case r == ' ', r == '|', r == '\\', r == '*', quote(r):
			break scan
		case r == '(':
			open = append(open, end)
		case r == ')' && len(open) == 0:
			break scan
		case r == ')':
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		end = open[0]
	}
	for end > i && strings.ContainsRune(".,;:!?'…", p.at(end-1)) {
		end--
	}
	return end
}

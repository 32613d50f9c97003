package server

import (
	"errors"

	"izde/indexer"
	"izde/indexer/query"
)

// filterFields are the fields that a filter may name, which are the facets
// too, in the order in which the pages show them.
func filterFields() []string {
	return []string{
		indexer.FacetYear, indexer.FacetLang, indexer.FacetJournal, indexer.FacetSeries, indexer.FacetIssue,
		indexer.FacetAuthor, indexer.FacetKeyword, indexer.FacetKeywordKK, indexer.FacetKeywordRU,
		indexer.FacetKeywordEN, indexer.FacetKind, indexer.FacetIRSTI, indexer.FacetUDC, indexer.FacetReferences,
	}
}

// parseFilters reads "lang:kk|ru,year:2020..2024", see query.ParseFilters.
func parseFilters(text string) ([]indexer.Filter, error) {
	parsed, err := query.ParseFilters(text)
	if err != nil {
		f := badParameter("filter", "%s", err)
		var where *query.FilterError
		if errors.As(err, &where) {
			f.detail = "filter: " + where.Reason + "."
		}
		return nil, f
	}
	count := 0
	var out []indexer.Filter
	for _, f := range parsed {
		if count += len(f.Values); count > MaxFilterValues {
			return nil, badParameter("filter", "filter has more than %d values.", MaxFilterValues)
		}
		out = append(out, indexer.Filter(f))
	}
	return out, nil
}

// formatFilters writes filters as parseFilters reads them.
func formatFilters(filters []indexer.Filter) string {
	plain := make([]query.Filter, len(filters))
	for i, f := range filters {
		plain[i] = query.Filter(f)
	}
	return query.FormatFilters(plain)
}

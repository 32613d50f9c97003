// Package identifier owns the checks of the identifiers that articles and
// references carry: DOI, ORCID, ISSN, ISBN, IRSTI and UDC; and the id of an
// article that brings none.
//
//	identifier.DOI("https://doi.org/10.5555/Demo.1") // "10.5555/Demo.1", true
//	identifier.ORCID("0000-0002-1825-0097")          // true: the check digit is right
package identifier

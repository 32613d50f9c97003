package server

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"izde/indexer"
)

// linkHeader collects RFC 8288 links to other pages of the same answer.
type linkHeader struct {
	address *url.URL
	links   []string
}

// add links to the same request with some parameters set; "" removes one.
func (l *linkHeader) add(rel string, params map[string]string) {
	values := l.address.Query()
	for name, value := range params {
		if value == "" {
			values.Del(name)
		} else {
			values.Set(name, value)
		}
	}
	l.links = append(l.links, fmt.Sprintf(`<%s?%s>; rel="%s"`, l.address.EscapedPath(), values.Encode(), rel))
}

func (l *linkHeader) page(rel string, page int) {
	l.add(rel, map[string]string{"page": strconv.Itoa(page), "cursor": ""})
}

func (l *linkHeader) write(c *gin.Context) {
	if len(l.links) > 0 {
		c.Header("Link", strings.Join(l.links, ", "))
	}
}

// setPageLinks tells first, prev, next and last. Beyond the depth of pages,
// and for who came by cursor, next is a cursor; last is told where a page
// number reaches it.
func setPageLinks(c *gin.Context, r indexer.Request, result *indexer.Result) {
	l := linkHeader{address: c.Request.URL}
	l.page("first", 1)
	deepest := MaxPageDepth / r.PerPage
	last := pagesOf(result.Total, r.PerPage)
	byPage := r.Cursor == ""
	if byPage && r.Page > 1 {
		l.page("prev", min(r.Page-1, max(last, 1)))
	}
	switch {
	case byPage && r.Page < last && r.Page < deepest:
		l.page("next", r.Page+1)
	case result.Next != "":
		l.add("next", map[string]string{"cursor": result.Next, "page": ""})
	}
	if last >= 1 && last <= deepest {
		l.page("last", last)
	}
	l.write(c)
}

func setFacetLinks(c *gin.Context, list *indexer.FacetList) {
	l := linkHeader{address: c.Request.URL}
	last := pagesOf(list.Total, list.PerPage)
	l.page("first", 1)
	if list.Page > 1 {
		l.page("prev", min(list.Page-1, max(last, 1)))
	}
	if list.Page < last {
		l.page("next", list.Page+1)
	}
	if last >= 1 {
		l.page("last", last)
	}
	l.write(c)
}

// pagesOf is the number of pages that total things fill.
func pagesOf(total, perPage int) int {
	if perPage <= 0 {
		return 0
	}
	return (total + perPage - 1) / perPage
}

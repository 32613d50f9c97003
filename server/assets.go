package server

import (
	"embed"
	"fmt"
	"hash/fnv"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed assets
var assetFiles embed.FS

// assetSet holds the files that pages refer to. version changes with any of
// them, so that a page's link to one can be kept for ever.
type assetSet struct {
	files   map[string][]byte
	version string
}

func loadAssets() (*assetSet, error) {
	entries, err := assetFiles.ReadDir("assets")
	if err != nil {
		return nil, err
	}
	set := &assetSet{files: map[string][]byte{}}
	h := fnv.New32a()
	for _, entry := range entries {
		text, err := assetFiles.ReadFile("assets/" + entry.Name())
		if err != nil {
			return nil, err
		}
		set.files[entry.Name()] = text
		h.Write(text)
	}
	set.version = fmt.Sprintf("%08x", h.Sum32())
	return set, nil
}

// url is the address of an asset, with the version in it.
func (a *assetSet) url(name string) (string, error) {
	if _, ok := a.files[name]; !ok {
		return "", fmt.Errorf("no asset %s", name)
	}
	return "/assets/" + name + "?v=" + a.version, nil
}

func assetType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

func (s *Server) asset(c *gin.Context) error {
	return s.answerAsset(c, c.Param("name"))
}

func (s *Server) answerAsset(c *gin.Context, name string) error {
	text, ok := s.assets.files[name]
	if !ok {
		return notFound("There is no such file.")
	}
	if c.Query("v") != s.assets.version {
		return s.answerBytes(c, assetType(name), s.etag(name), text)
	}
	c.Header("Cache-Control", "public, max-age=31536000, immutable") // another text has another address
	writeBytes(c, http.StatusOK, assetType(name), text)
	return nil
}

func (s *Server) favicon(c *gin.Context) error { return s.answerAsset(c, "favicon.svg") }

// robots lets the articles be found and keeps crawlers out of the endless
// combinations of filters.
func (s *Server) robots(c *gin.Context) error {
	lines := []string{
		"User-agent: *",
		"Disallow: /api/",
		"Disallow: /*?*filter=",
		"Disallow: /*/facets/",
		"Disallow: /facets/",
	}
	body := []byte(strings.Join(lines, "\n") + "\n")
	return s.answerBytes(c, "text/plain; charset=utf-8", s.etag("robots"), body)
}

package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// openGeneration names the generation that is searched now, "" for none.
func (s *Server) openGeneration() string {
	info, _ := s.engine.Info()
	return info.Generation
}

// etag is weak: the same answer may be compressed or not, and tells the time
// it took.
func (s *Server) etag(generation string, parts ...[]byte) string {
	h := fnv.New64a()
	for _, part := range append([][]byte{[]byte(s.options.Version), []byte(s.assets.version), []byte(generation)}, parts...) {
		h.Write(part)
		h.Write([]byte{0})
	}
	return fmt.Sprintf(`W/"%016x"`, h.Sum64())
}

// requestETag is of everything an answer depends on: the generation, the
// address and, for a page without a language in it, the reader's language.
func (s *Server) requestETag(c *gin.Context, generation string) string {
	return s.etag(generation, []byte(c.Request.Host), []byte(c.Request.URL.EscapedPath()),
		[]byte(c.Request.URL.RawQuery), []byte(negotiate(c.Request)))
}

// notModified answers 304 where the client has this answer of this generation
// already.
func (s *Server) notModified(c *gin.Context, generation string) bool {
	if generation == "" {
		return false
	}
	tag := s.requestETag(c, generation)
	if !matchesETag(c.GetHeader("If-None-Match"), tag) {
		return false
	}
	setCaching(c, tag)
	c.Status(http.StatusNotModified)
	c.Writer.WriteHeaderNow()
	return true
}

// matchesETag is the weak comparison of RFC 9110, section 13.1.2.
func matchesETag(header, tag string) bool {
	tag = strings.TrimPrefix(tag, "W/")
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimSpace(candidate)
		if strings.TrimPrefix(candidate, "W/") == tag {
			return true
		}
	}
	return false
}

// setCaching lets anyone keep the answer who asks again before using it: a
// new generation may be published at any moment.
func setCaching(c *gin.Context, tag string) {
	c.Header("ETag", tag)
	c.Header("Cache-Control", "public, no-cache")
}

// answerJSON writes an answer made from generation.
func (s *Server) answerJSON(c *gin.Context, generation string, v any) error {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		return fmt.Errorf("encoding the answer: %w", err)
	}
	setCaching(c, s.requestETag(c, generation))
	writeBytes(c, http.StatusOK, "application/json", b.Bytes())
	return nil
}

// answerBytes writes a fixed document, or 304.
func (s *Server) answerBytes(c *gin.Context, contentType, tag string, body []byte) error {
	setCaching(c, tag)
	if matchesETag(c.GetHeader("If-None-Match"), tag) {
		c.Status(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return nil
	}
	writeBytes(c, http.StatusOK, contentType, body)
	return nil
}

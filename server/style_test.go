package server

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of #rrggbb (WCAG 2.2).
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestContrast holds the colours of both schemes to WCAG 2.2 AA: 4.5:1 for
// text, 3:1 for the parts of a control.
func TestContrast(t *testing.T) {
	css, err := assetFiles.ReadFile("assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	rule := regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)
	for scheme, block := range map[string]string{"light": light, "dark": dark[:strings.Index(dark, "* {")]} {
		colours := map[string]string{}
		for _, m := range rule.FindAllStringSubmatch(block, -1) {
			colours[m[1]] = m[2]
		}
		for _, pair := range []struct {
			text, grounds string
			least         float64
		}{
			{"ink", "paper card tint mark mark-other gold-soft", 4.5},
			{"soft", "paper card", 4.5},
			{"link", "paper card tint mark mark-other", 4.5},
			{"link-strong", "paper card tint", 4.5},
			{"visited", "paper mark mark-other", 4.5},
			{"card", "link link-strong", 4.5},
			{"soft", "tint gold-soft", 4.5},
			{"code", "paper", 4.5},
			{"focus", "paper card", 3},
			{"bar", "paper", 1.8}, // a bar has its number in words as well
		} {
			for ground := range strings.FieldsSeq(pair.grounds) {
				a, b := colours[pair.text], colours[ground]
				if a == "" || b == "" {
					t.Fatalf("%s: no colour %s or %s", scheme, pair.text, ground)
				}
				high, low := luminance(t, a), luminance(t, b)
				ratio := (max(high, low) + .05) / (min(high, low) + .05)
				if ratio < pair.least {
					t.Errorf("%s: %s on %s has %.2f:1, want %.1f", scheme, pair.text, ground, ratio, pair.least)
				}
			}
		}
	}
}

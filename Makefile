# izde needs Go and make; nothing else is assumed. Recipes are POSIX sh.

GO        ?= go
ADDR      ?= localhost:8080
DATA      ?= data
EVAL      ?= ../shared/eval
FUZZTIME  ?= 60s
BENCH     ?= .
BENCHTIME ?= 300ms
# Run once, the benchmarks are only to show that they work.
BENCH_ARTICLES ?= $(if $(filter 1x,$(BENCHTIME)),300,20000)
BENCH_ISSUES   ?= $(if $(filter 1x,$(BENCHTIME)),3,100)
export CGO_ENABLED = 0

# The binary is stamped with its revision where git can tell it.
VCS    := $(shell git rev-parse HEAD >/dev/null 2>&1 && echo auto || echo false)
GOTAGS := -tags nomsgpack

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: build ## index what is new in the sample archive into ./data, and serve it on localhost:8080
	bin/izde index --corpus testdata/archive --index $(DATA)
	bin/izde serve --index $(DATA) --addr $(ADDR) --name "izde: sample archive"

.PHONY: build
build: ## build bin/izde, one static binary
	$(GO) build -trimpath -buildvcs=$(VCS) $(GOTAGS) -ldflags "-s -w" -o bin/izde ./cmd/izde

.PHONY: test
test: ## run all tests
	$(GO) test $(GOTAGS) ./...

.PHONY: check
check: format vet staticcheck rooms race ## gofmt, vet, staticcheck, the dependency table and the race detector

.PHONY: format
format:
	@files=$$(gofmt -l cmd indexer analyzers corpus server); \
	if [ -n "$$files" ]; then echo "not formatted by gofmt:" $$files; exit 1; fi

.PHONY: vet
vet:
	$(GO) vet $(GOTAGS) ./...

.PHONY: staticcheck
staticcheck:
	$(GO) tool staticcheck $(GOTAGS) ./...

.PHONY: rooms
rooms:
	$(GO) test -count=1 -run TestRooms ./cmd/izde

# The race detector is the one thing here that needs a C compiler, and makes
# programs ten times slower: it runs where goroutines meet.
CONCURRENT = ./analyzers/... ./corpus/source/... ./indexer/... ./server/... ./cmd/...
.PHONY: race
race:
	@if command -v $$($(GO) env CC) >/dev/null 2>&1; then \
	echo "$(GO) test -race -short $(CONCURRENT)"; CGO_ENABLED=1 $(GO) test -race -short $(GOTAGS) $(CONCURRENT); \
	else echo "race detector: skipped, it needs a C compiler"; fi

.PHONY: eval
eval: build ## measure relevance on the collections of ../shared/eval
	@if [ ! -d $(EVAL) ]; then echo "there is no $(EVAL): nothing to measure"; exit 0; fi; \
	printf '%-14s %8s %8s %8s %8s\n' collection nDCG@10 MAP MRR@10 R@100; \
	for topics in $(EVAL)/*/topics.tsv; do \
	dir=$$(dirname "$$topics"); name=$$(basename "$$dir"); \
	bin/izde index --quiet --corpus "$$dir/collection.jsonl" --index "bin/eval/$$name" >/dev/null || [ $$? = 3 ] || exit 1; \
	bin/izde eval --index "bin/eval/$$name" --topics "$$topics" --qrels "$$dir/qrels.txt" >bin/eval/measures || exit 1; \
	awk -v name="$$name" '{ m[$$1] = $$2 } END { printf "%-14s %8s %8s %8s %8s\n", name, m["nDCG@10"], m["MAP"], m["MRR@10"], m["R@100"] }' bin/eval/measures; \
	done

# The programs of indexer/bench are a module of their own, so that SQLite is no
# dependency of izde; -mod=mod takes over what go.mod has gained meanwhile.
.PHONY: bench
bench: build ## run the Go benchmarks, then izde beside SQLite FTS5 on BENCH_ARTICLES generated articles
	$(GO) test $(GOTAGS) -run '^$$' -bench '$(BENCH)' -benchtime $(BENCHTIME) -benchmem ./...
	@$(GO) list -C indexer/bench -mod=mod -deps . >/dev/null || { \
	echo "bench: the modules of indexer/bench, SQLite among them, are not here and cannot be fetched:" >&2; \
	echo "bench: run make bench once with a network; later runs need none" >&2; exit 1; }
	$(GO) run -C indexer/bench -mod=mod . --izde ../../bin/izde --articles $(BENCH_ARTICLES) --issues $(BENCH_ISSUES)

.PHONY: fuzz
fuzz: ## fuzz every fuzz target for FUZZTIME (60s) each
	@for pkg in $$($(GO) list $(GOTAGS) ./...); do \
	for target in $$($(GO) test $(GOTAGS) -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	echo "$$pkg $$target"; \
	$(GO) test $(GOTAGS) -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	done; done

.PHONY: clean
clean: ## remove what was built and the index of the sample archive
	rm -rf bin data

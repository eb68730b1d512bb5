# make test        set-up and all tests, here and in guests: installs missing Debian packages when it is root
# make test-short  the tests that need neither root nor other programs, in seconds
# make lint        formatting, vet, linters
# make bench       benchmarks against the peers (a module of its own, in bench/)

GO ?= go
GOLANGCI ?= $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.5.0

.PHONY: build test test-short lint bench fuzz

build:
	CGO_ENABLED=0 $(GO) build -o bin/ ./cmd/...

test:
	scripts/test-deps
	scripts/test

test-short:
	$(GO) test -short ./...

lint:
	test -z "$$(gofmt -l . | tee /dev/stderr)"
	$(GO) vet ./...
	scripts/words
	$(GOLANGCI) run

bench:
	cd bench && $(GO) test -run '^$$' -bench . ./...

fuzz:
	scripts/fuzz $(or $(FUZZTIME),30s)

package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/nlkit/nlkit/internal/testbed"
)

// giveUp notes tests that no guest can run.
func (r *runner) giveUp(tests []wanted, problems []string) {
	if len(tests) == 0 {
		return
	}
	stage := r.report.stage("guests")
	for _, w := range tests {
		reason := "no kernel that guests can run has all of: " + testbed.Words(w.needs)
		if problems != nil {
			reason += "; " + strings.Join(problems, "; ")
		}
		name := filepath.Base(w.dir) + " " + w.test
		if os.Getenv("CI") == "true" {
			r.report.broken("FAIL  %s: %s (with CI=true nothing is left out)", name, reason)
		} else {
			r.report.skip(stage, reason, name)
		}
	}
}

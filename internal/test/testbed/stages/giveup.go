package main

import (
	"os"
	"strings"

	"github.com/nlkit/nlkit/internal/test/testbed"
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
		name := r.report.short(w.dir) + " " + w.test
		if os.Getenv("CI") == "true" {
			r.report.broken(stage, name, reason+" (with CI=true nothing is left out)")
		} else {
			r.report.skip(stage, reason, name)
		}
	}
}

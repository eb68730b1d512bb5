// Package cli holds what the command-line tools have in common: colours, progress, following files, shell completion.
package cli

import (
	"fmt"
	"os"

	"golang.org/x/term"
)

// ColorModes are the values of --color.
var ColorModes = []string{"auto", "always", "never"}

// Color decides whether to write colours to f. In mode auto that is so if f is a terminal that knows them, unless the
// environment has NO_COLOR (https://no-color.org).
func Color(mode string, f *os.File) (bool, error) {
	switch mode {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd())), nil
	}
	return false, fmt.Errorf("--color is %q: it is one of auto, always, never", mode)
}

// IsTerminal reports whether f is a terminal.
func IsTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

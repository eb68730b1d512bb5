// Package cli holds what the command-line tools have in common: commands, colours, progress, following files.
package cli

import (
	"fmt"
	"os"

	"github.com/fatih/color"
	"golang.org/x/term"
)

// ColorModes are the values of --color.
var ColorModes = []string{"auto", "always", "never"}

// Color decides whether to write colours to standard output. In mode auto that is so if it is a terminal that knows
// them, unless the environment has NO_COLOR (https://no-color.org).
func Color(mode string) (bool, error) {
	switch mode {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return !color.NoColor, nil
	}
	return false, fmt.Errorf("--color is %q: it is one of auto, always, never", mode)
}

// IsTerminal reports whether f is a terminal.
func IsTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

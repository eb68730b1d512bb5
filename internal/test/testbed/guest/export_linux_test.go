package guest

import (
	"testing"
	"time"
)

// Install has user-mode-linux looked for in another root directory until the test ends.
func Install(t *testing.T, root string) {
	was := installed
	installed = root
	t.Cleanup(func() { installed = was })
}

// LimitProbe sets the time limit of the boot that finds out whether user-mode-linux runs, until the test ends.
func LimitProbe(t *testing.T, limit time.Duration) {
	was := probeLimit
	probeLimit = limit
	t.Cleanup(func() { probeLimit = was })
}

package guest

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Headers returns the directory with the headers for programs of the newest kernel there is (linux-libc-dev), and
// fetches them if they are not there. Later runs need no network. Progress may be nil.
func Headers(ctx context.Context, progress io.Writer) (string, error) {
	if progress == nil {
		progress = io.Discard
	}
	cache, err := cacheDir("headers")
	if err != nil {
		return "", err
	}
	suite := suiteOf[Newest]
	root := filepath.Join(cache, suite)
	dir := filepath.Join(root, "usr/include")
	if _, err := os.Stat(root); err == nil {
		return dir, nil
	}
	return dir, fetchOnce(ctx, root, func(apt, root string) error {
		fmt.Fprintf(progress, "fetching kernel headers from %s\n", suite)
		a, err := newApt(ctx, apt, suite)
		if err != nil {
			return err
		}
		return a.unpack(root, "linux-libc-dev")
	})
}

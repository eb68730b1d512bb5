package guest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// buildInit returns the guests' init, which it builds unless the cache has it. It needs this repository's sources.
func buildInit(ctx context.Context) (string, error) {
	_, here, _, _ := runtime.Caller(0)
	source := filepath.Join(filepath.Dir(here), "..", "init")
	digest, err := digestSources(source)
	if err != nil {
		return "", fmt.Errorf("build init: %w: the repository must be where this program was built", err)
	}
	dir, err := cacheDir("init")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, digest)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	unlock, err := lockCache(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	if _, err := os.Stat(path); err == nil {
		return path, nil // another process has built it
	}
	removeOld(dir)
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", path+".new", ".")
	cmd.Dir = source
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build init: %w: %s", err,
			bytes.ReplaceAll(bytes.TrimSpace(out), []byte("\n"), []byte(" ")))
	}
	return path, os.Rename(path+".new", path)
}

// removeOld removes what was built a day ago or earlier. Who still wants it builds it again.
func removeOld(dir string) {
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		if info, err := f.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

// digestSources returns what changes when init is to be built again.
func digestSources(dir string) (string, error) {
	digest := sha256.New()
	fmt.Fprintln(digest, runtime.Version())
	var names []string
	for _, pattern := range []string{"*.go", "plan/*.go", "../../../../go.mod"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return "", err
		}
		if len(found) == 0 {
			return "", fmt.Errorf("%s has no %s", dir, pattern)
		}
		names = append(names, found...)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(digest, "%s %d\n%s", filepath.Base(name), len(text), text)
	}
	return fmt.Sprintf("%x", digest.Sum(nil)[:12]), nil
}

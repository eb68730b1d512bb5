package guest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

// writeInitramfs writes the first files of a guest: init, its plan, and the modules that it loads at once.
func writeInitramfs(
	ctx context.Context, file, initFile string, files *kernelFiles, modules []string, p plan.Plan,
) error {
	program, err := os.ReadFile(initFile)
	if err != nil {
		return err
	}
	ix, err := readModuleIndex(files.tree)
	if err != nil {
		return err
	}
	order, err := ix.order(modules...)
	if err != nil {
		return err
	}
	entries := []entry{
		{name: "dev", mode: modeDir | 0o755},
		{name: "dev/console", mode: modeChar | 0o600, major: 5, minor: 1},
		{name: "init", mode: modeFile | 0o755, content: program},
		{name: "modules", mode: modeDir | 0o755},
	}
	for _, module := range order {
		content, err := os.ReadFile(filepath.Join(files.tree, module))
		if err == nil {
			content, err = uncompress(ctx, content)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", module, err)
		}
		name := "modules/" + moduleName(module)
		entries = append(entries, entry{name: name, mode: modeFile | 0o644, content: content})
		p.Modules = append(p.Modules, "/"+name)
	}
	var encoded bytes.Buffer
	if err := plan.Write(&encoded, p); err != nil {
		return err
	}
	entries = append(entries, entry{name: strings.TrimPrefix(plan.File, "/"), mode: modeFile | 0o600,
		content: encoded.Bytes()})
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600) // the plan holds the environment
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	if err := writeCPIO(w, entries); err != nil {
		return err
	}
	return w.Flush()
}

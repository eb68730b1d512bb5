// Package manual makes the manuals of the tools from their commands: manual pages, and a reference in Markdown, with the
// prose that stands beside the commands. A test of each tool holds them current, and writes them when it is told to.
package manual

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

var write = flag.Bool("write", false, "write the manuals")

// written is the date of manual pages, which tells nothing of their age: they are current.
var written = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)

// Check compares the manuals in docs with what the commands of a tool and their prose make. The prose is a Markdown file
// with a heading, "# nldecode encode", before the prose of each command.
func Check(t *testing.T, root *cobra.Command, prose, docs string) {
	t.Helper()
	text, err := os.ReadFile(prose)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range pages(t, root, string(text)) {
		name = filepath.Join(docs, name)
		if *write {
			if err := os.WriteFile(name, want, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the commands say: go generate ./cmd/%s", name, root.Name())
		}
	}
}

// pages returns the files by name.
func pages(t *testing.T, root *cobra.Command, prose string) map[string][]byte {
	t.Helper()
	sections := map[string]string{}
	for _, s := range strings.Split("\n"+prose, "\n# ")[1:] {
		name, text, _ := strings.Cut(s, "\n")
		sections[name] = strings.TrimSpace(text)
	}
	files := map[string][]byte{}
	var reference bytes.Buffer
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		path := c.CommandPath()
		if c.Name() == "help" {
			continue
		}
		if text, ok := sections[path]; ok {
			c.Long = text
		}
		delete(sections, path)
		c.DisableAutoGenTag = true
		var page bytes.Buffer
		if err := doc.GenMan(c, &doc.GenManHeader{Section: "1", Date: &written, Source: "nlkit"}, &page); err != nil {
			t.Fatal(err)
		}
		files[strings.ReplaceAll(path, " ", "-")+".1"] = page.Bytes()
		if err := doc.GenMarkdownCustom(c, &reference, anchor); err != nil {
			t.Fatal(err)
		}
	}
	for name := range sections {
		t.Errorf("the manual describes %q, which is no command", name)
	}
	files[root.Name()+".md"] = append(bytes.TrimRight(reference.Bytes(), "\n"), '\n')
	return files
}

// anchor is where the reference describes the command that cobra would give a file.
func anchor(file string) string {
	return "#" + strings.ReplaceAll(strings.TrimSuffix(file, ".md"), "_", "-")
}

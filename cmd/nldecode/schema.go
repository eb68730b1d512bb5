package main

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/catalog/document"
	"github.com/nlkit/nlkit/codec/tables"
)

// runSchema prints the tables.
func runSchema(args []string) (int, error) {
	var output string
	var depth int
	var help bool
	f := pflag.NewFlagSet("nldecode schema", pflag.ContinueOnError)
	f.Usage = func() {}
	f.StringVarP(&output, "output", "o", "text", "text or json")
	f.IntVar(&depth, "depth", 2, "how many levels of nested attributes to describe")
	f.BoolVarP(&help, "help", "h", false, "print help")
	if err := parseFlags(f, args); err != nil {
		return exitUsage, err
	}
	names := f.Args()
	switch {
	case help:
		return printed(helpTexts["schema"])
	case depth < 0:
		return exitUsage, fmt.Errorf("--depth is %d: it is how many levels to describe", depth)
	case output == "json" && len(names) > 0:
		return exitUsage, fmt.Errorf("schema --output json prints all tables: it takes no names")
	case output == "json":
		b, err := document.JSON(catalog.NewIndex(tables.Registry()))
		if err != nil {
			return exitUsage, err
		}
		_, err = os.Stdout.Write(append(b, '\n'))
		return exitOK, err
	case output != "text":
		return exitUsage, fmt.Errorf("--output is %q: it is text or json", output)
	case len(names) == 0:
		return printed(document.Overview(tables.Registry()))
	}
	index := catalog.NewIndex(tables.Registry())
	for i, name := range names {
		text, err := document.Describe(index, name, depth)
		if err != nil {
			return exitUsage, err
		}
		if i > 0 {
			text = "\n" + text
		}
		if status, err := printed(text); err != nil {
			return status, err
		}
	}
	return exitOK, nil
}

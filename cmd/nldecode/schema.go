package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/catalog/document"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
)

func schemaCommand() *cobra.Command {
	var output string
	var depth int
	c := &cobra.Command{
		Use:   "schema [flags] [NAME...]",
		Short: "print what is known of messages, attributes, structs, enumerations",
		Long: `nldecode schema prints what is known of netlink messages.

A name is that of a message, a command, an attribute, a struct, an enumeration, a value of one, a generic netlink family
or a protocol. Without names, the messages of all protocols are listed. With -o json all tables are printed as one
object.`,
		Example: `  nldecode schema RTM_NEWROUTE
  nldecode schema IFLA_LINKINFO --depth 4
  nldecode schema ifinfomsg rtm_type
  nldecode schema -o json > tables.json`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return catalog.NewIndex(tables.Registry()).Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: cli.Action(func(_ *cobra.Command, names []string) (int, error) { return runSchema(output, depth, names) }),
	}
	c.Flags().StringVarP(&output, "output", "o", "text", "text or json")
	c.Flags().IntVar(&depth, "depth", 2, "how many levels of nested attributes to describe")
	cli.CompleteFlag(c, "output", func() []string { return []string{"text", "json"} })
	return c
}

// runSchema prints the tables.
func runSchema(output string, depth int, names []string) (int, error) {
	switch {
	case depth < 0:
		return cli.ExitUsage, fmt.Errorf("--depth is %d: it is how many levels to describe", depth)
	case output == "json" && len(names) > 0:
		return cli.ExitUsage, fmt.Errorf("schema --output json prints all tables: it takes no names")
	case output == "json":
		b, err := document.JSON(catalog.NewIndex(tables.Registry()))
		if err != nil {
			return cli.ExitUsage, err
		}
		_, err = os.Stdout.Write(append(b, '\n'))
		return cli.ExitOK, err
	case output != "text":
		return cli.ExitUsage, fmt.Errorf("--output is %q: it is text or json", output)
	case len(names) == 0:
		return cli.Printed(document.Overview(tables.Registry()))
	}
	index := catalog.NewIndex(tables.Registry())
	for i, name := range names {
		text, err := document.Describe(index, name, depth)
		if err != nil {
			return cli.ExitUsage, err
		}
		if i > 0 {
			text = "\n" + text
		}
		if status, err := cli.Printed(text); err != nil {
			return status, err
		}
	}
	return cli.ExitOK, nil
}

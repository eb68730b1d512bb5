// Nldecode reads captured netlink traffic and says what it means.
package main

import (
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/internal/cli"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(cli.Run(command(), os.Args[1:]))
}

// gcPercent is how much the heap grows from one garbage collection to the next. A run holds a few MiB, whatever the
// capture: to look through them, and through the tables, would only take time.
const gcPercent = 400

// command is the tool.
func command() *cobra.Command {
	o := new(decodeOptions)
	c := &cobra.Command{
		Use: "nldecode [flags] [FILE...]", Short: "read captured netlink traffic and say what it means",
		Long: longHelp(), Example: examples, Args: cobra.ArbitraryArgs,
		RunE: cli.Action(func(c *cobra.Command, files []string) (int, error) { return runDecode(c, o, files) }),
	}
	o.define(c)
	c.AddCommand(encodeCommand(), schemaCommand())
	return cli.Tool(c)
}

// complain writes a one-line reason to standard error.
func complain(err error) { notice(err.Error()) }

func notice(msg string) { cli.Notice("nldecode", msg) }

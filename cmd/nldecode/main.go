// Nldecode reads captured netlink traffic and says what it means.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/cli"
)

// Exit statuses.
const (
	exitOK      = 0
	exitDamaged = 1
	exitUsage   = 2
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(run(os.Args[1:]))
}

// gcPercent is how much the heap grows from one garbage collection to the next. A run holds a few MiB, whatever the
// capture: to look through them, and through the tables, would only take time.
const gcPercent = 400

// commands are the subcommands. A file of such a name is written ./NAME.
var commands = map[string]func(args []string) (int, error){
	"encode": runEncode, "schema": runSchema, "completion": runCompletion, "help": runHelp,
}

// run runs the tool and returns its exit status.
func run(args []string) int {
	command := runDecode
	if len(args) > 0 && commands[args[0]] != nil {
		command, args = commands[args[0]], args[1:]
	}
	status, err := command(args)
	if err == nil || errors.Is(err, syscall.EPIPE) {
		return status // who closed the pipe has seen enough
	}
	complain(err)
	return max(status, exitDamaged)
}

// complain writes a one-line reason to standard error.
func complain(err error) { notice(err.Error()) }

func notice(msg string) {
	msg = strings.ReplaceAll(strings.TrimSpace(msg), "\n", " ")
	fmt.Fprintln(os.Stderr, "nldecode: "+msg)
}

// usage is an error in the arguments.
func usage(format string, args ...any) (int, error) {
	return exitUsage, fmt.Errorf(format+" (nldecode help tells more)", args...)
}

// runCompletion prints the completion of a shell.
func runCompletion(args []string) (int, error) {
	if len(args) != 1 {
		return usage("completion takes one argument: %s", strings.Join(cli.Shells, ", "))
	}
	var o decodeOptions
	c := cli.Command{
		Name: "nldecode", Subcommands: []string{"encode", "schema", "completion", "help"},
		Flags: o.flags(), Values: flagValues(),
	}
	script, err := c.Completion(args[0])
	if err != nil {
		return exitUsage, err
	}
	return printed(script)
}

// runHelp prints the help of the tool or of a subcommand.
func runHelp(args []string) (int, error) {
	if len(args) == 0 {
		return printed(helpText())
	}
	if text, ok := helpTexts[args[0]]; ok {
		return printed(text)
	}
	var known []string
	for name := range helpTexts {
		known = append(known, name)
	}
	return usage("no help on %q%s", args[0], codec.DidYouMean(args[0], known))
}

func printed(text string) (int, error) {
	_, err := os.Stdout.WriteString(text)
	return exitOK, err
}

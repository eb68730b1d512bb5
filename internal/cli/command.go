package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nlkit/nlkit/codec"
)

// Exit statuses.
const (
	ExitOK      = 0
	ExitDamaged = 1 // what was asked for was done in part
	ExitUsage   = 2 // the arguments are wrong, or something cannot be opened, read or written
)

// exit is an error with the status that the tool ends with.
type exit struct {
	status int
	err    error // nil: everything is said
}

func (e *exit) Error() string { return fmt.Sprint(e.err) }

func (e *exit) Unwrap() error { return e.err }

// Action makes a cobra action of a function that returns the exit status of the tool, and what to say of it.
func Action(run func(c *cobra.Command, args []string) (int, error)) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		status, err := run(c, args)
		if status == ExitOK && err == nil {
			return nil
		}
		return &exit{status, err}
	}
}

// Tool gives a command what all tools have: help, completion of shells, errors of one line with suggestions. Its
// commands have to be there.
func Tool(root *cobra.Command) *cobra.Command {
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return err }) // Run words it
	root.AddCommand(completionCommand(root))
	root.SetHelpCommand(helpCommand(root))
	for _, c := range append(root.Commands(), root) {
		c.DisableFlagsInUseLine = true
		c.Flags().SortFlags = false
		c.Flags().BoolP("help", "h", false, "print help")
	}
	return root
}

// Run runs a tool, complains of what went wrong in one line, and returns the exit status.
func Run(root *cobra.Command, args []string) int {
	root.SetArgs(args)
	c, err := root.ExecuteC()
	if err == nil {
		return ExitOK
	}
	var e *exit
	if !errors.As(err, &e) {
		e = &exit{ExitUsage, Usage(root, "%w%s", err, suggestFlag(c, err))}
	}
	if e.err == nil || errors.Is(e.err, syscall.EPIPE) {
		return e.status // who closed the pipe has seen enough
	}
	Notice(root.Name(), e.err.Error())
	return max(e.status, ExitDamaged)
}

// Usage is an error in the arguments.
func Usage(c *cobra.Command, format string, args ...any) error {
	return fmt.Errorf(format+" ("+c.Root().Name()+" help tells more)", args...)
}

// Notice writes a line of a tool to standard error.
func Notice(tool, msg string) {
	msg = strings.ReplaceAll(strings.TrimSpace(msg), "\n", " ")
	fmt.Fprintln(os.Stderr, tool+": "+msg)
}

// Printed writes to standard output, as the whole of a command.
func Printed(text string) (int, error) {
	if _, err := os.Stdout.WriteString(text); err != nil {
		return ExitUsage, err
	}
	return ExitOK, nil
}

// suggestFlag names the flag that is nearest to an unknown one.
func suggestFlag(c *cobra.Command, err error) string {
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return ""
	}
	var known []string
	c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
	return codec.DidYouMean("--"+name, known)
}

// helpCommand prints the help of the tool or of a command.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "print help", ValidArgsFunction: commandNames(root),
		RunE: Action(func(_ *cobra.Command, args []string) (int, error) {
			if len(args) == 0 {
				return ExitOK, root.Help()
			}
			var known []string
			for _, c := range root.Commands() {
				if c.Name() == args[0] {
					return ExitOK, c.Help()
				}
				known = append(known, c.Name())
			}
			return ExitUsage, Usage(root, "no help on %q%s", args[0], codec.DidYouMean(args[0], known))
		}),
	}
}

func commandNames(root *cobra.Command) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
		for _, c := range root.Commands() {
			names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

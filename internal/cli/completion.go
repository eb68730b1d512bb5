package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// shells are the shells whose completion there is.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// completionCommand prints the script that completes the tool in a shell.
func completionCommand(root *cobra.Command) *cobra.Command {
	name := root.Name()
	return &cobra.Command{
		Use: "completion " + strings.Join(shells, "|"), Short: "print a completion script",
		Long: name + " completion prints the script that completes the command in a shell.",
		Example: "  source <(" + name + " completion bash)\n" +
			"  " + name + " completion zsh > \"${fpath[1]}/_" + name + "\"\n" +
			"  " + name + " completion fish > ~/.config/fish/completions/" + name + ".fish\n" +
			"  " + name + " completion powershell | Out-String | Invoke-Expression",
		ValidArgsFunction: cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp),
		RunE: Action(func(c *cobra.Command, args []string) (int, error) {
			if len(args) != 1 {
				return ExitUsage, Usage(c, "completion takes one argument: %s", strings.Join(shells, ", "))
			}
			if err := writeCompletion(os.Stdout, root, args[0]); err != nil {
				return ExitUsage, err
			}
			return ExitOK, nil
		}),
	}
}

func writeCompletion(w io.Writer, root *cobra.Command, shell string) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(w)
	}
	return fmt.Errorf("no completion for shell %q: there is %s", shell, strings.Join(shells, ", "))
}

// CompleteFlag says which values a flag takes, for the completion of shells.
func CompleteFlag(c *cobra.Command, flag string, values func() []string) {
	err := c.RegisterFlagCompletionFunc(flag,
		func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return values(), cobra.ShellCompDirectiveNoFileComp
		})
	if err != nil {
		panic(err) // there is no such flag
	}
}

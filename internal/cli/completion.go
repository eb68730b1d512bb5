package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// Command is what the completion of a tool knows of the tool.
type Command struct {
	Name        string
	Subcommands []string
	Flags       *pflag.FlagSet
	Values      map[string][]string // of flags, by long name
}

// Shells are the shells that Completion knows.
var Shells = []string{"bash", "zsh", "fish"}

// Completion returns the script that completes the command in a shell.
func (c *Command) Completion(shell string) (string, error) {
	switch shell {
	case "bash":
		return c.bash(), nil
	case "zsh":
		return c.zsh(), nil
	case "fish":
		return c.fish(), nil
	}
	return "", fmt.Errorf("no completion for shell %q: there is %s", shell, strings.Join(Shells, ", "))
}

func (c *Command) bash() string {
	var b strings.Builder
	var words []string
	fmt.Fprintf(&b, "_%s() {\n", c.Name)
	b.WriteString("\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n\tcase $prev in\n")
	c.Flags.VisitAll(func(f *pflag.Flag) {
		words = append(words, "--"+f.Name)
		names := "--" + f.Name
		if f.Shorthand != "" {
			names += "|-" + f.Shorthand
		}
		if v := c.Values[f.Name]; v != nil {
			fmt.Fprintf(&b, "\t%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", names, strings.Join(v, " "))
		}
	})
	b.WriteString("\tesac\n\tif [[ $cur == -* ]]; then\n")
	fmt.Fprintf(&b, "\t\tCOMPREPLY=($(compgen -W %q -- \"$cur\"))\n\t\treturn\n\tfi\n", strings.Join(words, " "))
	b.WriteString("\tif ((COMP_CWORD == 1)); then\n")
	fmt.Fprintf(&b, "\t\tCOMPREPLY=($(compgen -W %q -- \"$cur\"))\n\tfi\n", strings.Join(c.Subcommands, " "))
	fmt.Fprintf(&b, "\tCOMPREPLY+=($(compgen -f -- \"$cur\"))\n}\ncomplete -o filenames -F _%s %s\n", c.Name, c.Name)
	return b.String()
}

func (c *Command) zsh() string {
	var b strings.Builder
	fmt.Fprintf(&b, "#compdef %s\n_arguments -S \\\n", c.Name)
	c.Flags.VisitAll(func(f *pflag.Flag) {
		action := ""
		if f.NoOptDefVal == "" {
			action = ":" + f.Name + ":_files"
			if v := c.Values[f.Name]; v != nil {
				action = ":" + f.Name + ":(" + strings.Join(v, " ") + ")"
			}
		}
		usage := "[" + strings.NewReplacer("'", "", "[", "(", "]", ")", ":", " ").Replace(f.Usage) + "]"
		fmt.Fprintf(&b, "\t'--%s%s%s' \\\n", f.Name, usage, action)
		if f.Shorthand != "" {
			fmt.Fprintf(&b, "\t'-%s%s%s' \\\n", f.Shorthand, usage, action)
		}
	})
	first := "\t'1: :{_alternative \"commands:command:(%s)\" \"files:file:_files\"}' \\\n"
	fmt.Fprintf(&b, first+"\t'*:file:_files'\n", strings.Join(c.Subcommands, " "))
	return b.String()
}

func (c *Command) fish() string {
	var b strings.Builder
	fmt.Fprintf(&b, "complete -c %s -n __fish_use_subcommand -a %q\n", c.Name, strings.Join(c.Subcommands, " "))
	c.Flags.VisitAll(func(f *pflag.Flag) {
		fmt.Fprintf(&b, "complete -c %s -l %s", c.Name, f.Name)
		if f.Shorthand != "" {
			fmt.Fprintf(&b, " -s %s", f.Shorthand)
		}
		if v := c.Values[f.Name]; v != nil {
			fmt.Fprintf(&b, " -x -a %q", strings.Join(v, " "))
		} else if f.NoOptDefVal == "" {
			b.WriteString(" -r")
		}
		fmt.Fprintf(&b, " -d '%s'\n", strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(f.Usage))
	})
	return b.String()
}

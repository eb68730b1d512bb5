package guest

import (
	"fmt"
	"slices"
	"strings"
)

// aptSource is an entry of apt's sources, with its options under the names that .sources files use.
type aptSource struct {
	types, uris, suites, components []string
	disabled                        bool
	options                         []aptOption
}

type aptOption struct{ name, value string }

// parseSources reads a .sources file.
func parseSources(text string) []aptSource {
	var all []aptSource
	var current *aptSource
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "":
			current = nil
		case line[0] == ' ' || line[0] == '\t':
			if current != nil && len(current.options) > 0 {
				current.options[len(current.options)-1].value += "\n" + line
			}
		default:
			if current == nil {
				all = append(all, aptSource{})
				current = &all[len(all)-1]
			}
			name, value, _ := strings.Cut(line, ":")
			current.options = append(current.options, aptOption{name, strings.TrimSpace(value)})
		}
	}
	for i := range all {
		all[i].sort()
	}
	return all
}

// sort takes out of the options what is none.
func (s *aptSource) sort() {
	var options []aptOption
	for _, o := range s.options {
		switch strings.ToLower(o.name) {
		case "types":
			s.types = strings.Fields(o.value)
		case "uris":
			s.uris = strings.Fields(o.value)
		case "suites":
			s.suites = strings.Fields(o.value)
		case "components":
			s.components = strings.Fields(o.value)
		case "enabled":
			s.disabled = slices.Contains([]string{"no", "false", "without", "off", "disable"}, strings.ToLower(o.value))
		default:
			options = append(options, o)
		}
	}
	s.options = options
}

// longNames are those of options that a .list file calls otherwise than a .sources file.
var longNames = map[string]string{"arch": "Architectures", "lang": "Languages", "target": "Targets"}

// parseList reads a .list file.
func parseList(text string) []aptSource {
	var all []aptSource
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		var s aptSource
		if before, inside, ok := strings.Cut(line, "["); ok {
			options, after, _ := strings.Cut(inside, "]")
			for _, option := range strings.Fields(options) {
				name, value, _ := strings.Cut(option, "=")
				if long := longNames[name]; long != "" {
					name = long
				}
				s.options = append(s.options, aptOption{name, strings.ReplaceAll(value, ",", " ")})
			}
			line = before + " " + after
		}
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		s.types, s.uris, s.suites, s.components = words[:1], words[1:2], words[2:3], words[3:]
		all = append(all, s)
	}
	return all
}

// debianSource returns the source that a machine has the packages of its Debian release from.
func debianSource(all []aptSource, codename string) (aptSource, error) {
	for _, suite := range []string{codename, "stable", "oldstable", "testing", "unstable", "sid"} {
		for _, s := range all {
			if suite != "" && !s.disabled && slices.Contains(s.types, "deb") && slices.Contains(s.suites, suite) &&
				slices.Contains(s.components, "main") {
				return s, nil
			}
		}
	}
	return aptSource{}, fmt.Errorf("apt's sources have no entry for suite %s, component main: add one to "+
		"/etc/apt/sources.list.d",
		codename)
}

// render returns the text of a .sources file with the same mirror's main component of another suite.
func (s aptSource) render(suite string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nArchitectures: amd64\n",
		strings.Join(s.uris, " "), suite)
	for _, o := range s.options {
		if !strings.EqualFold(o.name, "Architectures") {
			fmt.Fprintf(&b, "%s: %s\n", o.name, o.value)
		}
	}
	return b.String()
}

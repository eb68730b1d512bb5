package kernelheaders

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// exceptions are the names of tables that no header has, with the reason of each. In their file a line that is
// not indented is a reason, and the indented lines below it are the names that it holds for, with commas between them;
// members of structs are "struct.member". # begins a comment, blank lines do not count.
type exceptions map[string]string

func (e exceptions) read(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	reason := ""
	for i, line := range strings.Split(string(text), "\n") {
		switch {
		case strings.TrimSpace(line) == "" || line[0] == '#':
		case line[0] != ' ' && line[0] != '\t':
			reason = line
		case reason == "":
			return fmt.Errorf("%s:%d: names without a reason above them", file, i+1)
		default:
			for name := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSpace(line), ","), ",") {
				name = strings.TrimSpace(name)
				if e[name] != "" {
					return fmt.Errorf("%s:%d: %s stands there twice", file, i+1, name)
				}
				e[name] = reason
			}
		}
	}
	return nil
}

// compare returns what is wrong with the exceptions where these are the names that no header has.
func (e exceptions) compare(unknown []string) []string {
	var wrong []string
	for _, name := range unknown {
		if e[name] == "" {
			wrong = append(wrong, name+" is in no header: correct it, or add it to the list with the reason")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e)) {
		if _, there := slices.BinarySearch(unknown, name); !there {
			wrong = append(wrong, name+" is in a header by now, or in no table any more: take it off the list")
		}
	}
	return wrong
}

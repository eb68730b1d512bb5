package top

import "strings"

// Screen is what makes a terminal show lines that Draw made: each over what stood there before, the selected one
// inverted.
func Screen(lines []string) []byte {
	b := []byte("\x1b[H")
	for i, l := range lines {
		if i > 0 {
			b = append(b, "\r\n"...)
		}
		rest, selected := strings.CutPrefix(l, mark)
		if selected {
			b = append(b, "\x1b[7m"...)
		}
		if b = append(b, rest...); selected {
			b = append(b, "\x1b[0m"...)
		}
		b = append(b, "\x1b[K"...)
	}
	return append(b, "\x1b[J"...)
}

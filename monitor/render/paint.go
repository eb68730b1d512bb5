package render

import (
	"strings"

	"github.com/fatih/color"

	"github.com/nlkit/nlkit/follow"
)

// ink is what switches a colour on and off again; nothing where there are no colours.
type ink struct{ on, off string }

func inkOf(attrs ...color.Attribute) ink {
	c := color.New(attrs...)
	c.EnableColor()
	on, off, _ := strings.Cut(c.Sprint("|"), "|")
	return ink{on, off}
}

func (i ink) append(dst []byte, s string) []byte {
	return append(append(append(dst, i.on...), s...), i.off...)
}

// palette is the colours of what is written.
type palette struct {
	dim, netns, from, to, warning ink
	ops                           map[follow.Op]ink
}

var plain = &palette{}

var colours = &palette{
	dim: inkOf(color.Faint), netns: inkOf(color.FgCyan), from: inkOf(color.FgRed), to: inkOf(color.FgGreen),
	warning: inkOf(color.FgRed, color.Bold),
	ops: map[follow.Op]ink{
		follow.Added: inkOf(color.FgGreen), follow.Changed: inkOf(color.FgYellow), follow.Removed: inkOf(color.FgRed),
	},
}

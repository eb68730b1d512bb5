package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// action does something about a message. end says that the verdict is the set's; else the next action follows.
type action func(p *program, r *rule, c *verdicts.Call) (v verdicts.Verdict, end bool, err error)

// actionKeys are the actions there are.
var actionKeys = []string{
	"forward", "drop", "error", "return", "instead", "set", "replace", "delete", "delay", "log", "count", "fault",
}

// progress is what the actions of a rule have come to while they are read.
type progress struct {
	ended  string // the action after which no other is done
	edited string // an action that changes the message
}

// do reads an action, or a list of them.
func (c *compiler) do(n *node) {
	actions := []node{*n}
	if n.kind == list {
		if actions = n.items; len(actions) == 0 {
			c.fail(n, "do is an empty list: write forward to let messages go on")
		}
	}
	p := &progress{}
	for i := range actions {
		if c.err == nil {
			c.action(&actions[i], p, len(actions))
		}
	}
}

// action reads one action: its name, with what it needs after it, or a mapping of its name to that.
func (c *compiler) action(n *node, p *progress, all int) {
	key, value := n, &node{line: n.line, column: n.column}
	if n.kind == mapping {
		if len(n.keys) != 1 {
			c.fail(n, "an action is a mapping of one key, here are %d: put several actions into a list", len(n.keys))
			return
		}
		key, value = &n.keys[0], &n.items[0]
	}
	text, ok := key.value.(string)
	if !ok {
		c.fail(n, "an action is a text or a mapping, not %s", n)
		return
	}
	word, rest, short := strings.Cut(text, " ")
	switch {
	case !slices.Contains(actionKeys, word):
		c.fail(key, "unknown action %q%s", word, suggestKey(word, actionKeys))
		return
	case short && (n.kind == mapping || word != "error"):
		c.fail(key, "%q is no action: write %s alone, or {%s: %s}", text, word, word, rest)
		return
	case short:
		value = &node{kind: scalar, value: strings.TrimSpace(rest)}
		value.line, value.column = placeInside(c.text, n, 1, len([]rune(text))-len([]rune(rest))+1)
	}
	if p.ended != "" {
		c.fail(key, "%s is never done: %s before it ends the rule", word, p.ended)
		return
	}
	c.read(word, key, value, p, all)
}

// read reads an action whose name is known.
func (c *compiler) read(word string, key, value *node, p *progress, all int) {
	switch word {
	case "forward", "drop":
		if value.kind != null {
			c.fail(value, "%s takes nothing: write do: %s", word, word)
		}
		v := verdicts.Forward()
		if p.ended = word; word == "drop" {
			c.discarding(word, key, p)
			v = verdicts.Drop()
		}
		c.act(func(*program, *rule, *verdicts.Call) (verdicts.Verdict, bool, error) { return v, true, nil })
	case "error":
		c.discarding(word, key, p)
		c.refusal(value)
	case "return", "instead":
		c.discarding(word, key, p)
		c.messages(word, value)
	case "set", "replace", "delete":
		p.edited = word
		c.edit(word, value)
	case "delay":
		c.delay(value)
	case "log":
		c.log(value)
	case "count":
		c.counting(value)
	case "fault":
		c.fault(value, p, all == 1)
	}
}

func (c *compiler) act(a action) { c.rule.actions = append(c.rule.actions, a) }

// discarding notes that an action ends the rule, and that the message does not go on.
func (c *compiler) discarding(word string, key *node, p *progress) {
	if p.edited != "" {
		c.fail(key, "the message does not go on by %s: leave %s before it out", word, p.edited)
	}
	p.ended = word
}

// refusal reads the error that a message is answered with: EPERM, EPERM "text", or a mapping.
func (c *compiler) refusal(n *node) {
	var errno syscall.Errno
	var text, at string
	switch n.kind {
	case scalar:
		name, rest, _ := strings.Cut(fmt.Sprint(n.value), " ")
		errno, text = c.errno(n, name), c.unquoted(n, strings.TrimSpace(rest))
	case mapping:
		c.members(n, "error", []string{"errno", "text", "at"}, func(key string, v *node) {
			switch key {
			case "errno":
				errno = c.errno(v, fmt.Sprint(v.value))
			case "text":
				text = c.word(v, "text")
			case "at":
				at = c.word(v, "at")
				c.attribute(v, at)
			}
		})
		if errno == 0 {
			c.fail(n, "errno is missing: the name of an error, as EPERM")
		}
	default:
		c.fail(n, `error takes an errno, as EPERM, and a text if you like: error EPERM "not here"`)
	}
	path := strings.Split(at, "/")
	c.act(func(_ *program, _ *rule, call *verdicts.Call) (verdicts.Verdict, bool, error) {
		offset := 0
		if a, ok := call.Message.Attr(path...); ok && at != "" {
			offset = a.Offset()
		}
		return verdicts.ErrorAt(errno, text, offset), true, nil
	})
}

// maxErrno is MAX_ERRNO of the kernel's linux/err.h.
const maxErrno = 4095

func (c *compiler) errno(n *node, name string) syscall.Errno {
	if number, err := strconv.Atoi(name); err == nil && number > 0 && number <= maxErrno {
		return syscall.Errno(number)
	}
	number, err := codec.ErrnoNamed(name)
	if err != nil {
		c.fail(n, "%v", err)
	}
	return syscall.Errno(number)
}

// unquoted takes the quotes off a text that has some.
func (c *compiler) unquoted(n *node, text string) string {
	if !strings.HasPrefix(text, `"`) {
		return text
	}
	s, err := strconv.Unquote(text)
	if err != nil {
		c.fail(n, "the text %s has no end, or something follows it", text)
	}
	return s
}

// maxDelay is how long a message may be held back.
const maxDelay = time.Hour

func (c *compiler) delay(n *node) {
	c.strike(faults.Delay(c.duration(n)).Strike)
}

func (c *compiler) log(n *node) {
	text := ""
	if n.kind != null {
		text = c.word(n, "log")
	}
	c.act(func(p *program, r *rule, call *verdicts.Call) (verdicts.Verdict, bool, error) {
		m := call.Message
		p.logger.Info("netlink rule", "rule", r.name, "text", text,
			"direction", call.Direction.String(), "pid", call.Pid,
			"type", m.Name(), "message", string(form.OneLine.Append(nil, m)))
		return verdicts.Verdict{}, false, nil
	})
}

func (c *compiler) counting(n *node) {
	name := c.rule.name
	if n.kind != null {
		name = c.word(n, "count")
	}
	counter := c.program.counts[name]
	if counter == nil {
		counter = new(atomic.Uint64)
		c.program.counts[name] = counter
	}
	c.act(func(*program, *rule, *verdicts.Call) (verdicts.Verdict, bool, error) {
		counter.Add(1)
		return verdicts.Verdict{}, false, nil
	})
}

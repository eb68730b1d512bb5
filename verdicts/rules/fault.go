package rules

import (
	"slices"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// faultForm is a fault that rules can name. One that befalls messages has message, one that befalls datagrams datagram.
type faultForm struct {
	name      string
	direction codec.Direction // DirectionUnknown: both
	needs     string
	message   func(c *compiler, n *node) faults.Callback
	datagram  func(c *compiler, n *node) faults.Fault
}

const both = codec.DirectionUnknown

func messageFault(name string, direction codec.Direction, f func() faults.Callback) faultForm {
	return faultForm{name: name, direction: direction, message: func(*compiler, *node) faults.Callback { return f() }}
}

func datagramFault(name string, f func() faults.Fault) faultForm {
	datagram := func(*compiler, *node) faults.Fault { return f() }
	return faultForm{name: name, direction: codec.Received, datagram: datagram}
}

var faultForms = []faultForm{
	messageFault("interrupted-dump", codec.Received, faults.InterruptedDump),
	messageFault("busy-dump", codec.Sent, faults.BusyDump),
	messageFault("lost-ack", codec.Received, faults.LostAck),
	messageFault("duplicate", both, faults.Duplicate),
	{
		name: "truncate", direction: both, needs: "octets",
		message: func(c *compiler, n *node) faults.Callback { return faults.Truncate(c.octets(n)) },
	},
	datagramFault("overflow", faults.Overflow),
	datagramFault("lose-datagram", faults.Lose),
	datagramFault("reorder-datagram", faults.Reorder),
	datagramFault("duplicate-datagram", faults.DuplicateDatagram),
	{
		name: "truncate-datagram", direction: codec.Received, needs: "octets",
		datagram: func(c *compiler, n *node) faults.Fault { return faults.TruncateDatagram(c.octets(n)) },
	},
	{
		name: "delay-datagram", direction: codec.Received, needs: "time",
		datagram: func(c *compiler, n *node) faults.Fault { return faults.DelayDatagram(c.duration(n)) },
	},
}

// fault reads the action fault: the name of one, or a mapping of its name to what it needs.
func (c *compiler) fault(n *node, p *progress, alone bool) {
	key, value := n, &node{line: n.line, column: n.column}
	if n.kind == mapping && len(n.keys) == 1 {
		key, value = &n.keys[0], &n.items[0]
	}
	name := c.word(key, "the name of a fault")
	var names []string
	for _, f := range faultForms {
		names = append(names, f.name)
	}
	i := slices.Index(names, name)
	if i < 0 {
		c.fail(key, "unknown fault %q%s", name, suggestKey(name, names))
		return
	}
	f := faultForms[i]
	switch {
	case f.direction != both && f.direction != c.rule.direction:
		word := "on: send"
		if f.direction == codec.Received {
			word = "on: receive"
		}
		c.fail(key, "%s befalls what is %s: the rule needs %s", name, f.direction, word)
	case f.needs == "" && value.kind != null:
		c.fail(value, "%s takes nothing: write fault: %s", name, name)
	case f.datagram != nil && !alone:
		c.fail(key, "%s befalls a whole datagram: it is the only action of its rule", name)
	case f.datagram != nil:
		c.rule.fault = f.datagram(c, value)
	default:
		c.messageFault(key, f.message(c, value))
	}
	p.ended = name
}

// messageFault makes a fault of messages the last action of the rule, which counts only messages that it can befall.
func (c *compiler) messageFault(n *node, f faults.Callback) {
	if c.err == nil {
		if err := f.Check(c.rule.match); err != nil {
			c.fail(n, "%v", err)
		}
	}
	c.rule.befalls = f.Befalls
	c.strike(f.Strike)
}

// strike makes an action of a callback. What it lets go on, the next action follows.
func (c *compiler) strike(callback verdicts.Callback) {
	c.act(func(_ *program, _ *rule, call *verdicts.Call) (verdicts.Verdict, bool, error) {
		v := callback(call)
		return v, v.Action() != verdicts.Forwarded, nil
	})
}

func (c *compiler) octets(n *node) int {
	v, ok := n.value.(int)
	if !ok || v < 0 || v > 1<<20 {
		c.fail(n, "how many octets are left: {truncate: 20}")
		return 0
	}
	return v
}

// duration reads a time that something is held back for.
func (c *compiler) duration(n *node) time.Duration {
	text, _ := n.value.(string)
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 || d > maxDelay {
		c.fail(n, "a delay is a time, as 20ms or 1.5s, of at most an hour")
	}
	return d
}

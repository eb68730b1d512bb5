package verdicts

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/nlkit/nlkit/codec"
)

// Chain is an ordered list of callbacks. The zero Chain is empty and lets everything pass. It may be changed while it
// is in use; a message is judged by the callbacks that were there when it came.
type Chain struct {
	mu    sync.Mutex // serializes changes
	hooks atomic.Pointer[hookList]
}

// hookList is the callbacks of a Chain, and what they want together.
type hookList struct {
	hooks []*hook
	types map[uint16]bool // of nlmsg_type; nil: any may be wanted
}

type hook struct {
	matcher  *Matcher
	callback Callback
}

// Add puts a callback at the end of the chain and returns what takes it off again. A Match that no message of any
// protocol can meet is an error.
func (c *Chain) Add(reg *codec.Registry, m Match, f Callback) (remove func(), err error) {
	return c.insert(reg, m, f, false)
}

// AddFirst puts a callback at the start of the chain.
func (c *Chain) AddFirst(reg *codec.Registry, m Match, f Callback) (remove func(), err error) {
	return c.insert(reg, m, f, true)
}

func (c *Chain) insert(reg *codec.Registry, m Match, f Callback, first bool) (remove func(), err error) {
	matcher, err := m.Compile(reg)
	if err != nil {
		return nil, err
	}
	return c.put(matcher, f, first)
}

// put puts a callback at one end of the chain.
func (c *Chain) put(m *Matcher, f Callback, first bool) (remove func(), err error) {
	if f == nil {
		return nil, errors.New("there is no callback: it is nil")
	}
	h := &hook{m, f}
	c.change(func(hooks []*hook) []*hook {
		if first {
			return append([]*hook{h}, hooks...)
		}
		return append(slices.Clone(hooks), h)
	})
	remove = func() {
		c.change(func(hooks []*hook) []*hook {
			return slices.DeleteFunc(slices.Clone(hooks), func(x *hook) bool { return x == h })
		})
	}
	return remove, nil
}

func (c *Chain) change(f func([]*hook) []*hook) {
	c.mu.Lock()
	defer c.mu.Unlock()
	hooks := f(c.list())
	c.hooks.Store(&hookList{hooks, wantedTypes(hooks)})
}

// wantedTypes returns the types of messages that callbacks want, nil if that cannot be told from the type.
func wantedTypes(hooks []*hook) map[uint16]bool {
	types := map[uint16]bool{}
	for _, h := range hooks {
		if h.matcher.numbers == nil {
			return nil
		}
		for _, n := range h.matcher.numbers {
			types[n] = true
		}
	}
	return types
}

func (c *Chain) list() []*hook {
	if p := c.hooks.Load(); p != nil {
		return p.hooks
	}
	return nil
}

// Empty reports whether nobody judges.
func (c *Chain) Empty() bool { return len(c.list()) == 0 }

// mayWant reports whether a callback may want a message, going by its type alone: what none wants need not be decoded.
func (c *Chain) mayWant(typ uint16) bool {
	p := c.hooks.Load()
	return p != nil && len(p.hooks) > 0 && (p.types == nil || p.types[typ])
}

// Judge asks the callbacks in order until one answers something other than Forward.
func (c *Chain) Judge(call *Call) Verdict {
	if call.Kernel == nil {
		call.Kernel = noKernel{}
	}
	for _, h := range c.list() {
		if v := h.judge(call); v.action != Forwarded {
			return v
		}
	}
	return Forward()
}

// judge asks one callback. A callback that panics has failed: the caller gets an error, the program goes on.
func (h *hook) judge(call *Call) (v Verdict) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("netlink callback panicked", "message", call.Message.Name(), "panic", p,
				"stack", string(debug.Stack()))
			v = Error(syscall.EIO, fmt.Sprintf("the callback for %s panicked: %v", call.Message.Name(), p))
		}
	}()
	ok, err := h.matcher.Match(call)
	if err != nil {
		return Error(syscall.EINVAL, fmt.Sprintf("the filter does not fit %s: %v", call.Message.Name(), err))
	}
	if !ok {
		return Forward()
	}
	return h.callback(call)
}

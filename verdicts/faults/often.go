package faults

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// Often says which of the messages, or datagrams, that something could happen to it does happen to. The zero Often
// means all. Conditions add up: After leaves the first ones out, Nth and Every count from there, chance decides over
// what is left, and AtMost ends it.
type Often struct {
	After       uint64  // not the first so many
	Nth         uint64  // only this one of the rest, counted from 1
	Every       uint64  // each time so many have come: 2 is every second
	AtMost      uint64  // no more than so many times
	Probability float64 // from 0, which is not used, to 1
	Seed        uint64  // of chance: the same seed decides the same again
}

// Check tells what makes no sense about the conditions.
func (o Often) Check() error {
	switch {
	case !(o.Probability >= 0 && o.Probability <= 1):
		return fmt.Errorf("a probability of %v: it is between 0 and 1", o.Probability)
	case o.Nth > 0 && o.Every > 0:
		return errors.New("nth is one time, every is many: choose one of them")
	case o.Nth > 0 && o.AtMost > 0:
		return errors.New("nth is one time already: leave at-most out")
	}
	return nil
}

// Gauge counts what could happen, and decides. It may be shared by goroutines.
type Gauge struct {
	often Often

	mu       sync.Mutex
	seen     uint64
	happened uint64
	chance   *rand.Rand
}

// Gauge returns a new Gauge of the conditions.
func (o Often) Gauge() *Gauge {
	return &Gauge{often: o, chance: rand.New(rand.NewPCG(o.Seed, o.Seed))}
}

// Next reports whether it happens this time.
func (g *Gauge) Next() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	o := &g.often
	g.seen++
	if g.seen <= o.After {
		return false
	}
	n := g.seen - o.After
	if o.Nth > 0 && n != o.Nth || o.Every > 0 && n%o.Every != 0 || o.AtMost > 0 && g.happened >= o.AtMost {
		return false
	}
	if o.Probability > 0 && g.chance.Float64() >= o.Probability {
		return false
	}
	g.happened++
	return true
}

// Callback lets a callback of this package happen that often: only messages that the fault can befall are counted.
func (o Often) Callback(f Callback) verdicts.Callback {
	g := o.Gauge()
	return func(c *verdicts.Call) verdicts.Verdict {
		if !f.Befalls(c) || !g.Next() {
			return verdicts.Forward()
		}
		return f.Strike(c)
	}
}

// Plan lets a fault befall that many of the datagrams.
func (o Often) Plan(f Fault) Plan {
	g := o.Gauge()
	return func([]byte, transport.From) Fault {
		if g.Next() {
			return f
		}
		return Fault{}
	}
}

package monitor

import (
	"slices"
	"sync/atomic"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
)

// mostGone is how many links that are gone are still known by their names.
const mostGone = 4096

// linkNames is the names of the links of a network namespace, also of those that are gone. One goroutine learns, any
// read.
type linkNames struct {
	current atomic.Pointer[brief.Names]
	gone    []uint32 // the oldest first
}

// learn takes note of what a message of the kernel says of the names of links.
func (n *linkNames) learn(m *codec.Message) {
	if !brief.TellsNames(m.Header().Type) {
		return
	}
	index, _ := m.Field("ifi_index")
	was := n.current.Load()
	is := was.Learn(m)
	if is == was {
		return
	}
	if m.Type().Op != codec.OpDelete {
		n.gone = slices.DeleteFunc(n.gone, func(i uint32) bool { return i == uint32(index) })
		n.current.Store(is)
		return
	}
	n.lose(uint32(index))
}

// lose takes note of a link that is gone. Of very many the first are forgotten.
func (n *linkNames) lose(index uint32) {
	if n.gone = append(n.gone, index); len(n.gone) > mostGone {
		n.current.Store(n.current.Load().With(n.gone[0], ""))
		n.gone = slices.Delete(n.gone, 0, 1)
	}
}

// at returns the names at this moment.
func (n *linkNames) at() *brief.Names { return n.current.Load() }

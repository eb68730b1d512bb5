package guest

import (
	"io"
	"sync"
)

// output reads what a machine writes to a port, and knows how much of it has come.
type output struct {
	port  io.Reader
	mu    sync.Mutex
	grown *sync.Cond
	came  int64
	ended bool
}

func newOutput(port io.Reader) *output {
	o := &output{port: port}
	o.grown = sync.NewCond(&o.mu)
	return o
}

func (o *output) Read(b []byte) (int, error) {
	n, err := o.port.Read(b)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.came += int64(n)
	o.ended = err != nil
	o.grown.Broadcast()
	return n, err
}

// await waits until so many octets have come. It returns an error if they never will.
func (o *output) await(octets int64) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.came < octets {
		if o.ended {
			return io.ErrUnexpectedEOF
		}
		o.grown.Wait()
	}
	return nil
}

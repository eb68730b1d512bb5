package main

import "sync"

// processors are what guests run on. Emulated ones that have to share one are so slow that programs give up waiting.
type processors struct {
	queue sync.Mutex // of who takes some, so that no two wait for each other's
	free  chan struct{}
}

func newProcessors(n int) *processors {
	p := &processors{free: make(chan struct{}, n)}
	for range n {
		p.free <- struct{}{}
	}
	return p
}

// reserve waits until n are free, or all if there are fewer, and returns what gives them back.
func (p *processors) reserve(n int) (give func()) {
	p.queue.Lock()
	defer p.queue.Unlock()
	n = min(n, cap(p.free))
	for range n {
		<-p.free
	}
	return func() {
		for range n {
			p.free <- struct{}{}
		}
	}
}

//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// onSignal calls report at each SIGUSR1, until what it returns is called.
func onSignal(report func()) (stop func()) {
	return each(syscall.SIGUSR1, report)
}

// onResize calls redraw when the terminal has another size, until what it returns is called.
func onResize(redraw func()) (stop func()) {
	return each(syscall.SIGWINCH, redraw)
}

func each(s os.Signal, f func()) (stop func()) {
	c, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(c, s)
	go func() {
		for {
			select {
			case <-c:
				f()
			case <-done:
				return
			}
		}
	}()
	return func() { signal.Stop(c); close(done) }
}

package main

import (
	"testing"
	"testing/synctest"
)

func TestProcessors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProcessors(3)
		running, end := 0, make(chan bool)
		guest := func(n int) {
			give := p.reserve(n)
			running += n
			<-end
			running -= n
			give()
		}
		check := func(want int, what string) {
			t.Helper()
			if synctest.Wait(); running != want {
				t.Errorf("%s: %d processors are taken, want %d", what, running, want)
			}
		}
		go guest(2)
		check(2, "all are free")
		go guest(100) // it gets all there are
		check(2, "one is free, all are asked for")
		end <- true
		check(100, "all are free again")
		end <- true
		check(0, "the end")
	})
}

package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Progress shows on a terminal how far the reading of a file is.
type Progress struct {
	w     io.Writer
	total int64
	read  atomic.Int64
	start time.Time
	stop  chan struct{}
	ended sync.WaitGroup
}

const (
	progressEvery = 200 * time.Millisecond
	progressWidth = 30
)

// NewProgress starts to show on w how much of total octets went through Reader.
func NewProgress(w io.Writer, total int64) *Progress {
	p := &Progress{w: w, total: total, start: time.Now(), stop: make(chan struct{})}
	p.ended.Go(p.show)
	return p
}

// Reader returns a reader of r that counts.
func (p *Progress) Reader(r io.Reader) io.Reader { return &countingReader{r, &p.read} }

// Stop wipes the bar away.
func (p *Progress) Stop() {
	close(p.stop)
	p.ended.Wait()
}

func (p *Progress) show() {
	t := time.NewTicker(progressEvery)
	defer t.Stop()
	for shown := false; ; shown = true {
		select {
		case <-p.stop:
			if shown {
				_, _ = io.WriteString(p.w, "\r\x1b[K")
			}
			return
		case <-t.C:
			_, _ = p.w.Write(p.bar(time.Since(p.start)))
		}
	}
}

// bar is a line that overwrites itself: a bar, the share, megabytes a second.
func (p *Progress) bar(since time.Duration) []byte {
	read := p.read.Load()
	share := 1.0
	if p.total > 0 {
		share = min(1, float64(read)/float64(p.total))
	}
	full := int(share * progressWidth)
	return fmt.Appendf(nil, "\r\x1b[K[%s%s] %3d %%  %.0f MB/s", strings.Repeat("#", full),
		strings.Repeat(".", progressWidth-full),
		int(share*100), float64(read)/1e6/max(since.Seconds(), 1e-3))
}

type countingReader struct {
	r io.Reader
	n *atomic.Int64
}

// Read reads and counts.
func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}
